"""Groups of papers side by side: how they are parted, how large they are, and what sets each apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from explorer.comparison.parts import MOST, free, offered, parts
from explorer.comparison.table import SIZES, WORDS, fields, shown
from explorer.comparison.words import Words, read
from explorer.papers import kinds
from explorer.rows import inside, taken
from explorer.terms import DEFAULT_FIELDS
from explorer.widgets import contrasts
from explorer.widgets.base import Widget, guarded, script, style
from explorer.widgets.html import counted, label
from explorer.widgets.parting import KEPT, Parting, is_held, named, said, turned
from explorer.widgets.turns import Turns

if TYPE_CHECKING:
    from explorer.charts.marks import Mark
    from explorer.rows import Rows
    from explorer.session import Session

_PAUSE = 0.15  # seconds without a change until groups are compared: list, counts and charts go first
_MOST_READ = 20_000  # papers whose words are compared while a reader waits


class Groups(Widget):
    """Compare groups of papers: those that a field's values make of what is selected, or the views that were kept.

    Parameters
    ----------
    session
        Whose papers are compared, whose `groups` are the kept views, and whose `query` a click narrows.
    by
        The field that parts the papers at first; by default the first that makes 2 to 6 groups.

    Examples
    --------
    >>> Groups(session, "year")  # doctest: +SKIP
    """

    _esm = script("groups")
    _css = style("groups")
    view: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    by = traitlets.Unicode().tag(sync=True)  # what was chosen: known before its groups are compared
    kept: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    held: traitlets.List[Any] = traitlets.List().tag(sync=True)

    def __init__(self, session: Session, by: str = "") -> None:
        self.session = session
        self.renew()
        few = [name for name, count in self._offered.items() if count <= MOST]
        self._field = by or next(iter(few or self._offered), "")
        self._partings: dict[str, Parting] = {}
        self._parting = self._parted(self._by)
        self._words: Words | None = None
        self._shown: object = None
        self._clickable: dict[str, tuple[Mark | None, str]] = {}
        self._turns = Turns(self._show, pause=_PAUSE)
        super().__init__(session, by=self._parting.by)
        session.observe(self._regroup, "groups")
        session.observe(self._forget, "papers")
        self._tell_kept()

    def renew(self) -> None:
        """Offer the fields that the papers have."""
        papers = self.session.papers
        self._offered = offered(papers)
        self._rows = [row for row in fields(papers) if row not in (SIZES, WORDS)]
        self._links = [name for name, kind in kinds(papers).items() if kind == "link"]

    def watch(self) -> None:
        """Compare once nothing has changed for a moment."""
        self._turns.plan([None])

    def follow(self) -> None:
        """Part the papers as was chosen."""
        if self._by != self._parting.by:
            self._part()

    def _do_part(self, message: dict[str, Any]) -> None:
        by = message["by"]
        self.choose("by", *([by] if by != self._default and by in self._offered else []))

    def _do_keep(self, _: dict[str, Any]) -> None:
        query, groups = self.session.query.but(sort=()), self.session.groups
        if len(groups) < MOST and query not in groups.values():
            if groups:  # two are compared at once
                self.choose("by")
            self.session.groups = {**groups, named(query, groups): query}

    def _do_drop(self, message: dict[str, Any]) -> None:
        groups = self.session.groups
        self.session.groups = {name: query for name, query in groups.items() if name != message["name"]}

    def _do_rename(self, message: dict[str, Any]) -> None:
        groups, old, new = self.session.groups, message["name"], " ".join(message["to"].split())
        new = free(new, [name for name in groups if name != old]) if new else old
        self.session.groups = {new if name == old else name: query for name, query in groups.items()}

    def _do_narrow(self, message: dict[str, Any]) -> None:
        """Ask for what was clicked, or take it back; what is gone meanwhile asks for nothing."""
        mark, group = self._clickable.get(message["key"], (None, ""))
        query = self.session.query
        if group:
            target = self._parting.inside(group, mark)
            self.session.query = self._parting.outside(group, mark) if query == target else target
        elif mark:
            self.session.query = turned(query, mark)

    @guarded
    def _regroup(self, _: object = None) -> None:
        """Show the kept views as they are now."""
        self._part()

    @guarded
    def _forget(self, _: object) -> None:
        """Part the papers anew: their own columns changed, and with them what parts papers."""
        self.renew()
        self._partings.clear()
        self._shown = None

    @property
    def _default(self) -> str:
        """Return what parts the papers where nothing was chosen: the kept views as soon as there are two of them."""
        return KEPT if len(self.session.groups) > 1 else self._field

    @property
    def _by(self) -> str:
        """Return what parts the papers."""
        return next((by for by in self.choice("by") if by in self._offered), self._default)

    def _part(self) -> None:
        self._parting = self._parted(self._by)
        self.by = self._parting.by
        self._tell_kept()
        self.watch()

    def _parted(self, by: str) -> Parting:
        """Part the papers; how all of them are parted by a field is known from then on."""
        known = self._partings.get(by)
        if known is None or (by == KEPT and known.groups != self.session.groups):
            groups = self.session.groups if by == KEPT else parts(self.session.papers, by)
            known = self._partings[by] = Parting.of(self.session, by, groups)
        return Parting(self.session, by, known.groups, known.everyone)

    def _tell_kept(self) -> None:
        query, groups = self.session.query.but(sort=()), self.session.groups
        full = f"{MOST} views are kept at most" if len(groups) >= MOST else ""
        views = [{"name": name, "asks": said(asks)} for name, asks in groups.items()]
        self.kept = {"views": views, "why_not": "kept already" if query in groups.values() else full}

    @guarded
    def _show(self, _: object = None) -> None:
        self._tell_kept()
        parting = self._parted(self._parting.by)
        key = (parting.by, parting.asked, tuple(parting.groups.items()))
        if key != self._shown:
            self._shown, self._parting = key, parting
            self.view = self._compared(parting)
            self._clickable = contrasts.clickable(self.view)
        self.held = [key for key, (mark, group) in self._clickable.items() if self._is_held(mark, group)]

    def _is_held(self, mark: Mark | None, group: str) -> bool:
        query = self.session.query
        return query == self._parting.inside(group, mark) if group else bool(mark and is_held(query, mark))

    def _compared(self, parting: Parting) -> dict[str, Any]:
        names = list(parting.groups)
        shared = {"by": parting.by, "offered": self._choices(), "title": self._title(parting)}
        if len(names) < 2 or not len(parting.rows):
            nothing = dict.fromkeys(("notes", "groups", "overlap", "cards", "apart"), ())
            return {**shared, **nothing, "empty": _why_none(parting)}
        words = self._read(parting.rows)
        rows = [row for row in self._rows if row != parting.by] + ([WORDS] if words else [])
        frame, cuts = shown(self.session.papers, parting.compared, rows, contrasts.FEW, words)
        frame["link"] = frame["row"].isin(self._links)
        frame["others"] = contrasts.others(frame, len(names))
        return {
            **shared,
            "empty": "",
            "notes": self._notes(parting, read=words is not None),
            "groups": contrasts.sizes(frame, names),
            "overlap": contrasts.overlap(frame, names),
            "cards": contrasts.cards(frame, names, cuts),
            "apart": [contrasts.apart(frame, name, cuts, at) for at, name in enumerate(names)],
        }

    def _read(self, rows: Rows) -> Words | None:
        """Cut the papers' words: all at once where that is not too many, so that the next query finds them cut."""
        papers = self.session.papers
        if len(rows) > _MOST_READ:
            return None
        if len(papers) > _MOST_READ:
            return read(taken(papers[[name for name in DEFAULT_FIELDS if name in papers]], rows))
        self._words = self._words or read(papers)
        return self._words.of(inside(rows, len(papers)))

    def _choices(self) -> list[dict[str, str]]:
        return [{"by": name, "label": f"{label(name)} ({count:,})"} for name, count in self._offered.items()]

    def _title(self, parting: Parting) -> str:
        many, some, every = len(parting.groups), len(parting.rows), len(self.session.papers)
        of = counted(some, every) if some < every else counted(every, every).partition(" of ")[2]
        return f"{many} group{'' if many == 1 else 's'} of {of}"

    def _notes(self, parting: Parting, *, read: bool) -> list[str]:
        of = self._offered.get(parting.by, 0)
        cut = [f"the {len(parting.groups)} largest of {of:,} groups by {label(parting.by)}"] if of > MOST else []
        cut += ["of all papers, whatever is asked now"] if parting.by == KEPT else []
        return cut + ([] if read else [f"words are compared among {_MOST_READ:,} papers at most"])


def _why_none(parting: Parting) -> str:
    """Say why nothing is compared."""
    if len(parting.session.papers) and not len(parting.rows):
        return "No paper answers what is asked: there is nothing to compare."
    return "No field parts these papers. Search or filter, keep that view as a group, then keep a second one."
