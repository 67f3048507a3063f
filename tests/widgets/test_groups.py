"""Groups of papers side by side."""

from __future__ import annotations

import asyncio

import frames
import pytest

import explorer as ex
from explorer.query import Query
from explorer.session import Session
from explorer.widgets import Groups

PAPERS = [
    {"id": "a1", "title": "Tree search", "claims": "measured", "topics": ["trees", "graphs"], "code_url": "https://a"},
    {"id": "a2", "title": "Tree growth", "claims": "measured", "topics": ["trees"]},
    {"id": "a3", "title": "Graph tree", "claims": "measured", "topics": ["graphs"]},
    {"id": "b1", "title": "Graph search", "claims": "none stated", "topics": ["graphs"]},
    {"id": "b2", "title": "Graph theory", "claims": "none stated", "topics": None},
    {"id": "c1", "title": "A note", "claims": None, "topics": ["notes"]},
]
VIEWS = {"trees": Query("tree"), "graphs": Query("graph")}


@pytest.fixture
def session():
    return Session(ex.conform(PAPERS))


@pytest.fixture
def groups(session):
    return Groups(session)


@pytest.fixture
def comparisons(groups):
    seen = []
    groups.observe(lambda change: seen.append(change["new"]["title"]), "view")
    return seen


def sizes(groups):
    return {group["name"]: group["papers"] for group in groups.view["groups"]}


def overlap(groups):
    return {fact["label"]: fact["papers"] for fact in groups.view["overlap"]}


def card(groups, name):
    return next(card for card in groups.view["cards"] if card["label"] == name)


def test_at_first_the_papers_are_parted_by_the_first_field_that_makes_few_groups(groups):
    assert groups.view["by"] == "claims"
    assert groups.view["title"] == "2 groups of 6 papers"
    assert [choice["label"] for choice in groups.view["offered"]] == ["claims (2)", "code (2)", "topics (3)"]
    assert sizes(groups) == {"measured": 3, "none stated": 2}
    assert overlap(groups) == {"in both": 0, "in one only": 5, "in neither": 1}


def test_each_value_stands_with_its_papers_share_and_interval_in_each_group(groups):
    trees = card(groups, "topics")["rows"][1]

    assert (trees["label"], [cell["papers"] for cell in trees["cells"]]) == ("trees", [2, 0])
    assert trees["cells"][0]["said"] == "trees, measured: 2 of 3 papers, 67%; 95 % interval 21% to 94%, wide"
    assert card(groups, "topics")["of"] == [3, 1]
    assert card(groups, "topics")["unstated"] == [0, 1]


def test_links_are_there_or_not(groups):
    assert [(row["label"], row["mark"]) for row in card(groups, "links")["rows"]] == [("code", {"has": "code_url"})]


def test_words_and_values_set_a_group_apart(groups):
    measured = groups.view["apart"][0]

    assert [(term["label"], term["count"], term["others"]) for term in measured["words"]] == [("tree", 3, 0)]
    assert measured["words"][0]["said"].startswith("tree: written 3 times in 3 of 3 papers, 0 times in the other")
    assert [(term["label"], term["field"], term["count"]) for term in measured["only"]] == [
        ("trees", "topics", 2),
        ("code", "code", 1),
    ]


def test_another_field_compares_once(groups, comparisons):
    groups.receive({"do": "part", "by": "topics"})

    assert comparisons == ["3 groups of 6 papers"]
    assert sizes(groups) == {"graphs": 3, "trees": 2, "notes": 1}
    assert overlap(groups) == {"in every group": 0, "in some, not all": 1, "in one group only": 4, "in no group": 1}


def test_a_query_compares_once_what_it_selects(session, groups, comparisons):
    session.query = Query("graph")

    assert comparisons == ["2 groups of 3 of 6 papers"]
    assert sizes(groups) == {"measured": 1, "none stated": 2}


