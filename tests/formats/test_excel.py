import io
import zipfile

import openpyxl
import pandas as pd
import pytest

from explorer.errors import DocumentError
from explorer.formats import excel, load, save
from explorer.formats.excel_cells import LONGEST, escaped, pieces, unescaped
from explorer.query import Query
from explorer.session import Session


def refused(path):
    with pytest.raises(DocumentError) as error:
        load(path)
    return str(error.value).removeprefix(str(path))


def sheet_of(path, name="papers"):
    return openpyxl.load_workbook(path)[name]


@pytest.fixture
def book(tmp_path):
    """Save a workbook of sheets, each a list of rows, and give its path."""

    def made(**sheets):
        kept = openpyxl.Workbook()
        kept.remove(kept.active)
        for name, rows in sheets.items():
            sheet = kept.create_sheet(name)
            for row in rows:
                sheet.append(row)
        kept.save(tmp_path / "book.xlsx")
        return tmp_path / "book.xlsx"

    return made


def test_every_field_of_a_row_is_there(read):
    papers = read("papers.xlsx")

    assert papers.index.tolist() == ["2401.00001", "closing-books"]
    assert papers["title"].tolist() == ["Turning Pages", "Closing Books"]
    assert papers["abstract"].tolist() == ["We read,\r\nand count.", pd.NA]
    assert papers["authors"].map(list, na_action="ignore").tolist() == [["Ada Łoś", "Ben; Ode"], pd.NA]
    assert papers["published"].tolist() == [pd.Timestamp("2024-01-02 10:00"), pd.NA]
    assert papers["listed"].tolist() == [pd.Timestamp("2024-01-03"), pd.Timestamp("1066-10-14")]
    assert papers["upvotes"].tolist() == [7, 0]
    assert papers["score"].tolist() == [0.5, pd.NA]
    assert papers["open"].tolist() == [True, pd.NA]
    assert papers["remark"].tolist() == ["=1+1", "7"]
    assert papers["code"].tolist() == ["007", pd.NA]


def test_every_field_of_anybodys_list_is_there(read):
    papers = read("list.xlsx")

    (row,) = papers.attrs["report"]
    first = papers.loc["2401.00001"].dropna().to_dict()
    assert {**first, "authors": list(first["authors"]), "keywords": list(first["keywords"])} == {
        "title": "Turning Pages",
        "authors": ["Ada Łoś", "Ben Ode"],
        "year": 2024,
        "published": pd.Timestamp("2024-01-02"),
        "keywords": ["pages", "counting"],
        "citations": 3,
        "doi": "10.1000/turning.1",
        "url": "https://arxiv.org/abs/2401.00001v2",
        "arxiv_id": "2401.00001",
        "Open": True,
        "Score": 0.5,
        "source": "list.xlsx",
        "position": 1,
    }
    assert papers.loc["closing-books", ["published_text", "Remark"]].tolist() == [
        "October 2023",
        "_x000D_ is no line end\r",
    ]
    assert row["skips"] == ["row 7: it has neither id nor title nor abstract"]
    assert row["note"] == 'read from the sheet "reading list"'


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@sum", "\tx", "＝1", "#N/A", "=cmd|' /C calc'!A0"])
def test_no_text_is_a_formula(tmp_path, text):
    sheet = sheet_of(save(pd.DataFrame({"title": [text], text: ["a"]}), tmp_path / "a.xlsx"))

    cells = [cell for row in sheet for cell in row if cell.value == text]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)] * 2


def test_pandas_reads_the_same_values(tmp_path):
    papers = pd.DataFrame(
        {
            "id": ["a", "b"],
            "title": ["One", "Two"],
            "year": [2024, 2025],
            "published": [pd.Timestamp("2024-01-02"), pd.Timestamp("2025-03-04 05:06")],
            "score": [0.1, 1e-7],
            "authors": [["Ada Łoś", "Ben Ode"], ["Chi Wu"]],
        }
    )

    again = pd.read_excel(save(papers, tmp_path / "a.xlsx"))

    wanted = papers.assign(authors=["Ada Łoś; Ben Ode", "Chi Wu"])
    pd.testing.assert_frame_equal(again[list(wanted)], wanted, check_dtype=False)


def test_the_sheet_is_made_to_be_read(tmp_path):
    sheet = sheet_of(save(pd.DataFrame({"title": ["One " * 9]}), tmp_path / "a.xlsx"))

    widths = {name: sheet.column_dimensions[name].width for name in "AB"}
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet["A1"].font.b) == ("B2", "A1:C2", True)
    assert widths == {"A": 37, "B": 38}


def test_a_second_sheet_says_what_was_asked_and_what_each_column_is(tmp_path):
    session = Session(load(save(pd.DataFrame({"title": ["One"]}), tmp_path / "a.csv"), quiet=True), query=Query("one"))

    sheet = sheet_of(save(session.selected, tmp_path / "a.xlsx"), "about")

    said = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert said[:2] == ["Written by explorer: 1 paper", "Query: Query(text='one')"]
    assert said[2].startswith("Document: a.csv (SHA-256 ")
    assert list(sheet.iter_rows(min_row=5, max_row=7, values_only=True)) == [
        ("column", "type"),
        ("id", "text"),
        ("title", "text"),
    ]


