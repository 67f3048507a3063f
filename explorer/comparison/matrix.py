"""Papers side by side: a column a paper, a row a field or a kind of fact, every value with its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from explorer.comparison.cells import Cell, Cells, Source, said
from explorer.comparison.figures import figures
from explorer.comparison.readings import READINGS, Record
from explorer.errors import ExplorerError, FieldError
from explorer.facts.of_papers import of_papers
from explorer.values import plain

FEWEST, MOST = 2, 6
ROWS = (
    "task",
    "contribution",
    "name",
    "topics",
    "methods",
    "datasets",
    "figures",
    "baselines",
    "code",
    "availability",
    "claims",
    "year",
    "venue",
)
_HEADINGS = frozenset({"title", "abstract", "source", "position", "code_url"})
_COLUMNS = {"code": ("code_url", "code"), "figures": ()}
_SINGLE = frozenset({"contribution", "name", "code", "code_url", "project_url", "year"})
_FILLED = (_SINGLE - {"year"}) | {"topics", "datasets"}  # what enrich puts into columns as it is read
_ENRICHED = {"claims": ("measured", "claimed without a figure", "none stated")}


class CompareError(ExplorerError):
    """Say what cannot stand side by side, and what can."""


def compare(
    papers: pd.DataFrame, facts: pd.DataFrame, ids: Iterable[str], rows: Iterable[str] | None = None
) -> pd.DataFrame:
    """Lay papers side by side, what sets them apart first.

    Parameters
    ----------
    papers
        A papers frame, n rows; as the document gave it, or as `enrich` did.
    facts
        What `extract` found in it; facts of other papers are ignored.
    ids
        The 2 to 6 papers to compare, in the order of the columns; an id given twice counts once.
    rows
        The rows wanted: any of `ROWS` or of the papers' columns. By default all of `ROWS`, then every other
        column but title, abstract, source and position. ``"figures"`` stands for a row a comparable figure.

    Returns
    -------
    pandas.DataFrame
        Shape (r, k): one column a paper, named by its id; one row a field or kind of fact. The index has the
        levels `row` (unique) and `differs`; rows that differ come first, otherwise in the order asked for, and
        those that nobody states last. An entry is a `Cell`, or ``pd.NA`` for what is not stated; a stated no is
        a `Cell` that holds ``False``. A paper that states something differs from one that states nothing; the
        case of letters and the order of a list make no difference.

        Figures meet in one row only where metric, unit, measure, polarity, change and better way agree (`axis`
        in `explorer.facts.results_units`). A figure without a number, or of no known metric, agrees with none:
        its row ends in ``of`` and its paper's id.

        The document's word stands before what was read from the text. Where both are the same, which they
        are in enriched papers, the source is the quoted text.

        ``attrs["titles"]`` are the papers' titles by id, ``attrs["rows"]`` the rows asked for, or None: what the
        writers put over the columns, and into the code that makes the matrix again.

    Raises
    ------
    CompareError
        Where `ids` are fewer than 2 or more than 6, or one is not in the papers.
    FieldError
        Where a row is neither one of `ROWS` nor a column.

    Examples
    --------
    >>> matrix = compare(papers, extract(papers), ["a", "b"])  # doctest: +SKIP
    >>> differing(matrix).loc["task", "a"].source[0].text  # doctest: +SKIP
    'object detection'
    """
    chosen = _chosen(papers, ids)
    asked = None if rows is None else [rows] if isinstance(rows, str) else list(rows)
    wanted = _wanted(chosen, asked)
    columns = dict(zip(map(str, chosen.index), _records(chosen), strict=True))
    found: dict[str, list[Record]] = {paper: [] for paper in columns}
    for fact in _records(of_papers(facts, columns)):
        found[fact["paper"]].append(fact)
    cells: dict[str, Cells] = {}
    for row in wanted:
        cells |= figures(found) if row == "figures" else {row: _row(row, columns, found)}
    matrix = _matrix(cells, list(columns))
    matrix.attrs = {"titles": {paper: columns[paper].get("title") for paper in columns}, "rows": asked}
    return matrix


def differing(matrix: pd.DataFrame) -> pd.DataFrame:
    """Give the rows of a comparison in which the papers differ, indexed by `row` alone."""
    return matrix[matrix.index.get_level_values("differs").astype(bool)].droplevel("differs")


def _chosen(papers: pd.DataFrame, ids: Iterable[str]) -> pd.DataFrame:
    wanted = list(dict.fromkeys([ids] if isinstance(ids, str) else ids))
    unknown = [paper for paper in wanted if paper not in papers.index]
    if unknown:
        raise CompareError(f"No paper {unknown[0]!r} among {len(papers):,}; an id is one of the papers' index.")
    if not FEWEST <= len(wanted) <= MOST:
        count = f"{len(wanted)} paper{'' if len(wanted) == 1 else 's'}"
        raise CompareError(f"{count} cannot be compared; give {FEWEST} to {MOST} different ids.")
    return papers.loc[wanted]


def default_rows(papers: pd.DataFrame) -> list[str]:
    """Name the rows of a comparison for which none were asked: all of `ROWS`, and what else the papers state."""
    return [row for row in _known(papers) if row not in _HEADINGS]


def _known(papers: pd.DataFrame) -> list[str]:
    columns = [str(column) for column in papers.columns]
    return [*ROWS, *(column for column in columns if column not in ROWS)]


def _wanted(papers: pd.DataFrame, rows: list[str] | None) -> list[str]:
    if rows is None:
        return default_rows(papers)
    known = _known(papers)
    wanted = list(dict.fromkeys(rows))
    for row in wanted:
        if row not in known:
            raise FieldError(row, tuple(known))
    return wanted


def _records(frame: pd.DataFrame) -> list[Record]:
    """Give rows as plain values, what is missing as None."""
    return [{str(name): plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def _row(row: str, papers: Mapping[str, Record], found: Mapping[str, Sequence[Record]]) -> Cells:
    cells = {paper: _cell(row, papers[paper], found[paper]) for paper in papers}
    return {paper: cell for paper, cell in cells.items() if cell is not None}


def _cell(row: str, paper: Record, facts: Sequence[Record]) -> Cell | None:
    read = READINGS[row](paper, facts) if row in READINGS else []
    values = tuple(dict.fromkeys(value for value, _ in read))[: 1 if row in _SINGLE else None]
    quoted = tuple(dict.fromkeys(source for value, source in read if value in values))
    for column in _COLUMNS.get(row, (row,)):
        given = paper.get(column)
        given = tuple(given) if isinstance(given, list) else given
        was_read = given in _ENRICHED.get(row, ()) or (row in _FILLED and given in (values, *values[:1]))
        if given is not None and not was_read:
            return Cell(given, (Source(column),))
    return Cell(values[0] if row in _SINGLE else values, quoted) if values else None


def _matrix(rows: Mapping[str, Cells], papers: list[str]) -> pd.DataFrame:
    differs = {row: len({said(cells.get(paper)) for paper in papers}) > 1 for row, cells in rows.items()}
    order = sorted(rows, key=lambda row: (not differs[row], not rows[row]))
    return pd.DataFrame(
        {paper: [rows[row].get(paper, pd.NA) for row in order] for paper in papers},
        index=pd.MultiIndex.from_arrays([order, [differs[row] for row in order]], names=["row", "differs"]),
        dtype=object,
    )
