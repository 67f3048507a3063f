"""The tags of a Web of Science export under our names."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from explorer.formats.dates import dated
from explorer.formats.names import displayed
from explorer.formats.stated import doi

if TYPE_CHECKING:
    from explorer.formats.ris_lines import Tags

# https://images.webofknowledge.com/images/help/WOS/hs_wos_fieldtags.html
OURS = {
    "UT": "id", "TI": "title", "AB": "abstract", "SO": "venue", "PY": "year", "VL": "volume", "IS": "issue",
    "PM": "pmid", "TC": "citations", "LA": "language", "DT": "kind", "PU": "publisher", "BN": "isbn", "SN": "issn",
}  # fmt: skip
LISTS = {"DE": "keywords", "ID": "keywords_plus", "WC": "categories", "SC": "research_areas"}
KINDS = {"proceedings paper": "inproceedings", "book chapter": "incollection"}


def record(tags: Tags) -> dict[str, Any]:
    """Give a reference's tags our names and values; what has none of ours has the name rispy gives it."""
    one = {tag: " ".join(values) for tag, values in tags.items()}
    found: dict[str, Any] = {ours: one.pop(tag) for tag, ours in OURS.items() if tag in one}
    found |= {ours: _listed(one.pop(tag)) for tag, ours in LISTS.items() if tag in one}
    for tag, ours in {"AF": "authors", "AU": "authors", "BE": "editors"}.items():
        if tag in one and ours not in found:
            found[ours] = list(map(displayed, tags[tag]))
            del one[tag]
    if "C1" in one:
        found["affiliations"] = tags["C1"]
    first, last, number = (one.pop(tag, None) for tag in ("BP", "EP", "AR"))
    found["pages"] = f"{first}-{last}" if first and last else first or number
    found |= {"doi": doi(one.pop("DI"))} if "DI" in one else {}
    found |= _date(one.pop("PD", ""), found.get("year", ""))
    kind = found.pop("kind", "").lower()
    rest = {_name(tag): "; ".join(tags[tag]) for tag in one if tag not in ("C1", "PT")}
    return {**rest, **found, "kind": KINDS.get(kind, kind) or None}


def _listed(written: str) -> list[str]:
    return [part.strip() for part in written.split(";") if part.strip()]


def _date(day: str, year: str) -> dict[str, Any]:
    """Join the day and month that one tag gives with the year that another does."""
    if not (day and year):
        return {"published_text": day} if day else {}
    whole = dated(f"{day}, {year}")
    return {"published": whole["published"]} if "published" in whole else {"published_text": f"{day} {year}"}


def _name(tag: str) -> str:
    return _names().get(tag, tag)


@cache
def _names() -> dict[str, str]:
    from rispy.config import WOK_TAG_KEY_MAPPING  # noqa: PLC0415 - only Web of Science needs it

    return {tag: str(name) for tag, name in WOK_TAG_KEY_MAPPING.items()}
