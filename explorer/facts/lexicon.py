"""Known names in a text: a name's first word leads to the names that begin so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from explorer.facts.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_VERSION = (
    r"(?:v?\d+(?:\.\d+)*[A-Za-z+]{0,3}|[vV]\d+(?:\.\d+)*|Pro|Flash|Lite|Ultra|Nano|Mini|Opus|"
    r"Sonnet|Haiku|Turbo|Instruct|Chat|Large|Base|"
    r"Small|Medium|Tiny|Huge|XL|Max|Plus|Preview|Thinking|Verified|Lite|Multimodal|Hard|Diamond|"
    r"Transformers?|Coder|Omni|Next|Air|"
    r"Image|Video|Audio|Vision|Math|VL|R1|Distill|Maverick|Scout|Codex)"
)
_AFTER = re.compile(rf"(?: {_VERSION}(?![\w-])|-{_VERSION}(?:-[\w.]*\w)*(?!\w))+|s(?!\w)")
_GLUED = re.compile(
    r"(?:-?v?\d[\w.]*|-(?:[A-Z]\w*|\d[\w.]*|v\d[\w.]*|mini|nano|turbo|pro|base|large|small|medium|"
    r"tiny|huge|xl|instruct|chat|preview|high|low|"
    r"thinking|oss|series|it|hf|dev|schnell|distill\w*))(?:-(?:\d[\w.]*|[A-Z][\w.]*|\w{1,8}))*(?:/\w+)?"
)
_BASED = re.compile(r"-(?:based|style|level|like|powered|generated|class|scale|compatible)$")
_STEM = re.compile(r"[A-Za-z]+")


class Known(NamedTuple):
    """A known name at a place, and the list that knows it."""

    start: int
    end: int
    term: str
    label: str


@dataclass(frozen=True)
class Lexicon:
    """Names by the list that knows them; an earlier list wins, a longer name wins within a text."""

    lists: Mapping[str, tuple[str, ...]]

    @cached_property
    def _by_first(self) -> dict[str, list[tuple[str, str]]]:
        index: dict[str, list[tuple[str, str]]] = {}
        for label, entries in self.lists.items():
            for entry in entries:
                index.setdefault(Words(entry).texts[0], []).append((entry, label))
        return {first: sorted(entries, key=lambda entry: -len(entry[0])) for first, entries in index.items()}

    def find(self, words: Words) -> Iterator[Known]:
        """Give known names with the version that follows, in reading order, none inside another."""
        text, index, done = words.text, self._by_first, 0
        texts, spans = words.texts, words.spans
        for number in sorted({*words.where(index.keys()), *words.marked}):
            word, (start, end) = texts[number], spans[number]
            if start < done:
                continue
            entries = index.get(word)
            known = _exact(text, start, entries) if entries else None
            if known is None and not word.isalpha():
                known = self._with_version(word, start, end)
            if known:
                done = known.end
                yield known

    def _with_version(self, word: str, start: int, end: int) -> Known | None:
        """Read "Qwen3.6-35B" and "ImageNet-1K" as a known stem with its version."""
        bare = _BASED.sub("", word)
        word, end = bare, end - len(word) + len(bare)
        stem = _STEM.match(word)
        if not stem or stem.end() == len(word) or not _GLUED.fullmatch(word, stem.end()):
            return None
        for term, label in self._by_first.get(stem[0], ()):
            if term == stem[0]:
                return Known(start, end, term, label)
        return None


def _exact(text: str, start: int, entries: list[tuple[str, str]] | tuple[()]) -> Known | None:
    for term, label in entries:
        end = start + len(term)
        if text.startswith(term, start) and not (text[end : end + 1].isalnum() or text[end : end + 1] == "_"):
            after = _AFTER.match(text, end)
            whole = after.end() if after else end
            if text[whole : whole + 1] == "-" and text[whole + 1 : whole + 2].isalnum():
                continue
            return Known(start, whole, term, label)
    return None
