"""Lines read all at once give what they give one by one."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explorer import columns
from explorer.formats.arxiv_columns import at_once
from explorer.formats.arxiv_snapshot import paper

TEXTS = (
    st.none() | st.text() | st.sampled_from(["One\n two", "  Two  three\n", "π – 🦜\u2028x", "\0", "a\u00a0b", "\x1c"])
)
PARTS = st.sampled_from(["Łoś", "Ada", "Jr.", "", " ", "de la Cruz"])
PEOPLE = st.lists(st.lists(PARTS, min_size=3, max_size=4), min_size=1, max_size=3)
DOIS = st.none() | st.sampled_from(["10.1000/A.b", "10.1000/1 10.1000/2", "doi:10.1000/x.", "none", "10.1000/ü", ""])
CREATED = st.sampled_from(
    ["Mon, 2 Apr 2007 19:18:42 GMT", "Tue, 30 Feb 2007 00:00:00 GMT", "Fri, 31 Dec 1999 23:59:59 GMT"]
)
MADE = CREATED.map(lambda created: {"version": "v1", "created": created})  # in this order, as arXiv has it
VERSIONS = st.lists(MADE, min_size=1, max_size=3)
RECORDS = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["0704.0001", "2401.00001", "math/0306266", "hep-th/9901001", "math.GT/0306266", "x"]),
        **dict.fromkeys(("submitter", "title", "comments", "journal-ref", "report-no", "license", "abstract"), TEXTS),
        "authors": st.none() | st.sampled_from(["Ada Łoś (1) and\n Ben Ode", "Ada Łoś", "A, B and C"]),
        "doi": DOIS,
        "categories": st.none() | st.sampled_from(["cs.LG", " hep-ph  cs.LG", ""]),
        "versions": VERSIONS,
        "update_date": st.none() | st.sampled_from(["2008-11-26", "0001-01-01", "2008-2-3", "soon"]),
        "authors_parsed": PEOPLE,
    }
)
USUAL = {
    "id": "0704.0001",
    "submitter": "Ada Łoś",
    "title": "Turning\n  Pages",
    "comments": None,
    "journal-ref": None,
    "report-no": None,
    "license": None,
    "abstract": "  We read.\n",
    "authors": "Ada Łoś (1)",
    "doi": "10.1000/A",
    "categories": "cs.LG",
    "versions": [{"version": "v1", "created": "Mon, 2 Apr 2007 19:18:42 GMT"}],
    "update_date": "2008-11-26",
    "authors_parsed": [["Łoś", "Ada", ""]],
}


def written(records):
    return "".join(f"{json.dumps(record)}\n" for record in records)


@given(st.lists(RECORDS, min_size=1, max_size=3))
@example([USUAL, {**USUAL, "doi": None, "authors": None}])
def test_columns_hold_what_papers_hold(records):
    found = at_once(written(records), paper)

    problems: list[str] = []
    papers = columns.of_records([paper(record) for record in records], problems)
    if found is not None:
        assert problems == []
        assert {name: array.to_pylist() for name, array in found.items()} == {
            name: array.to_pylist() for name, array in papers.items() if name in found
        }
        assert all(array.null_count == len(array) for name, array in papers.items() if name not in found)
        assert all(papers[name].type == array.type for name, array in found.items() if array.null_count < len(array))


@pytest.mark.parametrize("count", [1, 3])
def test_usual_lines_are_read_at_once(count):
    found = at_once(written([USUAL] * count), paper)

    assert found is not None
    assert found["authors"].to_pylist() == [["Ada Łoś"]] * count


@pytest.mark.parametrize(
    "odd",
    [
        {"id": None},
        {"id": "x"},
        {"title": 3},
        {"more": "x"},
        {"authors_parsed": []},
        {"authors_parsed": [["Łoś"]]},
        {"authors_parsed": [["", "", ""]]},
        {"versions": []},
        {"versions": None},
        {"versions": [{"version": "v1", "created": "Tue, 30 Feb 2007 00:00:00 GMT"}]},
        {"update_date": "2008-2-3"},
    ],
    ids=str,
)
def test_an_odd_line_leaves_all_to_be_read_one_by_one(odd):
    assert at_once(written([USUAL, {**USUAL, **odd}]), paper) is None


@pytest.mark.parametrize("text", ["{", "[]\n", '{"id": "0704.0001", "id": "0704.0002"}\n', '{"id": "\\ud800"}\n'])
def test_what_is_no_line_of_the_snapshot_is_none(text):
    assert at_once(text, paper) is None
