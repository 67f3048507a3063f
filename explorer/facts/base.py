"""What a finder of facts is: a function from one paper's text to quoted spans."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from dataclasses import field as default
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from explorer.facts.headed import lowered
from explorer.facts.sentences import Sentence, split
from explorer.facts.words import Words
from explorer.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import pandas as pd

Thing = TypeVar("Thing")
FIELDS = ("title", "abstract")
_FLAT = str.maketrans("\t\n\r\v\f\xa0", "      ")


@dataclass(frozen=True)
class Found:
    """One quoted span of a paper's field, and what was read from it."""

    field: str
    start: int
    end: int
    label: str | None = None
    more: Mapping[str, object] = default(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """One paper as a finder sees it: its texts, their sentences, and what other finders found."""

    title: str = ""
    abstract: str = ""
    _found: dict[str, tuple[Found, ...]] = default(default_factory=dict, init=False, repr=False, compare=False)

    _shared: dict[str, object] = default(default_factory=dict, init=False, repr=False, compare=False)

    def text(self, field: str) -> str:
        """Give the text of a field, every line end a space, so that offsets stay those of the stored text."""
        return self._flat[field]

    def quote(self, found: Found) -> str:
        """Give the stored characters that a span quotes."""
        stored = self.title if found.field == "title" else self.abstract
        return stored[found.start : found.end]

    @cached_property
    def _flat(self) -> dict[str, str]:
        return {"title": self.title.translate(_FLAT), "abstract": self.abstract.translate(_FLAT)}

    def once(self, key: str, make: Callable[[Reading], Thing]) -> Thing:
        """Make something of this paper once, for the finders that share it."""
        if key not in self._shared:
            self._shared[key] = make(self)
        return cast("Thing", self._shared[key])

    def lowered(self, field: str) -> str:
        """Give the text of a field in lower case, its places those of the stored text."""
        return self._low[field]

    @cached_property
    def _low(self) -> dict[str, str]:
        return {field: lowered(text) for field, text in self._flat.items()}

    @cached_property
    def lower(self) -> str:
        """Give title and abstract in lower case, to ask cheaply whether a word occurs at all."""
        return f"{self.title}\n{self.abstract}".lower()

    def words(self, field: str) -> Words:
        """Give the words of a field, cut once."""
        return self._title_words if field == "title" else self._abstract_words

    @cached_property
    def _title_words(self) -> Words:
        return Words(self.text("title"))

    @cached_property
    def _abstract_words(self) -> Words:
        return Words(self.text("abstract"))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Split the title and the abstract into sentences, in reading order."""
        return tuple(one for name in FIELDS for one in split(getattr(self, name), name))

    def found(self, kind: str) -> tuple[Found, ...]:
        """Give the facts of a kind in reading order, found once however often they are asked for."""
        if kind not in self._found:
            self._found[kind] = tuple(sorted(all_finders()[kind].find(self), key=place))
        return self._found[kind]


def place(found: Found) -> tuple[int, int, int]:
    """Say where a fact stands: the title before the abstract, then by characters."""
    return FIELDS.index(found.field), found.start, found.end


@dataclass(frozen=True)
class Finder:
    """A function that finds facts of a kind, and the types of the further columns that it fills."""

    find: Callable[[Reading], Iterable[Found]]
    columns: Mapping[str, type]


finders: Registry[Finder] = Registry()


def finder(
    kind: str, **columns: type
) -> Callable[[Callable[[Reading], Iterable[Found]]], Callable[[Reading], Iterable[Found]]]:
    """Register a function as the finder of a kind: ``@finder("acronym", expansion=str, own=bool)``.

    The types of the further columns are ``str``, ``int``, ``float``, ``bool`` or ``list`` (of strings).
    """

    def add(find: Callable[[Reading], Iterable[Found]]) -> Callable[[Reading], Iterable[Found]]:
        finders.add(kind, Finder(find, columns))
        return find

    return add


@cache
def all_finders() -> Registry[Finder]:
    """Import the modules of this folder that hold finders, so that a new kind of fact is one new file."""
    for module in sorted(Path(__file__).parent.glob("*.py")):
        if "\n@finder(" in module.read_text("utf-8"):
            importlib.import_module(f"explorer.facts.{module.stem}")
    return finders


def read(title: str, abstract: str) -> Iterator[tuple[str, Found, str]]:
    """Find everything in one paper: kind, span and quoted text, in the order of kinds and of reading."""
    reading = Reading(title, abstract)
    for kind in sorted(all_finders()):
        for found in reading.found(kind):
            yield kind, found, reading.quote(found)


def extract(papers: pd.DataFrame) -> pd.DataFrame:
    """Find the facts of every paper; see `explorer.facts.frame.extract`."""
    from explorer.facts.frame import extract as extract_frame  # noqa: PLC0415 - finders need no pandas

    return extract_frame(papers)
