"""A chart as the line of Python that makes it, and back."""

from __future__ import annotations

import ast
import dataclasses

from explorer.charts.base import Chart, OptionError

_LONGEST = 500  # characters of a line that is worth reading


def code(chart: Chart) -> str:
    """Write the call that makes a chart: ``charts.Count('topics', limit=12)``; what is as by default is left out."""
    options = [field for field in dataclasses.fields(chart) if getattr(chart, field.name) != field.default]
    first = [option for option in options if option.name in chart.columns]
    named = [option for option in options if option not in first]
    written = [repr(getattr(chart, option.name)) for option in first]
    written += [f"{option.name}={getattr(chart, option.name)!r}" for option in named]
    return f"charts.{type(chart).__name__}({', '.join(written)})"


def chart_of(line: str) -> Chart | None:
    """Read a chart from the call that makes it, without running it; nothing where it makes none."""
    try:
        call = ast.parse(line[:_LONGEST].strip(), mode="eval").body
        return _called(call) if isinstance(call, ast.Call) else None
    except (OptionError, SyntaxError, TypeError, ValueError, RecursionError, MemoryError):
        return None


def kinds() -> dict[str, type[Chart]]:
    """Give every kind of chart by its name."""
    from explorer import charts  # noqa: PLC0415 - the room's own list of them

    found = {name: getattr(charts, name) for name in charts.__all__}
    return {
        name: kind
        for name, kind in found.items()
        if isinstance(kind, type) and issubclass(kind, Chart) and kind is not Chart
    }


def _called(call: ast.Call) -> Chart | None:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    kind = kinds().get(name)
    if kind is None:
        return None
    given = [ast.literal_eval(argument) for argument in call.args]
    named = {str(option.arg): ast.literal_eval(option.value) for option in call.keywords}
    chart = kind(*given, **named)
    return chart if _holds_what_it_takes(chart) else None


def _holds_what_it_takes(chart: Chart) -> bool:
    """Say whether every option is of the kind that it is by default; a column's name is a text."""
    options = {option.name: getattr(chart, option.name) for option in dataclasses.fields(chart)}
    default = {option.name: option.default for option in dataclasses.fields(chart)}
    kinds = {name: type(default[name]) if default[name] is not dataclasses.MISSING else str for name in options}
    return all(type(options[name]) is kinds[name] for name in options)
