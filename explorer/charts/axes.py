"""Which figures share an axis, and the words for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explorer.charts.fields import plain
from explorer.charts.scales import raised

if TYPE_CHECKING:
    from collections.abc import Mapping

AXIS = ("unit", "measure", "change", "better")
_UNITS = {"x": "times", "pp": "percentage points", "count": "counts", "score": "scores", "value": "plain numbers"}
_MEASURES = {"delta": "differences", "level": "levels", "ratio": "ratios", "change": "changes"}
_SIGNS = {"~": "~ ", ">": "≥ ", "<": "≤ ", "up_to": "≤ "}
_SIGNED = tuple("~∼≈<>≤≥")
_POWER = re.compile(r"\^\{?([-+]?\d+)\}?")


def axis_words(axis: Mapping[str, str]) -> list[str]:
    """Say an axis in words: ``in %``, ``increases``, ``higher is better``."""
    unit, measure, change, better = (axis.get(part, "") for part in AXIS)
    moves = change in {"increase", "decrease"}
    words = f"{change}s" if moves and measure in {"", "delta"} else _MEASURES.get(measure, measure)
    return [
        *([f"in {_UNITS.get(unit, plain(unit))}"] if unit else []),
        *([f"{words} that {change}" if moves and words != f"{change}s" else words] if words else []),
        *([f"{better} is better"] if better in {"higher", "lower"} else []),
    ]


def axis_name(axis: Mapping[str, str]) -> str:
    """Name the figures of an axis."""
    words = axis_words(axis)
    return f"Figures {', '.join(words)}" if axis.get("unit") else ", ".join(["Figures", *words])


def written(figure: str, comparison: str) -> str:
    """Show a figure as it was written, with its comparison before it: ``≥ 12%``, ``10⁻⁴⁵ to 10⁴⁵``."""
    text = _POWER.sub(lambda power: raised(power[1]), plain(figure).replace("\\%", "%"))
    return text if text.startswith(_SIGNED) else f"{_SIGNS.get(comparison, '')}{text}"
