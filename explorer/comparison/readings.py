"""What the facts say for each row of a comparison, and the words that say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from explorer.comparison.cells import Source

Record = Mapping[str, Any]
Read = list[tuple[Any, Source]]


def source_of(fact: Record) -> Source:
    """Quote the words of a fact."""
    return Source(fact["field"], fact["start"], fact["end"], fact["text"])


def _of(kind: str, *labels: str, value: str = "text") -> Callable[[Record, Sequence[Record]], Read]:
    """Read the facts of a kind: their words, or their label."""
    return lambda _, facts: [
        (" ".join(fact[value].split()), source_of(fact))
        for fact in facts
        if fact["kind"] == kind and fact[value] and (not labels or fact["label"] in labels)
    ]


def _links(label: str) -> Callable[[Record, Sequence[Record]], Read]:
    """Read addresses, with the scheme that some leave out."""
    links = _of("link", label)
    return lambda paper, facts: [
        (link if re.match("https?://", link, re.IGNORECASE) else f"https://{link}", source)
        for link, source in links(paper, facts)
    ]


def _availability(_: Record, facts: Sequence[Record]) -> Read:
    offers = [fact for fact in facts if fact["kind"] == "availability"]
    return [(f"{thing} {offer['label']}", source_of(offer)) for offer in offers for thing in offer["artefacts"] or ()]


def _baselines(paper: Record, facts: Sequence[Record]) -> Read:
    results = [fact for fact in facts if fact["kind"] == "result"]
    return [(name, _named(paper, result, name)) for result in results for name in result["baselines"] or ()]


def _named(paper: Record, result: Record, name: str) -> Source:
    """Quote a name in its figure's sentence, or the figure where the name is not written so."""
    start = (paper.get(result["field"]) or "").find(name, result["sentence_start"] or 0, result["sentence_end"])
    return Source(result["field"], start, start + len(name), name) if start >= 0 else source_of(result)


def _year(paper: Record, _: Sequence[Record]) -> Read:
    published = paper.get("published")
    return [(published.year, Source("published"))] if isinstance(published, datetime) else []


READINGS: dict[str, Callable[[Record, Sequence[Record]], Read]] = {
    "task": _of("task"),
    "contribution": _of("contribution", value="label"),
    "name": _of("name", "primary"),
    "topics": _of("topic", value="label"),
    "methods": _of("model", "method"),
    "datasets": _of("dataset", "dataset", "benchmark"),
    "baselines": _baselines,
    "code": _links("code"),
    "code_url": _links("code"),
    "project_url": _links("project"),
    "availability": _availability,
    "claims": _of("claim"),
    "year": _year,
}
