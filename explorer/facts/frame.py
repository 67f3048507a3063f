"""The facts of many papers as one frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from explorer.facts.base import FIELDS, all_finders, read
from explorer.facts.parallel import in_pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Row = dict[str, object]
_ALWAYS = {
    "paper": pa.string(),
    "kind": pa.string(),
    "field": pa.string(),
    "start": pa.int64(),
    "end": pa.int64(),
    "text": pa.string(),
    "label": pa.string(),
}
_ARROW = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    bool: pa.bool_(),
    list: pa.list_(pa.string()),
}


def extract(papers: pd.DataFrame) -> pd.DataFrame:
    """Find what each paper says of itself, with the characters it was read from.

    Parameters
    ----------
    papers
        A papers frame; `title` and `abstract` are read, and either may be missing.

    Returns
    -------
    pandas.DataFrame
        One row a fact: `paper, kind, field, start, end, text, label` and the further columns of the kinds,
        with ``papers.at[paper, field][start:end] == text``. The same papers give the same facts, in any
        order.

    Examples
    --------
    >>> papers = pd.DataFrame({"title": ["FooNet: a net"]}, index=pd.Index(["1"], name="id"))
    >>> extract(papers).query("kind == 'name'")["text"].tolist()
    ['FooNet']
    """
    names = [str(name) for name in papers.index]
    return laid_out((names[number], row) for number, row in in_pieces(rows, texts(papers)))


def rows(papers: Iterable[tuple[str, str]]) -> Iterator[tuple[int, Row]]:
    """Find the facts of papers given as title and abstract, each with the number of its paper."""
    for number, (title, abstract) in enumerate(papers):
        for kind, found, text in read(title, abstract):
            yield (
                number,
                {
                    "kind": kind,
                    "field": found.field,
                    "start": found.start,
                    "end": found.end,
                    "text": text,
                    "label": found.label,
                    **found.more,
                },
            )


def texts(papers: pd.DataFrame) -> list[tuple[str, str]]:
    """Give what is read of papers: each one's title and abstract."""
    return list(zip(*(_texts(papers, field) for field in FIELDS), strict=True))


def _texts(papers: pd.DataFrame, field: str) -> list[str]:
    if field not in papers.columns:
        return [""] * len(papers)
    return [value if isinstance(value, str) else "" for value in papers[field]]


def _schema() -> pa.Schema:
    further = {name: _ARROW[kind] for one in all_finders().values() for name, kind in one.columns.items()}
    return pa.schema({**_ALWAYS, **dict(sorted(further.items()))})


def laid_out(found: Iterable[tuple[str, Row]]) -> pd.DataFrame:
    """Lay the rows of papers out in columns: a column that a kind does not have is missing in its rows."""
    schema = _schema()
    columns: dict[str, list[object]] = {name: [] for name in schema.names}
    for paper, row in found:
        for name, values in columns.items():
            values.append(paper if name == "paper" else row.get(name))
    table = pa.table({name: pa.array(columns[name], schema.field(name).type) for name in columns}, schema)
    frame: pd.DataFrame = table.to_pandas(types_mapper=pd.ArrowDtype)
    return frame
