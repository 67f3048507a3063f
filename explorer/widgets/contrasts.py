"""What a comparison of groups shows: the shares field by field, and the words and values that set each group apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from explorer.comparison.few import Few
from explorer.comparison.table import SIZES, WORDS
from explorer.facts.vocabulary import terms
from explorer.widgets.html import is_missing, label, shown

if TYPE_CHECKING:
    from explorer.charts.marks import Mark
    from explorer.comparison.few import Cut

Row = Mapping[str, Any]
Shown = dict[str, Any]

VALUES, TERMS, ONLY = 6, 12, 8
CLEAR = 1.96  # standard deviations that chance alone seldom gives
COMMON = terms("prose", "function_words") | {"two", "three", "com", "github", "http", "https", "io", "org", "www"}
FEW = Few(max(VALUES, TERMS, ONLY), COMMON)


def key_of(row: str, said: str, group: str = "") -> str:
    """Name what can be clicked: a value, or a value in a group, or a group itself."""
    return f"{row}: {said} in {group}" if group else f"{row}: {said}"


def sizes(frame: pd.DataFrame, names: Sequence[str]) -> list[Shown]:
    """Give each group's papers, and those that it alone has."""
    rows = frame[frame["row"] == SIZES]
    counts = {(row["value"], row["group"]): row for row in _records(rows) if row["value"] != "in no group"}
    return [_size(name, counts["in the group", name], counts["in no other", name]["papers"]) for name in names]


def overlap(frame: pd.DataFrame, names: Sequence[str]) -> list[Shown]:
    """Say how many papers are in every group, in one only, in some, in none."""
    rows = frame[frame["row"] == SIZES].groupby("value", sort=False)["papers"]
    none, alone = int(rows.sum()["in no group"]), int(rows.sum()["in no other"])
    of = int(frame.loc[frame["row"] == SIZES, "of"].iloc[0])
    every = int(rows.max()["in every group"])
    counts = {
        "in every group": every,
        "in some, not all": of - none - alone - every,
        "in one group only": alone,
        "in no group": none,
    }
    if len(names) == 2:
        counts = {"in both": every, "in one only": alone, "in neither": none}
    return [{"label": said, "papers": papers} for said, papers in counts.items() if papers or "not all" not in said]


def cards(frame: pd.DataFrame, names: Sequence[str], cuts: Mapping[str, Cut]) -> list[Shown]:
    """Give the shares, a card a field; the fields that hold links share one."""
    told = frame[~frame["row"].isin([SIZES, WORDS])]
    made = [_card(rows, names, cuts[str(field)]) for field, rows in told.groupby("row", sort=False)]
    links = [row for card in made if card["is_link"] for row in card["rows"]]
    rest = [card for card in made if not card["is_link"]]
    return rest + (
        [{**next(card for card in made if card["is_link"]), "label": "links", "rows": links}] if links else []
    )


def apart(frame: pd.DataFrame, name: str, cuts: Mapping[str, Cut], at: int) -> Shown:
    """Give what sets a group apart: words, values of fields, and what no other group has."""
    own = frame[(frame["group"] == name) & (frame["row"] != SIZES) & (frame["papers"] > 0)]
    words = own[(own["row"] == WORDS) & (own["papers"] > 1) & (own["z"] > 0) & ~own["value"].isin(COMMON)]
    words = words[words["value"].astype(str).str.len() > 1]
    values = own[own["row"] != WORDS]
    only = values[values["only"] == name].sort_values("papers", ascending=False, kind="stable")
    more = values[(values["z"] > 0) & values["only"].isna()].sort_values("z", ascending=False, kind="stable")
    return {
        "name": name,
        "words": [_term(row) for row in _records(words.nlargest(TERMS, "z"))],
        "values": [_term(row) for row in _records(more.head(VALUES))],
        "only": [_term(row) for row in _records(only.head(ONLY))],
        "of_words": sum(cut.more[at] for row, cut in cuts.items() if row == WORDS),
        "of_values": sum(cut.more[at] for row, cut in cuts.items() if row != WORDS),
        "of_only": sum(cut.only[at] for cut in cuts.values()),
    }


