"""What the reader asked for, as a value."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.address import plain
from explorer.errors import LinkError, QueryError
from explorer.query import Query
from explorer.short import shortened

names = st.text(min_size=1, max_size=12)
values = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
fields = st.dictionaries(names, st.lists(values, max_size=4).map(tuple), max_size=3)
ranges = st.dictionaries(names, st.tuples(values, values), max_size=2)
queries = st.builds(
    Query,
    text=st.text(),
    among=fields,
    every=fields,
    between=ranges,
    has=st.lists(names, max_size=3).map(tuple),
    exclude=fields,
    sort=st.lists(names, max_size=3).map(tuple),
)


@given(queries)
def test_a_query_prints_as_the_call_that_makes_it(query):
    assert eval(repr(query)) == query


@given(queries)
def test_a_query_survives_its_way_through_an_address(query):
    assert Query.from_url(f"http://localhost/voila?{query.to_url()}#top") == query


@given(queries)
def test_equal_queries_hash_alike(query):
    assert hash(eval(repr(query))) == hash(query)


@given(st.text().filter(lambda url: not any(key == "v" for key, _ in plain(url.partition("?")[2] or url))))
def test_any_address_is_read_without_an_error(url):
    assert isinstance(Query.from_url(url), Query)


def test_the_short_form_of_an_address_is_read_and_a_damaged_one_refused():
    short_form = shortened([("q", "recursive"), ("pick", "a")])

    with pytest.raises(LinkError):
        Query.from_url(short_form[:-4])

    assert Query.from_url(f"?{short_form}") == Query("recursive")


@pytest.mark.parametrize(
    "junk", ["is.year=1e999", "in.year=[1]", "in.year={}", "in.=x", "q=%ff", "has", "in.a=[[],1]"]
)
def test_junk_in_an_address_is_passed_over(junk):
    assert isinstance(Query.from_url(f"?{junk}"), Query)


def test_the_order_in_which_fields_and_values_were_given_does_not_matter():
    one = Query(among={"venue": ("ICLR", "ECCV"), "year": (2021,)}, has=("url", "code_url"))
    other = Query(among={"year": [2021], "venue": ["ECCV", "ICLR", "ICLR"]}, has=["code_url", "url"])

    assert one == other


def test_conditions_that_ask_nothing_are_dropped():
    assert Query(among={"venue": ()}, between={"year": (None, None)}) == Query()


def test_narrowing_twice_by_one_value_takes_it_back():
    query = Query(text="x").narrow("venue", "ICLR")

    assert query == Query(text="x", among={"venue": ("ICLR",)})
    assert query.narrow("venue", "ICLR") == Query(text="x")


def test_a_value_that_every_paper_should_have_can_be_waived():
    query = Query(every={"topics": ("vision", "graphs")})

    assert query.waive("topics", "graphs") == Query(every={"topics": ("vision",)})


def test_dates_are_held_as_strings():
    query = Query(between={"published": (dt.date(2024, 1, 1), None)})

    assert query == Query(between={"published": ("2024-01-01", None)})


def test_without_a_field_nothing_is_asked_of_it():
    asked = {part: {"f": (value,)} for value, part in enumerate(("among", "exclude", "every"))}
    query = Query(text="x", **asked, between={"f": (1, 2)}, has=("f",))

    assert query.without("f") == Query(text="x")


def test_a_value_that_no_query_holds_is_refused():
    with pytest.raises(QueryError) as error:
        Query(among={"year": (object,)})

    assert str(error.value) == (
        "<class 'object'> is no value of a query; known: strings, finite numbers, flags, dates, None."
    )


def test_a_range_that_is_no_pair_is_refused():
    with pytest.raises(QueryError) as error:
        Query(between={"year": (1,)})

    assert str(error.value) == "between['year'] is (1,); it takes (low, high), either of them None."
