"""Lists against each other: what is new, what they have in common, what only one has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import pandas as pd

from explorer.gathering import Fields, Row
from explorer.lists.counting import document, noting
from explorer.lists.given import check
from explorer.lists.matching import Matching, matched
from explorer.lists.merging import SCORE, numbered, said_of, stacked
from explorer.papers import conform, fields_of
from explorer.report import Ledger, Report


def new(today: pd.DataFrame, *, since: pd.DataFrame, score: float | None = SCORE) -> pd.DataFrame:
    """Give the papers of a list that an earlier one does not have, found as `merge` finds them.

    Parameters
    ----------
    today
        A papers frame.
    since
        The earlier one.
    score
        How alike titles must be, as in `merge`.

    Returns
    -------
    pandas.DataFrame
        The rows of `today` that are new, as they are and in their order. ``attrs["ledger"]`` says of each other one
        with which earlier paper it was found the same, by what and with which score.

    Examples
    --------
    >>> from explorer.papers import conform
    >>> new(conform([{"title": "One"}, {"title": "Two"}]), since=conform([{"title": "ONE"}])).index.tolist()
    ['two']
    """
    check("new", today, since)
    return only(today, since, score=score)


def common(first: pd.DataFrame, *others: pd.DataFrame, score: float | None = SCORE) -> pd.DataFrame:
    """Give the papers of a list that all the others have, too, found as `merge` finds them.

    Parameters
    ----------
    first
        A papers frame.
    others
        Other ones.
    score
        How alike titles must be, as in `merge`.

    Returns
    -------
    pandas.DataFrame
        The rows of `first` that stand in every list, as they are and in their order. ``attrs["ledger"]`` says of
        each paper of `first` that another list has which one it is there, by what and with which score: by what it
        shares with the paper, or where the two share nothing, with a third list's record of it.

    Examples
    --------
    >>> from explorer.papers import conform
    >>> common(conform([{"title": "One"}, {"title": "Two"}]), conform([{"title": "ONE"}])).index.tolist()
    ['one']
    """
    check("common", first, *others)
    return _kept((first, *others), score, lambda lists: len(lists) == len(others))


def only(first: pd.DataFrame, *others: pd.DataFrame, score: float | None = SCORE) -> pd.DataFrame:
    """Give the papers of a list that none of the others has, found as `merge` finds them.

    Parameters
    ----------
    first
        A papers frame.
    others
        Other ones.
    score
        How alike titles must be, as in `merge`.

    Returns
    -------
    pandas.DataFrame
        The rows of `first` that stand in no other list, as they are and in their order. ``attrs["ledger"]`` says of
        each other one which paper it is in another list, by what and with which score: by what it shares with the
        paper, or where the two share nothing, with a third list's record of it.

    Examples
    --------
    >>> from explorer.papers import conform
    >>> only(conform([{"title": "One"}, {"title": "Two"}]), conform([{"title": "ONE"}])).index.tolist()
    ['two']
    """
    check("only", first, *others)
    return _kept((first, *others), score, lambda lists: not lists)


def _kept(frames: Sequence[pd.DataFrame], score: float | None, is_wanted: Callable[[set[int]], bool]) -> pd.DataFrame:
    """Give the papers of the first list for whose other lists something holds, with the matches as a ledger."""
    papers = conform(frames[0])
    parts = [fields_of(papers), *map(fields_of, frames[1:])]
    whole, lists = stacked(parts), numbered(parts)
    found = matched(whole, lists, score)
    elsewhere: defaultdict[int, list[int]] = defaultdict(list)
    for place in range(len(papers), len(lists)):
        elsewhere[int(found.heads[place])].append(place)
    heads = found.heads[: len(papers)].tolist()
    is_kept = [is_wanted({int(lists[place]) for place in elsewhere.get(head, ())}) for head in heads]
    kept = papers[is_kept]
    pairs = [(at, place) for at, head in enumerate(heads) for place in elsewhere.get(head, ())]
    names = list(map(document, frames))
    rows = _rows(whole, pairs, found, [names[lists[place]] for _, place in pairs])
    report = noting(list(papers.attrs["report"]), said_of(found))
    kept.attrs = {**papers.attrs, "report": Report(report), "ledger": Ledger(rows)}
    return kept


def _rows(
    fields: Fields, pairs: Sequence[tuple[int, int]], found: Matching, documents: Sequence[str]
) -> Iterator[Row]:
    for (one, other), name in zip(pairs, documents, strict=True):
        by, score = found.links[other]
        said = {field: fields[field][other].as_py() for field in ("id", "source", "position") if field in fields}
        yield {
            "paper": fields["id"][one].as_py(),
            "merged": said["id"],
            "source": said.get("source") or name,
            "position": said.get("position"),
            "by": by,
            "score": score,
            "gave": [],
            "lost": {},
        }
