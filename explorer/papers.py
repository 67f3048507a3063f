"""What a papers frame is: one row a paper, Arrow columns, a stable id; made here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from explorer import columns, ids
from explorer.gathering import Fields, Places, Row, gathered, told
from explorer.percolumn import PerColumn
from explorer.report import Ledger, Report, joined, means, row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Record = Mapping[str, Any]
NO_ID = ("n/a", "na", "none", "null", "nan", "-", "--", "?")  # in small letters: what stands where an id is missing


def conform(papers: pd.DataFrame | Iterable[Record], document: str = "records") -> pd.DataFrame:
    """Make a papers frame of any frame or of records, keeping every field and every value.

    Parameters
    ----------
    papers
        A frame, with or without an index or column ``id``, or one mapping a paper.
    document
        What the report calls the papers' origin.

    Returns
    -------
    pandas.DataFrame
        One row a paper, index ``id`` (unique strings, made from the title where none is given),
        Arrow columns, missing is ``pd.NA``; ``attrs["report"]`` says what was read, merged or skipped,
        ``attrs["ledger"]`` which record was merged with which paper.

    Examples
    --------
    >>> int(conform([{"title": "Sliced Transformers", "upvotes": 3}]).at["sliced-transformers", "upvotes"])
    3
    """
    problems: list[str] = []
    if isinstance(papers, pd.DataFrame):
        fields, form = _of_frame(papers, problems), "frame"
    else:
        fields, form = columns.of_records(list(papers), problems), "records"
    fields, skips = _named(fields)
    found, merged = _deduplicated(fields, document)
    said = row(document, format=form, read=len(fields["id"]), merged=len(merged), merged_by=means(merged))
    said |= {"skipped": len(skips), "skips": skips, "note": joined(problems)}
    known = getattr(papers, "attrs", {})
    reported = known.get("report") or []
    rows = [*reported, said] if merged or skips or not reported else reported
    frame = framed(found, rows, [*(known.get("ledger") or []), *merged])
    frame.attrs = {**known, **frame.attrs}
    return frame


def fields_of(frame: pd.DataFrame) -> Fields:
    """Give a frame's columns as Arrow arrays, each paper with an id, records without any value left out."""
    return _named(_of_frame(frame, []))[0]


def works(fields: Fields, places: Sequence[int] | Places) -> list[ids.Work]:
    """Give of some papers their titles and what else parts papers of one title, as ids are made from them."""
    wanted = pa.array(places, pa.int64())
    given = [fields[name].take(wanted).to_pylist() if name in fields else [] for name in ("title", *ids.SAYS)]
    texts = [[_written(value) for value in values] or [""] * len(wanted) for values in given]
    return list(zip(*texts, strict=True))


def kinds(papers: pd.DataFrame) -> dict[str, str]:
    """Say for each column what kind it is, which decides how it is filtered and drawn.

    Parameters
    ----------
    papers
        A papers frame.

    Returns
    -------
    dict
        Column to ``"text"`` (to be read), ``"category"`` (to be counted), ``"list"``, ``"number"``,
        ``"date"``, ``"flag"`` or ``"link"``.
    """
    return {str(name): _kind(str(name), papers[name]) for name in papers.columns}


def _kind(name: str, values: pd.Series) -> str:
    kind = getattr(values.dtype, "pyarrow_dtype", None)
    simple = {columns.LIST: "list", columns.NUMBER: "number", columns.REAL: "number"}
    simple |= {columns.DATE: "date", columns.FLAG: "flag"}
    if kind != columns.TEXT:
        return simple.get(kind, "text")
    if name in ("title", "abstract"):
        return "text"
    if name == "url" or name.endswith("_url"):
        return "link"
    return _kind_of_texts(values)


def _of_texts(column: pa.ChunkedArray) -> str:
    """Say what kind texts are: links, or to be counted where they are short or few, or to be read."""
    present = column.drop_null()
    if len(present) and _is_link(present[:1]) and _is_link(present):
        return "link"
    lengths = pc.utf8_length(present).to_numpy()
    is_short = not len(present) or np.quantile(lengths, 0.9) <= 60
    return "category" if is_short or pc.count_distinct(present).as_py() <= min(20, len(present) / 2) else "text"


