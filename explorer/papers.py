"""What a papers frame is: one row a paper, Arrow columns, a stable id; made here and merged here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from explorer import columns, ids
from explorer.report import Report, joined, row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Record = Mapping[str, Any]
Fields = dict[str, pa.Array]


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
        Arrow columns, missing is ``pd.NA``; ``attrs["report"]`` says what was merged or not read.

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
    found, merged = _deduplicated(fields)
    said = row(document, format=form, read=len(fields["id"]), merged=merged)
    said |= {"skipped": len(skips), "skips": skips, "note": joined(problems)}
    known = getattr(papers, "attrs", {})
    told = known.get("report") or []
    frame = _framed(found, [*told, said] if merged or skips or not told else told)
    frame.attrs = {**known, **frame.attrs}
    return frame


def merge(*frames: pd.DataFrame) -> pd.DataFrame:
    """Put papers frames under each other, each paper once.

    The first frame's values stay and the later ones fill what it lacks; of two abstracts or two
    lists the longer one stays.

    Parameters
    ----------
    frames
        Papers frames, as `conform` or `explorer.load` gives them.

    Returns
    -------
    pandas.DataFrame
        Every paper once, in the order of the frames; ``attrs["report"]`` holds the reports under each
        other, and each says how many of its papers an earlier frame had.
    """
    parts = [_named(_of_frame(frame, []))[0] for frame in frames] or [columns.of_records([], [])]
    names = dict.fromkeys(name for part in parts for name in part)
    whole = {name: _stacked(name, parts) for name in names}
    found, _ = _deduplicated(whole)
    return _framed(found, _reports(frames, [part["id"].to_pylist() for part in parts]))


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
    present = values.dropna()
    if name == "url" or name.endswith("_url") or (len(present) and present.str.match("https?://").all()):
        return "link"
    is_short = not len(present) or present.str.len().quantile(0.9) <= 60
    return "category" if is_short or present.nunique() <= min(20, len(present) / 2) else "text"


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
    if not fields["id"].null_count:
        return fields, []
    given = fields["id"].to_pylist()
    titles, abstracts = (columns.column(name, fields[name].to_pylist(), []) for name in ("title", "abstract"))
    lacking = [place for place, name in enumerate(given) if not name]
    works = zip(titles.take(lacking).to_pylist(), abstracts.take(lacking).to_pylist(), strict=True)
    for place, name in zip(lacking, ids.made(works), strict=True):
        given[place] = name
    empty = {place for place in lacking if not any(array[place].is_valid for array in fields.values())}
    kept = [place for place in range(len(given)) if place not in empty]
    named = {**fields, "id": pa.array(given, columns.TEXT)}
    skips = [f"record {place + 1}: it holds no value" for place in sorted(empty)]
    return {name: array.take(pa.array(kept, pa.int64())) for name, array in named.items()}, skips


def _deduplicated(fields: Fields) -> tuple[Fields, int]:
    if pc.count_distinct(fields["id"]).as_py() == len(fields["id"]):
        return fields, 0
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(fields["id"].to_pylist()):
        places[name].append(place)
    merged = len(fields["id"]) - len(places)
    return {name: _filled(name, array, places.values()) for name, array in fields.items()}, merged


def _filled(name: str, array: pa.Array, groups: Iterable[list[int]]) -> pa.Array:
    is_fuller_longer = name == "abstract" or array.type == columns.LIST
    chosen = [group[0] if len(group) == 1 else _fullest(array, group, longer=is_fuller_longer) for group in groups]
    return array.take(pa.array(chosen, pa.int64()))


def _fullest(array: pa.Array, group: list[int], *, longer: bool) -> int:
    present = [place for place in group if array[place].is_valid]
    if not present:
        return group[0]
    return max(present, key=lambda place: len(array[place].as_py())) if longer else present[0]


def _stacked(name: str, parts: Sequence[Fields]) -> pa.Array:
    given = [part[name] if name in part else pa.nulls(len(part["id"]), columns.TEXT) for part in parts]
    return columns.stacked(columns.common(name, given))


def _reports(frames: Sequence[pd.DataFrame], names: Sequence[list[str]]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    known: set[str] = set()
    for frame, given in zip(frames, names, strict=False):
        own = [*frame.attrs.get("report", [row("records", format="frame", read=len(given))])]
        own[-1] = {**own[-1], "merged": own[-1]["merged"] + len(known & set(given))}
        rows += own
        known |= set(given)
    return rows


def _framed(fields: Fields, rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    index = pd.Index(pd.arrays.ArrowExtensionArray(fields["id"]), name="id", dtype="str")
    frame = columns.frame({name: array for name, array in fields.items() if name != "id"}).set_axis(index)
    frame.attrs["report"] = Report(rows)
    return frame