def test_a_workbook_without_its_second_sheet_is_read_too(data, tmp_path):
    kept = openpyxl.load_workbook(data / "papers.xlsx")
    del kept["about"]
    kept.save(tmp_path / "a.xlsx")

    papers = load(tmp_path / "a.xlsx", quiet=True)

    assert papers["title"].tolist() == ["Turning Pages", "Closing Books"]
    assert list(papers["authors"].iloc[0]) == ["Ada Łoś", "Ben; Ode"]
    assert papers["upvotes"].tolist() == [7, 0]


def test_a_text_that_is_too_long_for_a_cell_goes_on_elsewhere(tmp_path, capsys):
    text = "_\v_x000B_🦜" * 9_000
    papers = pd.DataFrame({"title": ["One"], "abstract": [text]})

    again = load(save(papers, tmp_path / "a.xlsx"), quiet=True)

    assert again["abstract"].tolist() == [text]
    assert capsys.readouterr().out == (
        'a.xlsx: A cell of Excel holds 32,767 characters: the rest of 1 is on sheet "longer".\n'
    )


@pytest.mark.parametrize("text", ["\v" * 40_000, "🦜" * 40_000, "_x000B_" * 40_000, "a" * LONGEST])
def test_pieces_fit_a_cell_and_make_the_whole(text):
    parts = pieces(escaped(text))

    assert max(len(part.encode("utf-16-le")) for part in parts) <= 2 * LONGEST
    assert "".join(map(unescaped, parts)) == text


def test_a_row_that_was_moved_takes_no_other_rows_text(tmp_path):
    papers = pd.DataFrame({"title": ["One", "Two"], "abstract": ["long " * 20_000, "short"]})
    path = save(papers, tmp_path / "a.xlsx", quiet=True)
    kept = openpyxl.load_workbook(path)
    kept["papers"].delete_rows(2)
    kept.save(path)

    again = load(path, quiet=True)

    assert again["abstract"].tolist() == ["short"]


def test_a_book_without_a_list_is_refused(book):
    path = book(one=[["A", "B"], [1, 2]], two=[["Title"], ["x"]])

    assert refused(path) == (
        ": none of its 2 visible sheets has such a header; "
        "expected a sheet with a header that names a title or an id, and a row a paper."
    )


def test_a_list_without_a_paper_is_refused(book):
    path = book(one=[["Title", "B"], [None, 2]])

    assert refused(path) == (
        ": none of its rows is a paper (row 2: it has neither id nor title nor abstract); "
        "expected a sheet with a header that names a title or an id, and a row a paper."
    )


def test_a_sheet_of_endless_columns_is_refused(book):
    path = book(one=[["Title", *[""] * 3_000, "B"]])

    assert refused(path) == ", row 1: it has 3,002 columns; expected 2,000."


def test_a_cut_workbook_is_refused(data, written):
    path = written((data / "papers.xlsx").read_bytes()[:-200])

    assert refused(path) == ": what zip packed is damaged or cut off (File is not a zip file); expected a whole file."


def test_a_letter_is_refused(written):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")

    assert refused(written(file.getvalue())) == (
        ": this is no workbook, or a damaged one "
        "(File contains no valid workbook part); "
        "expected a sheet with a header that names a title or an id, and a row a paper."
    )


def changed(path, member, change, target):
    """Copy a workbook with one of its parts changed."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(name, change(content) if name == member else content)
    return target


def test_a_bomb_is_refused(data, tmp_path):
    path = changed(data / "papers.xlsx", "xl/styles.xml", lambda _: b" " * 20_000_000, tmp_path / "bomb.xlsx")

    assert refused(path) == ": it unpacks to more than 17 MB, as no list of papers does; unpack it first."


def test_entities_are_refused(data, tmp_path):
    laughs = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">]>'
    sheet = "xl/worksheets/sheet1.xml"
    path = changed(data / "papers.xlsx", sheet, lambda content: laughs + content, tmp_path / "laughs.xlsx")

    assert refused(path).startswith(": this is no workbook, or a damaged one (EntitiesForbidden")


def test_more_papers_than_rows_are_refused(monkeypatch, tmp_path):
    monkeypatch.setattr("explorer.formats.excel_writing.MOST_ROWS", 1)

    with pytest.raises(DocumentError) as error:
        save(pd.DataFrame({"title": ["One", "Two"]}), tmp_path / "a.xlsx")

    assert str(error.value) == "papers: a workbook holds 1 rows; 2 need another format."


@pytest.mark.parametrize(
    ("head", "sure"),
    [(b"PK\x03\x04..xl/workbook.xml", 0.9), (b"PK\x03\x04..a.csv", 0.0), (b"xl/", 0.0)],
    ids=["workbook", "zip", "text"],
)
def test_a_workbook_is_known_by_its_parts(head, sure):
    assert excel.sniff(head) == sure


def test_every_sheet_with_a_header_is_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "2024"
    book.active.append(["title", "year"])
    book.active.append(["One", 2024])
    book.create_sheet("Readme").append(["Nothing here"])
    book.create_sheet("2025").append(["title", "year"])
    book["2025"].append(["Two", 2025])
    book.save(tmp_path / "a.xlsx")

    papers = load(tmp_path / "a.xlsx", quiet=True)

    assert papers[["title", "sheet", "position"]].to_numpy().tolist() == [["One", "2024", 1], ["Two", "2025", 2]]
    assert papers.attrs["report"][0]["note"] == 'read from the sheets "2024", "2025"'
