import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.formats import FORMATS, load
from explorer.formats.arxiv_snapshot import paper
from explorer.papers import conform

NAME = "arxiv-snapshot.json"
FIELDS = [*json.loads('["id","submitter","authors","title","comments","journal-ref","doi","report-no","categories"]')]
FIELDS += ["license", "abstract", "versions", "update_date", "authors_parsed"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text() | st.just("created"), inner, max_size=3),
    max_leaves=8,
)


def test_every_field_of_a_paper_is_there(read):
    papers = read(NAME)

    assert papers.attrs["report"][0]["format"] == "arXiv snapshot (Kaggle)"
    assert papers.loc["0704.0001"].to_dict() == {
        "title": "Turning Pages of Books",
        "abstract": "We read books.",
        "submitter": "Ada Łoś",
        "comment": "37 pages",
        "journal_ref": "J.Pages 7:1-9,2008",
        "report_number": "NO-07-1",
        "license": "http://example.org/licence",
        "updated": pd.Timestamp("2008-11-26"),
        "arxiv_id": "0704.0001",
        "authors": ["Ada Łoś", "Ben Ode Jr."],
        "categories": ["hep-ph", "cs.LG"],
        "url": "https://arxiv.org/abs/0704.0001",
        "versions": ["v1 Mon, 2 Apr 2007 19:18:42 GMT", "v2 Tue, 24 Jul 2007 20:10:27 GMT"],
        "doi": "10.1000/ab.1",
        "published": pd.Timestamp("2007-04-02 19:18:42"),
        "year": 2007,
        "authors_text": "Ada \\L{}o\\'s (1), Ben Ode Jr. ((1) Nowhere)",
        "position": 1,
        "source": NAME,
        "doi_text": None,
        "published_text": None,
    }


def test_an_old_id_a_missing_date_and_names_in_one_text_are_read(read):
    paper = read(NAME).loc["math/0306266"]

    assert paper["url"] == "https://arxiv.org/abs/math/0306266"
    assert paper["authors"] == ["Chi Wu", "Dora Quist", "Emil Rask"]
    assert paper["published_text"] == "soon"
    assert paper[["published", "year"]].isna().all()
    assert paper[["doi", "doi_text"]].tolist() == ["10.1000/1", "10.1000/1 10.1000/2"]


def test_a_snapshot_that_was_cut_off_names_its_last_line(data, capsys):
    load((data / NAME).read_bytes()[:-20])

    assert capsys.readouterr().out == (
        "text: 1 paper read, 1 skipped (line 2: no JSON (Unterminated string starting at in column 352)).\n"
    )


def test_other_lists_are_not_taken_for_a_snapshot(data):
    sniff = FORMATS["arXiv snapshot (Kaggle)"].sniff

    assert [path.name for path in data.iterdir() if sniff(path.read_bytes())] == [NAME]


@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_any_values_make_a_paper(record):
    assert conform([paper({"id": "1", **record})]).index.is_unique


@pytest.mark.parametrize("created", ["Mon, 32 Apr 2007 19:18:42 GMT", "Mon, 2 Xyz 2007 19:18:42 GMT", "2007"])
def test_a_day_that_is_none_stays_a_text(created):
    found = paper({"id": "0704.0001", "versions": [{"created": created}]})

    assert found["published_text"] == created
    assert "published" not in found
