"""What the reader asked for, as a value: comparable, printable, replayable."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from explorer import address
from explorer.errors import QueryError

if TYPE_CHECKING:
    import pandas as pd

Value = str | int | float | bool | None


class Fields(Mapping[str, tuple[Value, ...]]):
    """Hold values by field, sorted by field and hashable; a field without values is left out."""

    def __init__(self, given: Mapping[str, Any] | None = None) -> None:
        self._pairs = tuple(sorted((str(name), tuple(values)) for name, values in (given or {}).items() if values))
        self._values = dict(self._pairs)

    def __getitem__(self, name: str) -> tuple[Value, ...]:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(self._pairs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and self._values == dict(other)

    def __repr__(self) -> str:
        return repr(self._values)


@dataclass(frozen=True, repr=False)
class Query:
    """What the reader asked for.

    Parameters
    ----------
    text
        Words that must all stand in title or abstract, in any order, whole and in any case; also
        ``"a phrase"``, ``-not``, ``prefix*`` and ``title:word`` (``abstract:``, ``author:``, ``venue:``,
        ``keyword:``). Whatever is typed midway is valid.
    among
        Field → values, of which a paper has at least one; ``None`` stands for *not stated*.
    every
        Field of lists → values, all of which a paper has.
    between
        Field → ``(low, high)``, both included, either of them ``None`` for *no limit*. Dates are ISO
        strings. ``abstract_words`` asks for a number of words.
    has
        Fields that must be stated.
    exclude
        Field → values, of which a paper has none; ``None`` stands for *not stated*.
    sort
        Fields to sort by, ``"-upvotes"`` for the largest first; what is not stated comes last. Without any,
        `select` keeps the papers' own order, and a `Session` shows those first that fit the text best.

    Raises
    ------
    QueryError
        Where a value is no string, finite number, flag, date or ``None``.

    Examples
    --------
    >>> Query(text="recursive", among={"venue": ("ICLR",)}).but(text="")
    Query(among={'venue': ('ICLR',)})
    """

    text: str = ""
    among: Mapping[str, tuple[Value, ...]] = field(default_factory=Fields)
    every: Mapping[str, tuple[Value, ...]] = field(default_factory=Fields)
    between: Mapping[str, tuple[Value, ...]] = field(default_factory=Fields)
    has: tuple[str, ...] = ()
    exclude: Mapping[str, tuple[Value, ...]] = field(default_factory=Fields)
    sort: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Bring what was given into the one form in which equal queries are equal."""
        put = object.__setattr__
        put(self, "among", Fields({name: _values(values) for name, values in self.among.items()}))
        put(self, "every", Fields({name: _values(values) for name, values in self.every.items()}))
        put(self, "exclude", Fields({name: _values(values) for name, values in self.exclude.items()}))
        put(self, "between", Fields({name: _range(name, limits) for name, limits in self.between.items()}))
        put(self, "has", tuple(sorted(set(_names(self.has)))))
        put(self, "sort", tuple(dict.fromkeys(_names(self.sort))))

    def __repr__(self) -> str:
        """Print the call that makes an equal query."""
        stated = [f for f in dataclasses.fields(self) if getattr(self, f.name)]
        return f"Query({', '.join(f'{f.name}={getattr(self, f.name)!r}' for f in stated)})"

    def but(self, **changes: Any) -> Query:  # noqa: ANN401 - the fields' own types
        """Return the query with some of its parts replaced."""
        return dataclasses.replace(self, **changes)

    def narrow(self, name: str, value: Value) -> Query:
        """Return the query with one value of a field wanted, or no longer wanted if it was."""
        held = self.among.get(name, ())
        (value,) = _values([value])
        values = tuple(v for v in held if v != value) if value in held else (*held, value)
        return self.but(among={**self.among, name: values})

    def waive(self, name: str, value: Value) -> Query:
        """Return the query that no longer asks every paper for one value of a field."""
        (value,) = _values([value])
        left = tuple(held for held in self.every.get(name, ()) if held != value)
        return self.but(every={**self.every, name: left})

    def without(self, name: str) -> Query:
        """Return the query that asks nothing of a field."""
        return self.but(
            among={k: v for k, v in self.among.items() if k != name},
            every={k: v for k, v in self.every.items() if k != name},
            between={k: v for k, v in self.between.items() if k != name},
            exclude={k: v for k, v in self.exclude.items() if k != name},
            has=tuple(known for known in self.has if known != name),
        )

    def unfiltered(self) -> Query:
        """Return the query that asks nothing of any field; its text and its order stay."""
        return self.but(among={}, every={}, between={}, has=(), exclude={})

    def select(self, papers: pd.DataFrame) -> pd.DataFrame:
        """Return the papers that answer, in the order asked for; see `explorer.where.select`."""
        from explorer.where import select  # noqa: PLC0415 - narwhals waits until it is needed

        return select(papers, self)

    def to_url(self) -> str:
        """Write the query as the part of an address that follows ``?``."""
        return address.write(self)

    @classmethod
    def from_url(cls, url: str) -> Query:
        """Read the query from an address, or from its part after ``?``; what is no query is passed over.

        Raises
        ------
        LinkError
            Where the address is in short form, and that cannot be read.
        """
        return cls(**address.read(address.pairs(url)))


def _names(names: Iterable[str]) -> Iterable[str]:
    return (names,) if isinstance(names, str) else names


def _values(values: object) -> tuple[Value, ...]:
    several = values if isinstance(values, (tuple, list, set, frozenset)) else (values,)
    plain = {(type(v).__name__, v): v for v in map(_plain, several)}
    return tuple(plain[key] for key in sorted(plain, key=repr))


def _range(name: str, limits: object) -> tuple[Value, ...]:
    if not isinstance(limits, (tuple, list)) or len(limits) != 2:
        raise QueryError(f"between[{name!r}] is {limits!r}; it takes (low, high), either of them None.")
    low, high = map(_plain, limits)
    return () if low is None and high is None else (low, high)


def _plain(value: object) -> Value:
    value = value.item() if hasattr(value, "item") else value
    value = value.isoformat() if hasattr(value, "isoformat") else value
    if value is None or isinstance(value, (str, bool, int)) or (isinstance(value, float) and math.isfinite(value)):
        return value
    raise QueryError(f"{value!r} is no value of a query; known: strings, finite numbers, flags, dates, None.")
