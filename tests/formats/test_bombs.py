"""Documents that are made to harm: small, and without end once they are read. Each is refused in a sentence."""

import gzip
import io
import json
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from explorer.errors import DocumentError
from explorer.formats import encoding, excel_reading, json_lines, load, packed

SHEET = "xl/worksheets/sheet1.xml"
ROWS = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>"""
TITLE = """<row r="{row}"><c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c></row>"""


def refused(content):
    with pytest.raises(DocumentError) as error:
        load(content)
    return str(error.value)


def table(**columns):
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file)
    return file.getvalue()


def repeated(text, count):
    """Say a text many times, which Parquet keeps once."""
    return pa.DictionaryArray.from_arrays(pa.array([0] * count, pa.int32()), [text])


@pytest.fixture
def book(data):
    """Give a workbook with the rows of a sheet replaced."""

    def made(*rows):
        file = io.BytesIO()
        with (
            zipfile.ZipFile(data / "list.xlsx") as source,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        ):
            for name in source.namelist():
                archive.writestr(name, ROWS.format("".join(rows)) if name == SHEET else source.read(name))
        return file.getvalue()

    return made


@pytest.mark.parametrize("start", [b'[{"title": "', b'[{"type": "book", "id": "a", "title": "', b"TY  - JOUR\nTI  - "])
def test_a_line_of_200_mb_is_refused(start):
    document = start + b"a" * 200_000_000

    assert refused(document).endswith(": the line is longer than 34 MB; expected lines, or a list in parts.")


def test_a_long_document_in_lines_is_read(monkeypatch):
    monkeypatch.setattr(encoding, "LONGEST_STRETCH", 40)

    papers = load(b'[\n{"id": "a", "title": "One"},\n{"id": "b", "title": "Two"}\n]', quiet=True)

    assert papers["title"].tolist() == ["One", "Two"]


@pytest.mark.parametrize(
    "start", [b'[{"title": "One"}, ', b'{"meta": {"count": 1}, "results": [\n', b'[{"type": "book"}, ']
)
def test_little_but_brackets_is_refused(start):
    assert "the JSON cannot be read (it is made of little but brackets); " in refused(start + b"[],\n" * 1_000_000)


def test_a_line_of_little_but_brackets_is_named_and_the_others_are_read():
    papers = load(b'{"title": "One"}\n{"title": "Two", "a": [' + b"[]," * 1_000_000 + b"1]}\n", quiet=True)

    assert papers.attrs["report"]["skips"].tolist() == [
        ["line 2: JSON that cannot be read (it is made of little but brackets)"]
    ]


def test_long_lines_are_put_aside_before_there_are_many(monkeypatch):
    monkeypatch.setattr(json_lines, "HELD", 20)

    papers = load(b'{"id": "a", "title": "One"}\n{"id": "b", "title": "Two"}\n', quiet=True)

    assert papers["title"].tolist() == ["One", "Two"]


def test_a_paper_of_endless_fields_is_refused():
    record = {"title": "One"} | {f"a{place}": place for place in range(3_000)}

    assert refused(json.dumps([record]).encode()).endswith(": its papers have 3,005 fields; expected at most 2,000.")


def test_a_header_of_endless_columns_is_refused():
    assert refused(b"title" + b"," * 3_000 + b"\n") == "text: its header has 3,001 columns; expected at most 2,000."


def test_half_a_character_in_a_name_of_a_field_is_replaced():
    assert "?" in load(b'[{"title": "One", "paper": {"id": "a", "title": "One"}, "\\ud800": 1}]', quiet=True)


def test_a_page_of_endless_elements_in_one_another_is_refused():
    assert refused(b"<html>" + b"<div>" * 30_000) == (
        "text: more than 10,000 of the page's elements are in one another; "
        "expected a page of Daily Papers, saved whole."
    )


def test_a_book_of_endless_books_lends_what_its_nearest_do():
    books = [f"@book{{b{place}, title={{One}}, a{place}={{x}}, crossref={{b{place + 1}}}}}\n" for place in range(100)]

    papers = load("".join(books), quiet=True)

    assert papers.loc["b0"].filter(regex=r"a\d+").count() == 21


def test_a_sheet_that_unfolds_to_endless_cells_is_refused(book, monkeypatch):
    monkeypatch.setattr(excel_reading, "MOST_CELLS", 2_000)

    rows = [TITLE.format(row=row, column="ALL", text="x") for row in (1, 2, 3)]

    assert refused(book(*rows)) == (
        "text, row 3: the sheet unfolds to 3,000 cells, as no list of papers does; save it as CSV."
    )


def test_a_sheet_that_unfolds_to_endless_text_is_refused(book, monkeypatch):
    monkeypatch.setattr(excel_reading, "MOST_TEXT", 2_000_000)

    rows = [TITLE.format(row=row, column="A", text="x" * 1_000_000) for row in (1, 2, 3)]

    assert refused(book(*rows)) == (
        "text, row 3: the sheet unfolds to 3 MB of text, as no list of papers does; save it as CSV."
    )


@pytest.mark.parametrize("row", ["1048576", "99999999999"])
def test_a_row_far_below_the_others_is_no_endless_sheet(book, row):
    rows = [TITLE.format(row=1, column="A", text="Title"), TITLE.format(row=row, column="A", text="One")]

    assert load(book(*rows), quiet=True).attrs["report"]["format"].tolist() == ["Excel"]


@pytest.mark.parametrize(
    "columns",
    [{"title": repeated("x" * 10_000, 20_000)}, {"title": repeated("x", 40_000_000), "note": pa.nulls(40_000_000)}],
    ids=["long texts", "many rows"],
)
def test_a_table_that_unfolds_without_end_is_refused(columns):
    assert refused(table(**columns)) == (
        "text: the Parquet file unfolds to more than 67 MB, as no list of papers does; save it as JSON Lines."
    )


def test_a_table_that_lies_about_its_footer_is_refused():
    content = table(title=["One"])[:-8] + (2**31 - 1).to_bytes(4, "little") + b"PAR1"

    assert refused(content).startswith("text: the Parquet file is damaged (Parquet file size is ")


def test_what_expands_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(packed, "FREE", 1_000_000)
    whole = gzip.compress(b"title,note\n" + b"One,a\n" * 5_000_000)

    assert refused(whole).startswith("text: it unpacks to more than ")


def test_a_gzip_of_endless_parts_is_refused(monkeypatch):
    monkeypatch.setattr(packed, "FREE", 1_000_000)
    monkeypatch.setattr(packed, "RATIO", 1)

    assert refused(gzip.compress(b"title,note\n" + b"One,a\n" * 100) * 5_000).startswith(
        "text: it unpacks to more than"
    )


@pytest.mark.parametrize(
    "document",
    [
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><{root}>&b;</{root}>',
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]><{root}>&a;</{root}>',
    ],
    ids=["laughs", "elsewhere"],
)
@pytest.mark.parametrize("root", ["rss", "feed", "PubmedArticleSet"])
def test_entities_are_refused_whatever_reads_them(document, root):
    assert "which can hide an attack; " in refused(document.replace("{root}", root).encode() + b"\n")