def _is_link(texts: pa.ChunkedArray) -> bool:
    return bool(pc.all(pc.match_substring_regex(texts, "^https?://")).as_py())


_kind_of_texts = PerColumn(_of_texts)  # a column of a million texts is looked through once


def _of_frame(frame: pd.DataFrame, problems: list[str]) -> Fields:
    if frame.index.name == "id" and "id" not in frame.columns:
        frame = frame.reset_index()
    fields: Fields = {name: pa.nulls(len(frame), columns.TEXT) for name in ("id", "title", "abstract")}
    for place, name in enumerate(frame.columns):
        fields[_free(str(name), frame, place)] = _array(str(name), frame.iloc[:, place], problems)
    return fields


def _free(name: str, frame: pd.DataFrame, place: int) -> str:
    earlier = [str(other) for other in frame.columns[:place]]
    return f"{name}_{earlier.count(name) + 1}" if name in earlier else name


def _array(name: str, values: pd.Series, problems: list[str]) -> pa.Array:
    if not isinstance(values.dtype, (pd.ArrowDtype, pd.StringDtype)):
        return columns.column(name, values.tolist(), problems)
    return columns.cast(name, pa.array(values, from_pandas=True), problems)


def _named(fields: Fields) -> tuple[Fields, list[str]]:
    """Give each paper its id, and say of each record without any value that it is skipped."""
    fields = {**fields, "id": _said(fields["id"])}
    if not fields["id"].null_count:
        return fields, []
    given = fields["id"].to_pylist()
    lacking = [place for place, name in enumerate(given) if not name]
    for place, name in zip(lacking, ids.made(works(fields, lacking)), strict=True):
        given[place] = name
    empty = {place for place in lacking if not any(array[place].is_valid for array in fields.values())}
    kept = [place for place in range(len(given)) if place not in empty]
    named = {**fields, "id": pa.array(given, columns.TEXT)}
    skips = [f"record {place + 1}: it holds no value" for place in sorted(empty)]
    return {name: array.take(pa.array(kept, pa.int64())) for name, array in named.items()}, skips


def _said(ids: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Leave out ids that say that there is none."""
    is_none = pc.is_in(pc.utf8_lower(ids), pa.array(NO_ID, ids.type))
    return pc.if_else(is_none, pa.scalar(None, ids.type), ids) if pc.any(is_none).as_py() else ids


def _written(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def _deduplicated(fields: Fields, document: str) -> tuple[Fields, list[dict[str, Any]]]:
    """Put records of one id together, and say so in a row each."""
    if pc.count_distinct(fields["id"]).as_py() == len(fields["id"]):
        return fields, []
    places: dict[str, int] = {}
    heads = np.array([places.setdefault(name, at) for at, name in enumerate(fields["id"].to_pylist())], np.int64)
    found = gathered(fields, heads)
    again = np.flatnonzero(heads != np.arange(len(heads)))
    names = fields["id"].take(pa.array(again)).to_pylist()
    shown = ["title" if ids.is_made(*made) else "id" for made in zip(names, works(fields, again), strict=True)]
    links = {place: (by, 100.0) for place, by in zip(again.tolist(), shown, strict=True)}
    return found.fields, told(fields, heads, found, links, lambda _: document)


def framed(fields: Fields, report: Iterable[Row], ledger: Iterable[Row]) -> pd.DataFrame:
    """Make a papers frame of Arrow columns, with what was done to its documents and records."""
    index = pd.Index(pd.arrays.ArrowExtensionArray(fields["id"]), name="id", dtype="str")
    frame = columns.frame({name: array for name, array in fields.items() if name != "id"}).set_axis(index)
    frame.attrs |= {"report": Report(report), "ledger": Ledger(ledger)}
    return frame
