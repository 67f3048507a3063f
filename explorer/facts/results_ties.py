"""What a figure takes over from the one before it in its sentence: metric, benchmarks, baselines."""

from __future__ import annotations

from typing import NamedTuple

from explorer.facts.results_context import CUES, VERBS, Context

_FAR = 18  # words between two figures that may still speak of the same
_JOINING = frozenset(
    {"and", ",", "or", "vs", "vs.", "v.s", "versus", "compared", "to", "than", "while", "whereas", "("}
)


class Said(NamedTuple):
    """A figure of the sentence that has been read, with what was said of it."""

    at: int
    sort: str
    more: dict[str, object]


def take_over(context: Context, sort: str, more: dict[str, object], last: Said | None) -> None:
    """Let a figure that is joined to the last one share what it does not say itself."""
    if last is None or last.more["unit"] != more["unit"] or {sort, last.sort} & {"breadth", "items", "fixed", "size"}:
        return
    between = context.lower[last.at + 1 : context.at]
    if len(between) > _FAR or ";" in between or _JOINING.isdisjoint(between):
        return
    kind = more["measure"]
    if kind != last.more["measure"] and not _is_difference(context):
        return
    if kind == "level" or VERBS.isdisjoint(between) or _is_difference(context):
        more["metric"] = more["metric"] or last.more["metric"]
    if kind == "level":
        more["benchmarks"] = more["benchmarks"] or last.more["benchmarks"]
    elif VERBS.isdisjoint(between):
        more["baselines"] = more["baselines"] or last.more["baselines"]


def _is_difference(context: Context) -> bool:
    """Read `90% accuracy on X, only 0.4% lower than Y`: a difference in what was just told."""
    right = context.right(2)
    return right[1:] == ["than"] and right[0] in CUES["comparatives"]