def others(frame: pd.DataFrame, groups: int) -> pd.Series:
    """Count how often the other groups say each value: k rows a value, after the sizes."""
    told = frame.loc[frame["row"] != SIZES, "count"]
    counts = told.to_numpy(int).reshape(-1, groups)
    return pd.Series((counts.sum(axis=1, keepdims=True) - counts).ravel(), index=told.index, dtype=told.dtype)


def clickable(view: Shown) -> dict[str, tuple[Mark | None, str]]:
    """Give by its key what can be clicked: the mark that it stands for, and the group that it stands in."""
    found: dict[str, tuple[Mark | None, str]] = {group["key"]: (None, group["name"]) for group in view["groups"]}
    for row in [row for card in view["cards"] for row in card["rows"]]:
        found[row["key"]] = (row["mark"], "")
        found |= {cell["key"]: (row["mark"], cell["group"]) for cell in row["cells"] if cell["papers"]}
    for side in view["apart"]:
        found |= {term["key"]: (term["mark"], "") for term in (*side["words"], *side["values"], *side["only"])}
    return found


def _size(name: str, row: Row, alone: int) -> Shown:
    return {"key": key_of(SIZES, name), "name": name, "papers": row["papers"], "of": row["of"], "alone": alone}


def _card(rows: pd.DataFrame, names: Sequence[str], cut: Cut) -> Shown:
    records = _records(rows.head(VALUES * len(names)))
    lines = [records[at : at + len(names)] for at in range(0, len(records), len(names))]
    return {
        "label": label(lines[0][0]["row"]),
        "is_link": lines[0][0]["link"],
        "of": [row["of"] for row in lines[0]],
        "unstated": [row["unstated"] for row in lines[0]],
        "values": cut.of,
        "rows": [_line(line) for line in lines],
    }


def _line(line: Sequence[Row]) -> Shown:
    said = _said(line[0])
    cells = [_cell(said, cell) for cell in line]
    return {"key": key_of(line[0]["row"], said), "mark": _mark(line[0]), "label": said, "cells": cells}


def _cell(said: str, cell: Row) -> Shown:
    shared = {"key": key_of(cell["row"], said, cell["group"]), "group": cell["group"], "papers": cell["papers"]}
    if is_missing(cell["share"]):
        return {**shared, "said": f"{said}, {cell['group']}: no paper states the field", "share": None}
    share, low, high = cell["share"], cell["low"], cell["high"]
    interval = f"95 % interval {low:.0%} to {high:.0%}{', wide' if cell['wide'] else ''}"
    told = f"{said}, {cell['group']}: {cell['papers']:,} of {cell['of']:,} papers, {share:.0%}; {interval}"
    return {**shared, "said": told, "share": share, "low": low, "high": high, "wide": cell["wide"]}


def _term(row: Row) -> Shown:
    said, is_word = _said(row), row["row"] == WORDS
    z = None if is_missing(row["z"]) else round(row["z"], 2)
    often = f"written {row['count']:,} times in {row['papers']:,} of" if is_word else f"{row['papers']:,} of"
    elsewhere = f"{row['others']:,}{' times' if is_word else ''} in the other groups"
    return {
        "key": key_of(row["row"], said),
        "mark": _mark(row),
        "field": "" if is_word else label(row["row"]),
        "label": said,
        "count": row["count"],
        "others": row["others"],
        "z": z,
        "clear": z is not None and z >= CLEAR,
        "said": f"{said}: {often} {row['of']:,} papers, {elsewhere}{'' if z is None else f'; z {z:.1f}'}",
    }


def _said(row: Row) -> str:
    """Say a value; a link is called by its field."""
    return label(row["row"]) if row["link"] else " ".join(shown(row["value"]).split())


def _mark(row: Row) -> Mark:
    """Make the mark that a value stands for; a link is asked to be there."""
    if row["row"] == WORDS:
        return {"word": row["value"]}
    return {"has": row["row"]} if row["link"] else {"field": row["row"], "value": row["value"]}


def _records(rows: pd.DataFrame) -> list[Row]:
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]