def test_what_a_query_asks_of_the_field_itself_is_set_aside(session, groups, comparisons):
    session.query = Query(among={"claims": ("measured",)})

    assert comparisons == []
    assert sizes(groups) == {"measured": 3, "none stated": 2}
    assert groups.held == ["papers: measured"]


def test_groups_stay_while_the_query_changes_and_may_be_empty(session, groups):
    session.query = Query("growth")

    assert sizes(groups) == {"measured": 1, "none stated": 0}
    assert [cell["share"] for cell in card(groups, "topics")["rows"][0]["cells"]] == [1, None]


def test_nothing_selected_says_so(session, groups):
    session.query = Query("zebra")

    assert groups.view["title"] == "2 groups of 0 of 6 papers"
    assert groups.view["empty"] == "No paper answers what is asked: there is nothing to compare."


def test_a_value_narrows_and_a_second_click_takes_it_back(session, groups):
    groups.receive({"do": "narrow", "key": "topics: graphs"})
    narrowed, held = session.query, groups.held
    groups.receive({"do": "narrow", "key": "topics: graphs"})

    assert narrowed == Query(among={"topics": ("graphs",)})
    assert held == ["topics: graphs"]
    assert session.query == Query()


def test_a_value_in_a_group_narrows_to_both_and_a_second_click_takes_it_back(session, groups):
    groups.receive({"do": "narrow", "key": "topics: trees in measured"})
    narrowed, selected = session.query, list(session.selected.index)
    groups.receive({"do": "narrow", "key": "topics: trees in measured"})

    assert narrowed == Query(among={"claims": ("measured",), "topics": ("trees",)})
    assert selected == ["a1", "a2"]
    assert session.query == Query()


def test_a_group_a_word_and_a_link_narrow(session, groups):
    asked = []
    for key in ("papers: measured", "words: tree", "code_url: code"):
        groups.receive({"do": "narrow", "key": key})
        asked.append(session.query)
        session.query = Query()

    assert asked == [Query(among={"claims": ("measured",)}), Query("tree"), Query(has=("code_url",))]


def test_a_click_on_what_is_gone_does_nothing(session, groups):
    groups.receive({"do": "narrow", "key": "topics: no such value"})

    assert (session.query, session.problem) == (Query(), "")


def test_two_kept_views_are_compared(session, groups):
    session.query = Query("tree")
    groups.receive({"do": "keep"})
    one = (groups.view["by"], dict(session.groups))
    session.query = Query("graph", sort=("title",))
    groups.receive({"do": "keep"})

    assert one == ("claims", {"tree": Query("tree")})
    assert session.groups == {"tree": Query("tree"), "graph": Query("graph")}
    assert groups.view["by"] == ""
    assert sizes(groups) == {"tree": 3, "graph": 3}
    assert overlap(groups) == {"in both": 1, "in one only": 4, "in neither": 1}


def test_kept_views_stay_whatever_is_searched(session, groups, comparisons):
    session.groups = VIEWS
    session.query = Query("note")

    assert comparisons == ["2 groups of 6 papers"]
    assert groups.view["notes"] == ["of all papers, whatever is asked now"]


def test_a_value_in_a_kept_view_asks_for_that_view(session, groups):
    session.groups = VIEWS

    groups.receive({"do": "narrow", "key": "claims: none stated in graphs"})

    assert session.query == Query("graph", among={"claims": ("none stated",)})
    assert "claims: none stated in graphs" in groups.held


def test_a_view_is_kept_once(session, groups):
    session.query = Query("tree")
    groups.receive({"do": "keep"})

    groups.receive({"do": "keep"})

    assert groups.kept == {"views": [{"name": "tree", "asks": "tree"}], "why_not": "kept already"}


@pytest.mark.parametrize(
    ("query", "name"),
    [
        (Query(), "all papers"),
        (Query("tree", among={"topics": ("graphs", "trees")}), "tree, graphs, trees"),
        (Query(between={"year": (2021, None)}), "year: from 2021"),
        (Query("a" * 50), f"{'a' * 39}…"),
    ],
)
def test_a_kept_view_has_a_sensible_name(query, name):
    session = Session(ex.conform([{"title": "A", "topics": ["trees"], "year": 2021}]), query=query)

    Groups(session).receive({"do": "keep"})

    assert session.groups == {name: query}


