import csv as plain_csv

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import DocumentError
from explorer.formats import csv_cells, load, save


def test_every_field_of_a_row_is_there(read):
    papers = read("papers.csv")

    assert papers.index.tolist() == ["2401.00001", "closing-books"]
    assert papers["title"].tolist() == ["Turning Pages", "Closing Books"]
    assert papers["abstract"].tolist() == ["We read,\r\nand count.", pd.NA]
    assert papers["authors"].tolist() == [["Ada Łoś", "Ben Ode"]] * 2
    assert papers["published"].tolist() == [pd.Timestamp("2024-01-02 10:00"), pd.NA]
    assert papers["upvotes"].tolist() == [7, 0]
    assert papers["score"].tolist() == [0.5, pd.NA]
    assert papers["open"].tolist() == [True, pd.NA]
    assert papers["remark"].tolist() == ["=1+1", "7"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@sum", "\tx", "\rx", "\nx", "＝1", "'=1"])
def test_no_cell_starts_with_what_a_spreadsheet_would_run(tmp_path, text):
    path = save(pd.DataFrame({"id": [text], "title": [text], "note": [text], text: ["a"]}), tmp_path / "a.csv")

    with path.open(newline="", encoding="utf-8-sig") as file:
        cells = [cell for row in plain_csv.reader(file) for cell in row]

    assert not [cell for cell in cells if cell.startswith(csv_cells.RUNS)]


@given(st.text(min_size=1), st.booleans())
def test_a_guard_comes_off_and_only_a_guard(text, typed):
    guarded = csv_cells.guarded(text, typed=typed)

    assert csv_cells.unguarded(guarded, typed=typed) == text


@pytest.mark.parametrize("text", ["'Tis the Season", "''", "'"])
def test_an_apostrophe_of_its_own_stays(written, text):
    papers = load(written(f"title,note\nOne,{text}\n"), quiet=True)

    assert papers["note"].tolist() == [text]


@pytest.mark.parametrize("text", ["007", "7", "7.5", "true", "2024-01-01T00:00:00", '["a"]', "1e5", "inf", "nan"])
def test_a_text_that_looks_like_something_else_stays_a_text(tmp_path, text):
    papers = pd.DataFrame({"title": ["One"], "code": [text]})

    again = load(save(papers, tmp_path / "a.csv"), quiet=True)

    assert again["code"].tolist() == [text]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_each_usual_delimiter_is_read(written, delimiter):
    papers = load(written(f"Title{delimiter}Upvotes\nOne{delimiter}3\n"), quiet=True)

    assert papers[["title", "upvotes"]].to_dict("records") == [{"title": "One", "upvotes": 3}]


def test_a_row_that_does_not_fit_is_named(written):
    papers = load(written("title,note\nOne,a\nTwo\nThree,b,c\n,\n"), quiet=True)

    assert papers["title"].tolist() == ["One"]
    assert papers.attrs["report"][0]["skips"] == [
        "line 3: 1 cells where the header has 2",
        "line 4: 3 cells where the header has 2",
        "line 5: it has neither id nor title nor abstract",
    ]


def test_a_row_cut_in_its_quotes_is_named(written):
    papers = load(written('title,note\nOne,a\nTwo,"b'), quiet=True)

    assert papers.attrs["report"][0]["skips"] == ["line 3: no CSV (unexpected end of data)"]


def test_a_cell_of_9_mb_is_named(written):
    papers = load(written("title,note\nOne," + "x" * 9_000_000 + "\nTwo,b\n"), quiet=True)

    assert papers["title"].tolist() == ["Two"]
    assert papers.attrs["report"][0]["skips"] == ["line 2: no CSV (field larger than field limit (8388608))"]


def test_a_table_without_any_paper_is_refused(written):
    path = written("title,note\nOne\n")

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == (
        f"{path}: none of its rows is a paper (line 2: 1 cells where the header has 2); "
        "expected a header with a title or an id, and a row a paper."
    )


@pytest.mark.parametrize(
    "cells",
    [
        ["2024-13-01T00:00:00"],
        ["12e4567"],
        ["1.10", "1.2"],
        ["1e5"],
        ["-0"],
        ["1\N{ARABIC-INDIC DIGIT TWO}"],
        ["2024-01-01T00:00:00", "2024-01-01T25:00:00"],
    ],
)
def test_a_cell_that_no_value_is_written_as_leaves_its_column_text(written, cells):
    papers = load(written("title,when\n" + "".join(f"A{cell},{cell}\n" for cell in cells)), quiet=True)

    assert papers["when"].tolist() == cells


def test_whole_numbers_among_others_are_numbers(written):
    papers = load(written("title,score\nOne,1\nTwo,0.5\n"), quiet=True)

    assert papers["score"].tolist() == [1.0, 0.5]


@given(st.lists(st.floats(allow_nan=False), min_size=1, max_size=9))
def test_any_numbers_of_ours_come_back(numbers):
    cells = [csv_cells._cell(number) for number in numbers]

    assert csv_cells.values("score", cells) == numbers


@pytest.mark.parametrize("name", ["Year", "DOI", " x ", "x\t", "ID"])
def test_a_name_of_a_column_that_does_not_come_back_is_said(tmp_path, capsys, name):
    save(pd.DataFrame({"title": ["One"], name: ["a"]}), tmp_path / "a.csv")

    assert capsys.readouterr().out == f"a.csv: CSV does not hold {name}.\n"


def test_real_numbers_in_a_field_of_whole_ones_come_back(tmp_path):
    papers = pd.DataFrame({"title": ["One", "Two"], "upvotes": [1.5, 2.0]})

    again = load(save(papers, tmp_path / "a.csv"), quiet=True)

    assert again["upvotes"].tolist() == [1.5, 2.0]


@pytest.mark.parametrize("above", ["\n\r\n", "  \n", "sep=;\r\n", "\nSEP=;\n\n", '"sep=;"\n'])
def test_a_header_stands_behind_blank_lines_and_what_tells_excel_the_delimiter(written, above):
    papers = load(written(f"{above}Title;Year\nOne;2024\nTwo\n"), quiet=True)

    assert papers["year"].tolist() == [2024]
    place = above.count("\n") + 3
    assert papers.attrs["report"][0]["skips"] == [f"line {place}: 1 cells where the header has 2"]


def test_any_delimiter_that_is_told_is_taken(written):
    papers = load(written("sep=|\nTitle|Note, short\nOne|a\n"), quiet=True)

    assert papers["Note, short"].tolist() == ["a"]


@pytest.mark.parametrize("header", ["Paper,Link", "name,Link", "Link,Article", "Paper title,Link"])
def test_a_column_that_names_papers_in_other_words_is_the_title(written, header):
    cells = "https://example.org/a,One" if header.startswith("Link") else "One,https://example.org/a"

    papers = load(written(f"{header}\n{cells}\n"), quiet=True)

    assert papers[["title", "url"]].to_dict("records") == [{"title": "One", "url": "https://example.org/a"}]


def test_a_table_that_names_no_paper_is_refused(written):
    path = written("Thing,Link\nOne,https://example.org/a\n")

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == (
        f"{path}: no column is a title or an id: Thing, Link; "
        "expected a header with a title or an id, and a row a paper."
    )


def test_family_names_that_stand_first_in_a_table_are_said_last(written):
    papers = load(written('title,authors\nOne,"Smith, J.; Doe, A."\n'), quiet=True)

    assert papers["authors"].tolist() == [["J. Smith", "A. Doe"]]


def test_what_is_written_is_read_again(read, tmp_path):
    papers = read("papers.csv")

    again = load(save(papers, tmp_path / "again.csv"), quiet=True)

    pd.testing.assert_frame_equal(again, papers)
