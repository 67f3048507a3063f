"""Which charts some papers can make."""

from __future__ import annotations

import frames
import pytest

from explorer.charts import Count, Crosstab, Lengths, Network, Scatter, Share, Timeline, Upset
from explorer.charts.choices import Choices, named
from explorer.charts.code import kinds
from explorer.papers import conform


@pytest.fixture
def choices():
    return Choices(frames.plain())


def test_what_tells_papers_apart_comes_first_and_prose_last(choices):
    assert choices.fields(Count("venue"), "field") == [
        "authors", "keywords", "venue", "code_url", "title", "abstract"
    ]  # fmt: skip


def test_only_fields_that_fit_are_offered(choices):
    assert choices.fields(Timeline(), "field") == ["published", "year"]
    assert choices.fields(Scatter("published", "year"), "y") == ["year", "upvotes"]


def test_a_second_field_is_another_field(choices):
    assert "venue" not in choices.fields(Crosstab("venue", "authors"), "by")


@pytest.mark.parametrize("kind", [Count, Network, Upset])
def test_every_chart_takes_groups(choices, kind):
    assert choices.fields(kind("authors"), "by") == choices.fields(Count("authors"), "by") != []


def test_nobody_groups_by_prose(choices):
    assert not {"title", "abstract", "code_url"} & set(choices.fields(Count("venue"), "by"))


def test_a_kind_that_nothing_fits_says_why():
    why = Choices(conform([{"id": "a", "title": "A", "topics": ["x"]}])).kinds()

    assert why["Count"] == ""
    assert why["Scatter"] == "'topics' holds lists; Scatter draws numbers and dates."
    assert why["Timeline"] == "These papers have no field 'published'."


@pytest.mark.parametrize("kind", kinds().values(), ids=kinds())
def test_the_first_chart_of_every_kind_fits(choices, kind):
    first = choices.first(kind)

    assert bool(first) == (choices.kinds()[kind.__name__] == "")
    assert not first or first.fits(frames.plain())


def test_a_preferred_field_is_taken_where_it_fits(choices):
    assert choices.first(Count, "venue") == Count("venue")
    assert choices.first(Lengths, "venue") == Lengths("venue")
    assert choices.first(Timeline, "venue") == Timeline("published")


def test_a_column_that_no_longer_fits_gives_way(choices):
    changed = choices.put(Share("venue", "keywords", limit=3), "field", "code_url")

    assert changed == Share("code_url", "keywords", limit=3)
    assert choices.put(Crosstab("venue", "keywords"), "field", "keywords") == Crosstab("keywords", "authors")


def test_a_field_that_no_other_makes_fit_is_not_put(choices):
    assert choices.put(Scatter("published", "upvotes"), "field", "venue") is None


def test_what_no_paper_states_is_said():
    choices = Choices(conform([{"id": "a", "venue": "X"}, {"id": "b", "topics": ["y"]}]))

    assert choices.refused(Crosstab("topics", "venue")) == "No paper states 'topics' and 'venue'."


def test_a_chart_names_its_columns_and_its_grouping():
    assert named(Count("topics", by="venue")) == ("topics", "venue")
    assert named(Crosstab("topics", "venue")) == ("topics", "venue")


@pytest.mark.parametrize("name", frames.UGLY)
def test_every_question_is_answered_for_ugly_frames(name):
    choices = Choices(frames.ugly(name))

    for kind_name, why in choices.kinds().items():
        first = choices.first(kinds()[kind_name])
        assert bool(first) == (not why)
        assert not first or all(choices.fields(first, option) is not None for option in (*first.columns, "by"))
