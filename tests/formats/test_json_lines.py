import pandas as pd
import pytest

from explorer.errors import DocumentError
from explorer.formats import load, save
from explorer.papers import conform


def test_every_field_of_a_line_is_there(read):
    papers = read("papers.jsonl")

    assert papers.index.tolist() == ["2401.00001", "closing-books"]
    assert papers["title"].tolist() == ["Turning Pages", "Closing Books"]
    assert papers["abstract"].tolist() == ["We read.", pd.NA]
    assert papers["authors"].iloc[0] == ["Ada Łoś", "Ben Ode"]
    assert papers["published"].tolist() == [pd.Timestamp("2024-01-02 10:00"), pd.NA]
    assert papers["upvotes"].tolist() == [7, 0]
    assert papers["score"].tolist() == [0.5, pd.NA]
    assert papers["open"].tolist() == [True, pd.NA]
    assert papers["note"].tolist() == ["=1+1", pd.NA]


def test_a_cut_line_is_named_and_the_whole_ones_are_read(data, written, capsys):
    path = written((data / "papers.jsonl").read_bytes()[:-20], "cut.jsonl")

    papers = load(path)

    assert len(papers) == 1
    assert capsys.readouterr().out == (
        "cut.jsonl: 1 paper read, 1 skipped (line 2: no JSON (Expecting value in column 40)).\n"
    )


def test_lines_of_the_hub_get_our_names(written):
    papers = load(written('{"paper": {"id": "1", "title": "One", "summary": "We."}}\n'), quiet=True)

    assert papers.loc["1", "abstract"] == "We."


def test_lines_without_any_paper_are_refused(written):
    path = written('{"a": 1}\n{"b": 2}\n')

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == (
        f"{path}: none of its lines is a paper (line 1: it has neither id nor title nor abstract); "
        'expected a line such as {"title": "…", "abstract": "…"}.'
    )


def test_what_is_written_is_read_again(read, tmp_path):
    papers = read("papers.jsonl")

    again = load(save(papers, tmp_path / "again.jsonl"), quiet=True)

    pd.testing.assert_frame_equal(again, papers)


@pytest.mark.parametrize(
    "field",
    [
        {"abstract_inverted_index": "[]", "topics": ["a"], "doi": "10.1000/x"},
        {"papers": ["a"], "data": ["b"]},
        {"type": "article-journal"},
        {"paper": "x", "publishedAt": "soon"},
        {"paperId": "x", "summary": "y"},
    ],
    ids=lambda field: next(iter(field)),
)
def test_what_we_wrote_is_ours_whatever_it_holds(tmp_path, field):
    papers = conform([{"id": "https://openalex.org/W1", "title": 'A "b"\nc', "keywords": ["k"], **field}])

    again = load(save(papers, tmp_path / "a.jsonl", quiet=True), quiet=True)

    kept = [name for name in papers if name not in ("source", "position")]
    assert again[kept].to_dict() == papers[kept].to_dict()
    assert set(again) - set(papers) == {"source", "position"}


def test_a_date_under_a_name_of_its_own_is_said_not_to_be_held(tmp_path, capsys):
    save(conform([{"title": "One", "seen": pd.Timestamp("2024-01-02")}]), tmp_path / "a.jsonl")

    assert capsys.readouterr().out == "a.jsonl: JSON Lines does not hold seen.\n"