def test_a_kept_view_is_renamed_in_its_place_and_never_onto_another(session, groups):
    session.groups = VIEWS

    groups.receive({"do": "rename", "name": "trees", "to": " oaks "})
    groups.receive({"do": "rename", "name": "oaks", "to": "graphs"})
    groups.receive({"do": "rename", "name": "graphs", "to": " "})

    assert list(session.groups.items()) == [("graphs 2", Query("tree")), ("graphs", Query("graph"))]


def test_with_one_kept_view_left_the_field_is_back(session, groups):
    session.groups = VIEWS

    groups.receive({"do": "drop", "name": "trees"})

    assert session.groups == {"graphs": Query("graph")}
    assert groups.view["by"] == "claims"


def test_no_more_views_are_kept_than_colours_are_told_apart(session, groups):
    session.groups = {f"v{at}": Query(f"v{at}") for at in range(6)}

    groups.receive({"do": "keep"})

    assert len(session.groups) == 6
    assert groups.kept["why_not"] == "6 views are kept at most"


def test_the_largest_groups_of_many_are_shown_and_the_cut_is_told():
    papers = ex.conform([{"id": f"{at}", "title": "T", "venue": f"V{at % 8}"} for at in range(20)])

    groups = Groups(Session(papers), "venue")

    assert groups.view["notes"] == ["the 6 largest of 8 groups by venue"]
    assert list(sizes(groups)) == ["V0", "V1", "V2", "V3", "V4", "V5"]


def test_while_a_reader_types_only_the_last_query_is_compared(session, groups, comparisons):
    async def typing() -> int:
        compared = asyncio.Event()
        groups.observe(lambda _: compared.set(), "view")
        for text in ("g", "gr", "graph"):
            session.query = Query(text)
        before = len(comparisons)
        await asyncio.wait_for(compared.wait(), 5)
        return before

    before = asyncio.run(typing())

    assert before == 0
    assert comparisons == ["2 groups of 3 of 6 papers"]


def test_words_are_read_once_and_left_out_where_they_are_too_many(session, monkeypatch):
    monkeypatch.setattr("explorer.widgets.groups._MOST_READ", 5)
    groups = Groups(session)
    everyone = groups.view
    session.query = Query("-note")

    assert everyone["notes"] == ["words are compared among 5 papers at most"]
    assert everyone["apart"][0]["words"] == []
    assert groups.view["notes"] == []
    assert [term["label"] for term in groups.view["apart"][0]["words"]] == ["tree"]


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_frames_are_compared(name):
    session = Session(frames.ugly(name))
    groups = Groups(session)
    empty = groups.view["empty"]

    session.groups = {"all": Query(), "recursive": Query("recursive")}

    assert empty
    assert session.problem == ""
    assert list(sizes(groups)) == (["all", "recursive"] if len(session.papers) else [])


def test_every_kind_of_field_can_part(session):
    session = Session(frames.plain())
    groups = Groups(session)

    for choice in groups.view["offered"]:
        groups.receive({"do": "part", "by": choice["by"]})

        assert groups.view["empty"] == ""
        assert session.problem == ""


def test_the_field_that_was_chosen_is_kept_and_the_first_is_not(session, groups):
    groups.receive({"do": "part", "by": "topics"})
    kept = session.choices
    groups.receive({"do": "part", "by": "claims"})

    assert kept == {"by": ("topics",)}
    assert session.choices == {}
    assert groups.view["by"] == "claims"


def test_the_groups_follow_what_an_address_chose(session, groups):
    session.open("?show.by=topics&group=a%3Fq%3Dtree&group=b%3Fq%3Dgraph")
    chosen = groups.view["by"]
    session.open("?group=a%3Fq%3Dtree&group=b%3Fq%3Dgraph&show.by=odd")

    assert chosen == "topics"
    assert groups.view["by"] == ""
