"""What a query asks of counted fields: answered by their values, of which there are fewer than papers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from explorer import where
from explorer.query import Query
from explorer.rows import is_text

if TYPE_CHECKING:
    from explorer.query import Value
    from explorer.rows import Mask
    from explorer.search.bits import Bits
    from explorer.search.counting import Counter

Question = tuple[str, Query, bool]  # a field, what is asked of it, and whether an answer is wanted, or unwanted
EXACT = {pa.string(): str, pa.large_string(): str, pa.int64(): int, pa.bool_(): bool}  # equal as Python's are


def questions(query: Query) -> Iterator[Question]:
    """Give what a query asks of one field at a time; its text and its order aside."""
    for name, values in query.among.items():
        yield name, Query(among={name: values}), True
    for name, held in query.every.items():
        yield from ((name, Query(among={name: (value,)}), True) for value in held)
    for name, limits in query.between.items():
        yield name, Query(between={name: limits}), True
    for name in query.has:
        yield name, Query(among={name: (None,)}), False
    for name, values in query.exclude.items():
        yield name, Query(among={name: values}), False


def stating(counter: Counter, field: str, question: Query) -> Bits:
    """Give the papers whose value answers a question, by the values that there are."""
    (values,) = question.among.values() or [()]
    places = [_place(counter, value) for value in values]
    if not places or None in places:
        return counter.stating(answering(states(counter, field), [(field, question, True)]))
    wanted = np.zeros(len(counter.dictionary) + 1, np.bool_)
    wanted[[place for place in places if place is not None and place >= 0]] = True
    return counter.stating(wanted)


def answering(frame: Any, asked: list[Question]) -> Mask:  # noqa: ANN401 - whatever frame Narwhals wraps
    """Say which rows of a Narwhals frame answer all of some questions."""
    schema = frame.collect_schema()
    conditions = [_condition(question, schema, is_wanted=is_wanted) for _, question, is_wanted in asked]
    answers = frame.select(nw.all_horizontal(*conditions, ignore_nulls=False).alias("is wanted"))
    found: Mask = answers.to_native()["is wanted"].to_numpy().astype(bool)
    return found


def states(counter: Counter, field: str) -> Any:  # noqa: ANN401 - a Narwhals frame
    """Give a paper for each value that a field states, and one that states nothing."""
    kind = counter.column.type
    values = pa.concat_arrays([_stated(counter.dictionary, kind), pa.nulls(1, kind)])
    return nw.from_native(pd.DataFrame({field: pd.arrays.ArrowExtensionArray(values)}))


def _place(counter: Counter, value: Value) -> int | None:
    """Find where a value stands, -1 for nowhere; none where Narwhals has to compare it."""
    if value is None:
        return len(counter.dictionary)
    kind = counter.dictionary.type
    if type(value) is not EXACT.get(kind) or not (
        is_text(value) if isinstance(value, str) else abs(value) < where.LARGEST
    ):
        return None
    return int(pc.index(counter.dictionary, pa.scalar(value, kind)).as_py())


def _condition(question: Query, schema: Any, *, is_wanted: bool) -> nw.Expr:  # noqa: ANN401 - as Narwhals gives it
    condition = nw.all_horizontal(*where.conditions(question, schema, nw.col), ignore_nulls=False)
    return condition if is_wanted else ~condition


def _stated(values: pa.Array, kind: pa.DataType) -> pa.Array:
    if not (pa.types.is_list(kind) or pa.types.is_large_list(kind)):
        return values
    starts = pa.array(range(len(values) + 1), pa.int32())
    return pa.ListArray.from_arrays(starts, values).cast(kind)
