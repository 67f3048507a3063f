"""What speaks for or against two records being one paper, beside what names it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz

from explorer import ids
from explorer.columns import DATE, LIST, NUMBER, TEXT
from explorer.gathering import PLACE, Fields, Places
from explorer.lists import identifiers, titles
from explorer.lists.people import People, people
from explorer.lists.slips import is_run_together, slips
from explorer.papers import works

UNLIKE_TITLES = 60  # under this score two titles are of different papers, were it not for a common DOI or id
UNLIKE_ABSTRACTS = 60  # unrelated abstracts in English score under this, one cut off or mended over it
SAME_ABSTRACTS = 90  # under this score two abstracts are not one with slips of its own
LONG = 80  # characters from which on an abstract tells papers apart
Measure = Callable[[str, str], float]
_GLOBAL = re.compile(r"W\d{5,}|[0-9a-f]{40}|PMC\d+|10\.\d{4,9}/.+")  # OpenAlex, Semantic Scholar, PubMed Central, DOI
_HASHED = re.compile(r"-[0-9a-f]{8}$")
_OTHER_KIND = re.compile("errat|corri|correct|retract|supplement|peer.?review|data.?set|software|comment|reply")


class Evidence:
    """Hold of each record, by its place, what is compared."""

    def __init__(self, fields: Fields, lists: Places) -> None:
        self.fields, self.lists = fields, lists.tolist()
        self.arxiv_id, self.pmid = identifiers.arxiv_ids(fields).to_pylist(), identifiers.pmids(fields).to_pylist()
        self.doi = identifiers.dois(fields).to_pylist()

    @cached_property
    def words(self) -> pa.Array:
        """Give the folded titles."""
        return titles.folded(self.fields["title"])

    @cached_property
    def titles(self) -> pa.Array:
        """Give the titles as they are compared: folded, without spaces."""
        return titles.squeezed(self.words)

    @cached_property
    def years(self) -> list[int | None]:
        """Give the years, from the dates where no year is stated."""
        stated = [self.fields["year"]] if "year" in self.fields and self.fields["year"].type == NUMBER else []
        dates = self.fields.get("published")
        stated += [pc.year(dates)] if dates is not None and dates.type == DATE else []
        return list(pc.coalesce(*stated).to_pylist()) if stated else [None] * len(self.lists)

    def is_global(self, place: int) -> bool:
        """Say whether a record's id is one that the whole world knows and no list's own."""
        name: str = self.fields["id"][place].as_py()
        return name in (self.arxiv_id[place], self.pmid[place]) or bool(_GLOBAL.fullmatch(name))

    def is_made(self, place: int) -> bool:
        """Say whether a record's id was made of its title."""
        name: str = self.fields["id"][place].as_py()
        if name == ids.slug(self._text("title", place)):
            return True
        return bool(_HASHED.search(name)) and ids.is_made(name, works(self.fields, [place])[0])

    def is_own(self, place: int) -> bool:
        """Say whether a record's id is its list's own, as a citation key or a number is, and another's elsewhere."""
        name: str = self.fields["id"][place].as_py()
        return name == self._text("key", place) or (name.isdecimal() and name != self.pmid[place])

    def is_contradicted(self, one: int, other: int) -> bool:
        """Say whether names, years, authors, kinds or abstracts show two papers."""
        named = any(_differ(values[one], values[other]) for values in (self.arxiv_id, self.pmid))
        if named or self._are_apart(one, other):
            return True
        published = (doi if doi and not is_preprint(doi) else None for doi in (self.doi[one], self.doi[other]))
        return _differ(*published) or self.differs(one, other)

    def differs(self, one: int, other: int) -> bool:
        """Say whether authors, kinds or abstracts show two papers; a title that many have needs more than itself."""
        shared = self.shared_authors(one, other)
        if shared is None:
            is_generic = any(self.titles[place].as_py() in titles.GENERIC for place in (one, other))
            if is_generic and not self._are_equal(one, other):
                return True
            return self._are_other_kinds(one, other) or self._are_unlike_abstracts(one, other)
        return not shared or self._are_other_kinds(one, other)

    def bears_out(self, one: int, other: int, trade: set[str]) -> bool:
        """Say whether what else is known bears out that two titles are one, where they are not quite the same.

        Two words of the `trade` part papers, unless the abstracts are the same.
        """
        words = (self.words[one].as_py(), self.words[other].as_py())
        if words[0] == words[1]:
            return True
        if is_run_together(*words):
            return bool(self.shared_authors(one, other))
        wrong = slips(*words)
        if any(trade.issuperset(pair) for pair in wrong):
            return self._likeness(one, other, fuzz.ratio) >= SAME_ABSTRACTS
        if not wrong or any(self.doi[place] or self._people(place).families for place in (one, other)):
            return True
        ours, theirs = self.years[one], self.years[other]
        return (ours is not None and ours == theirs) or self._likeness(one, other) >= UNLIKE_ABSTRACTS

    def are_unlike(self, one: int, other: int) -> bool:
        """Say whether both have a title and these have little in common."""
        ours, theirs = self.titles[one].as_py(), self.titles[other].as_py()
        return bool(ours and theirs and ours != theirs and fuzz.ratio(ours, theirs) < UNLIKE_TITLES)

    def share_nothing(self, one: int, other: int) -> bool:
        """Say whether two records have titles of other words and authors of other names: a shared name is wrong."""
        return self.are_unlike(one, other) and self.shared_authors(one, other) is False

    def shared_authors(self, one: int, other: int) -> bool | None:
        """Say whether two records name an author in common; nothing where one of them names none that is read."""
        ours, theirs = self._people(one), self._people(other)
        return ours.share(theirs) if ours.families and theirs.families else None

    def _are_apart(self, one: int, other: int) -> bool:
        ours, theirs = self.years[one], self.years[other]
        return ours is not None and theirs is not None and abs(ours - theirs) > 1

    def _are_equal(self, one: int, other: int) -> bool:
        stated = (values for name, values in self.fields.items() if name not in PLACE)
        return all(values[one].equals(values[other]) for values in stated)

    def _are_other_kinds(self, one: int, other: int) -> bool:
        kinds = {self._text("kind", place).casefold() for place in (one, other)} - {""}
        return len(kinds) > 1 and any(_OTHER_KIND.search(kind) for kind in kinds)

    def _are_unlike_abstracts(self, one: int, other: int) -> bool:
        return 0 <= self._likeness(one, other) < UNLIKE_ABSTRACTS

    def _likeness(self, one: int, other: int, measure: Measure = fuzz.token_set_ratio) -> float:
        """Say how alike two abstracts are, 0 to 100; -1 where one of them is too short to tell."""
        ours, theirs = (self._text("abstract", place)[:1_000].casefold() for place in (one, other))
        return measure(ours, theirs) if min(len(ours), len(theirs)) >= LONG else -1

    def _people(self, place: int) -> People:
        authors = self.fields.get("authors")
        stated = authors[place].as_py() if authors is not None and authors.type == LIST else None
        return people(stated or ())

    def _text(self, name: str, place: int) -> str:
        values = self.fields.get(name)
        return (values[place].as_py() or "") if values is not None and values.type == TEXT else ""


def is_preprint(doi: str) -> bool:
    """Say whether a DOI is a preprint's: its journal gives the paper another one."""
    return bool(re.match(identifiers.PREPRINT, doi))


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and one != other)
