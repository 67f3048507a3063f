import json

import pandas as pd
import pytest

from explorer.errors import DocumentError
from explorer.formats import load

EXPECTED = 'expected a list of papers, or {"data": [...]}'


def test_every_field_of_the_api_is_there(read):
    paper = read("hub-list.json").loc["2401.00001"]

    assert paper["title"] == "Turning Pages: A Study of Reading"
    assert paper["abstract"] == "We read. We count."
    assert paper["authors"] == ["Ada Łoś", "Ben Ode"]
    assert paper["published"] == pd.Timestamp("2024-01-02 10:00")
    assert paper["listed"] == pd.Timestamp("2024-01-04")
    assert paper["keywords"] == ["reading", "books"]
    assert paper["organization"] == "A Library"
    assert json.loads(paper["organization_record"]) == {"_id": "o", "name": "lib", "fullname": "A Library"}
    assert json.loads(paper["submittedBy"]) == {"name": "s", "isPro": False}
    plain = paper.drop(["title", "abstract", "authors", "published", "listed", "keywords"])
    plain = plain.drop(["organization", "organization_record", "submittedBy"])
    assert plain.dropna().to_dict() == {
        "upvotes": 7,
        "discussionId": "d",
        "code_url": "https://github.com/a/b",
        "code_stars": 3,
        "project_url": "https://example.org/",
        "ai_summary": "They read.",
        "url": "https://huggingface.co/papers/2401.00001",
        "comments": 4,
        "thumbnail": "https://example.org/t.png",
        "isAuthorParticipating": True,
        "publishedAt": "2024-01-03T20:00:00.000Z",
        "position": 1,
        "source": "hub-list.json",
    }


def test_an_outer_value_that_differs_is_kept_beside_the_papers_own(read):
    papers = read("hub-list.json")

    assert papers.loc["2401.00002", "title"] == "Closing Books"
    assert papers.loc["2401.00002", "outer_title"] == "Closing Books, Again"


def test_missing_is_not_zero(read):
    paper = read("hub-list.json").loc["2401.00002"]

    assert paper["upvotes"] == 0
    assert paper[["code_stars", "listed", "authors", "keywords"]].isna().all()


def test_strings_of_python_are_read_like_the_objects_they_spell(read):
    strings, objects = read("hub-strings.json"), read("hub-list.json")

    pd.testing.assert_frame_equal(strings.drop(columns="source"), objects.drop(columns="source"))


def test_a_days_date_is_when_its_papers_were_listed_where_they_do_not_say(read):
    papers = read("hub-day.json")

    assert papers["listed"].tolist() == [pd.Timestamp("2024-01-04"), pd.Timestamp("2024-01-05")]


def test_a_days_wrong_count_is_said(read):
    (row,) = read("hub-day.json").attrs["report"]

    assert row["note"] == "it says it has 3 papers and has 2"


def test_a_bad_record_is_skipped_with_its_place(written):
    papers = load(written('[{"title": "One"}, 7, "not python(", {"upvotes": 3}]'), quiet=True)

    assert papers.attrs["report"][0]["skips"] == [
        "record 2: expected a paper, found a number",
        "record 3: expected a paper, found a text",
        "record 4: it has neither id nor title nor abstract",
    ]


def test_a_position_counts_what_was_skipped(written):
    papers = load(written('[7, {"title": "Two"}]'), quiet=True)

    assert papers["position"].tolist() == [2]


@pytest.mark.parametrize(
    ("content", "place", "problem"),
    [
        ('[{"title": "On', ", line 1, column 12", "the JSON ends in the middle; the file was cut off; "),
        ('[{"title": "One"}', ", line 1, column 18", "the JSON ends in the middle; the file was cut off; "),
        ('[\n{"title": nope}]', ", line 2, column 11", "this is no JSON (Expecting value); "),
        ('[7, "a"]', "", "none of its 2 records is a paper (record 1: expected a paper, found a number); "),
        ('{\n"a": 1}', "", "none of its 1 records is a paper (record 1: it has neither id nor title nor abstract); "),
    ],
)
def test_what_is_wrong_is_said_with_its_place(written, content, place, problem):
    path = written(content)

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == f"{path}{place}: {problem}{EXPECTED}."


def test_a_day_without_papers_is_no_error(written):
    papers = load(written("[]"), quiet=True)

    assert len(papers) == 0
    assert set(papers.columns) == {"title", "abstract", "source", "position"}


@pytest.mark.parametrize("content", ["[" * 100_000, '[{"title": ' + "9" * 5_000 + "}]"])
def test_json_that_is_too_deep_or_too_long_is_refused(written, content):
    with pytest.raises(DocumentError, match="the JSON cannot be read"):
        load(written(content))
