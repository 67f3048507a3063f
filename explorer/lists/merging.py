"""Lists put under each other, each paper once, with a ledger of what became of every record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from explorer import columns, ids
from explorer.gathering import PLACE, Fields, Places, Row, gathered, told
from explorer.lists.carried import carried
from explorer.lists.counting import counted, document, noting
from explorer.lists.given import check
from explorer.lists.matching import Matching, matched
from explorer.papers import conform, fields_of, framed

SCORE = 90.0  # `make bench` prints what lower and higher ones find, and what they confuse
# What is said of a paper, to tell it from another of the same id.
SAYS = ("title", "abstract", "doi", "authors", "year", "published", *PLACE)


def merge(*frames: pd.DataFrame, score: float | None = SCORE, within: bool = False) -> pd.DataFrame:
    """Put papers frames under each other, each paper once, and keep a ledger of what was merged.

    The same paper is found by its id, DOI, arXiv id (in links and arXiv's own DOIs, too; versions do not count) or
    PMID, then by its title. Matches add up: what two lists share with a third is one paper. Titles are compared
    without LaTeX, accents, case and signs, and may differ by slips of the pen only: another spelling, an article, a
    space, or one letter in a word of five or more; a letter needs authors, a DOI, the year or the abstract beside it,
    and makes no other word that these lists know (*causal* and *casual*). Other numbers, other arXiv ids, DOIs or
    PMIDs, no author in common, years more than one apart, or an erratum's kind keep papers apart; so do unlike
    abstracts where no author is known. A title such as *Editorial* needs an author in common, or records that say the
    same. A citation key, a number or an id made from a title counts only where the titles are alike. The first frame's
    values stay and the later ones fill what it lacks; of two abstracts or two lists the longer one stays. An arXiv id,
    a DOI or a PMID that only a record's own id or link said is kept in the column of its name.

    Parameters
    ----------
    frames
        Papers frames, as `conform` or `explorer.load` gives them.
    score
        How alike titles must be, 0 to 100: `rapidfuzz.fuzz.ratio` without spaces. `None` compares no titles, and
        only an id that was made from one still stands for it.
    within
        Compare titles inside each frame, too; else one frame's papers are merged by what names them alone.

    Returns
    -------
    pandas.DataFrame
        Every paper once, in the order of the frames. ``attrs["ledger"]`` has a row a merged record: `paper` (the id
        that stays), `merged` (its own), `source` and `position`, `by` (``"id"``, ``"doi"``, ``"arxiv_id"``,
        ``"pmid"``, ``"title"``), `score` (100 for names), `gave` (the fields whose value is its own) and `lost`
        (field to ``{"kept": …, "lost": …}``). ``attrs["report"]`` holds the reports under each other, each with how
        many of its papers were merged and by what.

    Raises
    ------
    TypeError
        For what is no frame, as a list of frames: ``merge(*frames)`` takes its frames.
    ExplorerError
        For a frame that has neither titles nor abstracts nor ids.

    Examples
    --------
    >>> from explorer.papers import conform
    >>> one = conform([{"title": "Sliced Transformers", "doi": "10.1000/x"}])
    >>> two = conform([{"title": "Sliced transformrs", "year": 2021}])
    >>> merge(one, two).attrs["ledger"][["merged", "by", "score", "gave"]].values.tolist()
    [['sliced-transformrs', 'title', 97.1, ['year']]]
    """
    check("merge", *frames)
    frames = frames or (conform([]),)
    parts = [fields_of(frame) for frame in frames]
    whole, lists = stacked(parts), numbered(parts)
    found = matched(whole, lists, score, within=within)
    named, renamed = _named_apart(whole, found.heads)
    papers = carried(whole, found.heads, gathered(named, found.heads))
    ledger = told(named, found.heads, papers, found.links, lambda place: document(frames[lists[place]]))
    report = counted(frames, ledger, lists[found.heads != np.arange(len(lists))].tolist())
    known = _earlier(frames, lists, whole["id"], named["id"].take(pa.array(found.heads)))
    return framed(papers.fields, noting(report, [*renamed, *said_of(found)]), [*known, *ledger])


def numbered(parts: Sequence[Fields]) -> Places:
    """Give each record the number of its list."""
    return np.repeat(np.arange(len(parts)), [len(part["id"]) for part in parts])


def stacked(parts: Sequence[Fields]) -> Fields:
    """Put the same fields of several lists under each other."""
    names = dict.fromkeys(name for part in parts for name in part)
    return {name: _stacked(name, parts) for name in names}


def _stacked(name: str, parts: Sequence[Fields]) -> pa.Array:
    given = [part[name] if name in part else pa.nulls(len(part["id"]), columns.TEXT) for part in parts]
    return columns.stacked(columns.common(name, given))


def said_of(found: Matching) -> list[str]:
    """Say in a sentence each which names were not trusted, and what was not compared."""
    parted = [
        f"{name} names papers of other titles and authors, which stay apart" for name in dict.fromkeys(found.parted)
    ]
    pairs = f"up to {found.left:,} pairs of titles with common rare words stand far apart in the alphabet"
    return [*parted, *([f"{pairs} and were not compared"] if found.left else [])]


def _named_apart(fields: Fields, heads: Places) -> tuple[Fields, list[str]]:
    """Give a paper another id where it is not the paper that has the same one in an earlier list, and say so."""
    names, seen, renamed = fields["id"].to_pylist(), set(), []
    taken = set(names)
    for place in np.flatnonzero(heads == np.arange(len(heads))).tolist():
        if names[place] in seen:
            says = [str(fields[name][place].as_py()) for name in SAYS if name in fields]
            renamed.append(names[place])
            names[place] = ids.apart(names[place], "\n".join(says), taken)
            taken.add(names[place])
        seen.add(names[place])
    if not renamed:
        return fields, []
    several = len(renamed) > 1
    papers = f"{len(renamed):,} papers whose ids are others'" if several else "1 paper whose id is another's"
    shown = ", ".join(renamed[:3]) + (", …" if len(renamed) > 3 else "")
    said = f"{papers} got {'longer ones' if several else 'a longer one'} ({shown})"
    return {**fields, "id": pa.array(names, columns.TEXT)}, [said]


def _earlier(frames: Sequence[pd.DataFrame], lists: Places, before: pa.Array, after: pa.Array) -> Iterator[Row]:
    """Give the ledgers that lists came with, their papers by the ids that they have now."""
    for number, frame in enumerate(frames):
        held = frame.attrs.get("ledger")
        if held:
            places = pa.array(np.flatnonzero(lists == number))
            now = dict(zip(before.take(places).to_pylist(), after.take(places).to_pylist(), strict=True))
            yield from ({**said, "paper": now.get(said["paper"], said["paper"])} for said in held)
