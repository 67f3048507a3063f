"""A chart and the line that makes it."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import charts
from explorer.charts.base import OptionError
from explorer.charts.code import chart_of, code, kinds


def test_the_line_leaves_out_what_is_as_by_default():
    assert code(charts.Count("topics", limit=12)) == "charts.Count('topics', limit=12)"
    assert code(charts.Crosstab("topics", "claims")) == "charts.Crosstab('topics', 'claims')"
    assert code(charts.Timeline()) == "charts.Timeline()"


@pytest.mark.parametrize("kind", kinds().values(), ids=kinds())
def test_every_chart_comes_back_from_its_line(kind):
    chart = kind(**dict.fromkeys(kind.columns, 'it\'s "odd"'))
    grouped = chart if "by" in kind.columns else dataclasses.replace(chart, by="venue")

    assert chart_of(code(chart)) == chart
    assert chart_of(code(grouped)) == grouped


@pytest.mark.parametrize(
    "line",
    [
        "",
        "charts.Count()",
        "charts.Chart('a')",
        "charts.Count(5)",
        "charts.Count('a', limit='b')",
        "charts.Count('a', limit=True)",
        "charts.Count('a', limit=0)",
        "charts.Count('a', limit=-5)",
        "charts.Count('a', limit=10000000)",
        "charts.Timeline('a', step='fortnight')",
        "charts.Count('a', colour='b')",
        "charts.held('a', 'b')",
        "__import__('os').system('true')",
        "charts.Count(open('x'))",
        "charts.Count(*['a'])",
        "charts.Count(**{'field': 'a'})",
        "(" * 400,
    ],
)
def test_what_makes_no_chart_is_passed_over(line):
    assert chart_of(line) is None


@given(st.text())
def test_no_text_is_an_error(line):
    assert chart_of(line) is None or chart_of(code(chart_of(line))) == chart_of(line)


def test_a_limit_that_draws_nothing_is_refused():
    with pytest.raises(OptionError) as error:
        charts.Count("topics", limit=0)

    assert str(error.value) == "Count: limit is 0; give 1 to 1,000."


def test_a_step_that_there_is_not_is_refused():
    with pytest.raises(OptionError) as error:
        charts.Timeline("published", step="fortnight")

    assert str(error.value) == "Timeline: step is 'fortnight'; give auto, day, month, year, decade, century."
