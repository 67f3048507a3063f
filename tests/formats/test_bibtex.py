import io
import re

import pandas as pd
import pypandoc
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from explorer.errors import DocumentError
from explorer.formats import FORMATS, load, save
from explorer.papers import conform
from explorer.report import Report, row

FIRST, SECOND = "2401.00001", "closing"
WITH_FILES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def titles_in(text, form):
    found = pypandoc.convert_text(text, "csljson", format=form)
    return [item["title"] for item in pd.read_json(io.StringIO(found), dtype=False).to_dict("records")]


def test_every_field_of_an_entry_is_there(read):
    paper = read("papers.bib").loc[FIRST]

    assert paper["title"] == "Turning Pages with Özge — $O(n)$ at 5 %"
    assert paper["authors"] == ["Ada Łoś", "Ben van der Ode Jr.", "Reading and Co."]
    assert paper["abstract"] == "We read “aloud” & count pages."
    assert paper["venue"] == "Transactions on Pages (TP)"
    assert paper["published"] == pd.Timestamp("2024-01-02")
    assert paper["year"] == 2024
    assert paper[["volume", "issue", "pages", "publisher"]].tolist() == ["7", "2", "12-23", "Page & Co."]
    assert paper["doi"] == "10.1000/abc"
    assert paper["url"] == "https://example.org/a_b%20c"
    assert paper["arxiv_id"] == "2401.00001"
    assert paper["eprint"] == "2401.00001v2"
    assert paper["categories"] == ["cs.DL"]
    assert paper["keywords"] == ["pages", "books, old", "reading"]
    assert paper[["key", "kind", "issn", "language"]].tolist() == ["los2024turning", "article", "1234-5678", "english"]
    assert paper[["comment", "note", "series"]].tolist() == ["Ten pages", "Read again", "Leaves"]


def test_an_entry_has_what_its_book_lends_it(read):
    paper = read("papers.bib").loc[SECOND]

    assert paper["title"] == "Closing Books"
    assert paper["venue"] == "Book Days"
    assert paper["editors"] == ["Dora Quist"]
    assert paper["year"] == 2023
    assert paper["isbn"] == "978-1-23"
    assert paper["month"] == "feb"
    assert paper["keywords"] == ["ends", "covers"]


@pytest.mark.parametrize("first", ["b", "A"])
def test_a_reference_that_leads_back_to_its_entry_is_a_text(first):
    entries = f"@book{{a, title={{One}}, crossref={{{first}}}}}\n@book{{b, year={{1911}}, crossref={{a}}}}"

    paper = load(entries, quiet=True).loc["a"]

    assert paper["crossref_text"] == first


def test_of_two_entries_with_one_key_both_are_kept(read):
    papers = read("papers.bib")

    assert papers.index[papers["key"] == "closing"].tolist() == ["closing", "the-second-of-its-key"]
    assert papers.loc["the-second-of-its-key", "published_text"] == "2024-05"
    assert papers.loc["the-second-of-its-key", "year"] == 2024
    assert papers["published"].notna().sum() == 1


def test_what_is_no_paper_is_named_and_the_rest_is_read(data, capsys):
    load(data / "papers.bib")

    assert capsys.readouterr().out == (
        "papers.bib: 4 papers read, 2 skipped (line 47: a broken entry (a comma or an end is missing near "
        "year = {2020}, in title); line 52: @set only names other entries), "
        "keys that several papers have, 1: closing.\n"
    )


def test_an_entry_that_is_cut_off_is_named(data, written, capsys):
    load(written((data / "papers.bib").read_bytes().partition(b"crossref")[0], "cut.bib"))

    assert capsys.readouterr().out == (
        "cut.bib: 1 paper read, 1 skipped (line 29: a broken entry (Unexpectedly reached end of file)).\n"
    )


def test_a_document_of_broken_entries_is_refused(written):
    path = written("@article{a,\n title = {Open")

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == (
        f"{path}: none of its entries can be read (line 1: a broken entry (Unexpectedly reached end of file)); "
        "expected entries such as @article{key, title = {…}}."
    )


def test_abbreviations_that_unfold_without_end_are_refused(written):
    chain = "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(60))
    path = written(f'@string{{s0 = "ha"}}\n{chain}@misc{{a, title = s60}}')

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == (f"{path}: its abbreviations unfold to more than 64 MB; expected a list of papers.")


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ("@misc{a, title={T}, eprint={math.GT/0309136}, eprinttype={arxiv}}", "math/0309136"),
        ("@misc{a, title={T}, doi={10.48550/arXiv.2401.00002}}", "2401.00002"),
        ("@article{a, title={T}, journal={arXiv preprint arXiv:1706.03762}}", "1706.03762"),
        ("@misc{a, title={T}, url={https://arxiv.org/abs/2401.00002v1}}", "2401.00002"),
        ("@misc{a, title={T}, eprint={2401.00002}, eprinttype={jstor}}", "a"),
        ("@misc{a, title={T}}", "a"),
    ],
)
def test_the_id_is_the_arxiv_id_where_one_is_stated_else_the_key(written, entry, name):
    assert load(written(entry), quiet=True).index.tolist() == [name]


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ("year = {in press}", "year_text", "in press"),
        ("comments = {A comment}", "comment", "A comment"),
        ("comments = {12}", "comments", 12),
        ("key = {sorted}", "key_field", "sorted"),
        ("journal = {J}, booktitle = {B}", "booktitle", "B"),
        ("file = {a\\:b.pdf:PDF}", "file", "a\\:b.pdf:PDF"),
        ("url = {https://example.org/~a\\_b}", "url", "https://example.org/~a_b"),
        ("title = {Another}", "title_2", "Another"),
        ("eprint = {report/1234567}", "eprint", "report/1234567"),
        ("eprint = {2013.12345}, archiveprefix = {arXiv}", "eprint", "2013.12345"),
    ],
)
def test_a_field_that_does_not_fit_keeps_a_name_of_its_own(written, fields, name, value):
    papers = load(written(f"@misc{{a, title = {{One}}, {fields}}}"), quiet=True)

    assert papers.loc["a", name] == value


def test_a_list_of_names_that_is_not_whole_has_no_author_called_others(written):
    names = r"Ode, B. and {\L}o{\'s}, Ada and others"
    content = f"@misc{{a, title={{One}}, author={{{names}}}, editor={{A Quill and others}}}}"

    papers = load(written(f"{content}\n@misc{{b, title={{Two}}, author={{others}}}}"), quiet=True)

    assert papers["authors"].tolist() == [["B. Ode", "Ada Łoś"], ["others"]]
    assert papers.loc["a", ["authors_text", "editors_text"]].tolist() == [
        "Ode, B. and Łoś, Ada and others", "A Quill and others",
    ]  # fmt: skip
    assert papers.loc["a", "editors"] == ["A Quill"]
    assert papers.attrs["report"]["note"].tolist() == [
        "lists of names that end in `and others`, kept as written beside them: 2"
    ]


def test_an_author_who_is_called_others_comes_back(tmp_path):
    papers = pd.DataFrame({"title": ["One"], "authors": [["Ada Łoś", "others"]]})

    again = load(save(papers, tmp_path / "a.bib"), quiet=True)

    assert again["authors"].tolist() == [["Ada Łoś", "others"]]


def test_what_is_written_is_read_again(read, tmp_path):
    papers = read("papers.bib")

    again = load(save(papers, tmp_path / "papers.bib", quiet=True), quiet=True)

    kept = [name for name in papers if name not in ("key", "position", "source")]
    pd.testing.assert_frame_equal(again[kept], papers[kept])
    assert again["key"].tolist() == ["los2024turning", "closing", "proc", "anon2024second"]


def test_an_entry_looks_like_one_that_a_person_writes(tmp_path):
    papers = conform([
        {
            "id": "2401.00001",
            "title": "BERT & Gaussian processes: learning in Paris",
            "authors": ["Ada Łoś", "Black and White", "Sammy Davis Jr."],
            "venue": "ICLR",
            "kind": "inproceedings",
            "pages": "1-2",
            "published": "2024-01-02",
            "upvotes": 3,
        }
    ])  # fmt: skip

    text = save(papers, tmp_path / "a.bib", quiet=True).read_text()

    assert text == (
        "% Written by explorer: 1 paper\n\n"
        "@inproceedings{los2024bert,\n"
        "  title = {{BERT} \\& {Gaussian} processes: learning in {Paris}},\n"
        "  author = {Ada Łoś and {Black and White} and Davis, Jr., Sammy},\n"
        "  booktitle = {ICLR},\n"
        "  pages = {1--2},\n"
        "  year = {2024},\n"
        "  date = {2024-01-02},\n"
        "  eprint = {2401.00001},\n"
        "  archiveprefix = {arXiv},\n"
        "  upvotes = {3},\n"
        "}\n"
    )


def test_the_header_is_a_comment_to_others(tmp_path):
    papers = conform([{"title": "One"}])
    papers.attrs["query"] = "Query(text='@misc{x,')"
    papers.attrs["report"] = Report([row("a.csv", sha256="ab12")])

    text = save(papers, tmp_path / "a.bib").read_text()

    assert text.startswith("% Written by explorer: 1 paper\n% Query: Query(text='\\x40misc{x,')\n% Document: a.csv")
    assert list(parse_string(text, "bibtex").entries) == ["anonndone"]
    assert titles_in(text, "biblatex") == ["One"]


def test_what_cannot_be_held_is_said(tmp_path, capsys):
    papers = pd.DataFrame({"title": ["One", "Two"], "key": ["a b", "c"], "score": [0.5, 1.5], "owner": ["x", "y"]})
    papers["dc.date"] = "2004-01"  # pandoc refuses a document with such a name of a field

    save(papers, tmp_path / "a.bib")

    assert capsys.readouterr().out == (
        "a.bib: BibTeX does not hold score, dc.date; Citation keys made anew, since they were no valid keys or "
        "another paper's: 1.\n"
    )


def test_names_that_lose_the_white_space_around_them_are_counted(tmp_path, capsys):
    papers = pd.DataFrame({"title": ["One"], "authors": [["Łoś,\r", "Ben Ode"]]})

    path = save(papers, tmp_path / "a.bib")

    assert capsys.readouterr().out == "a.bib: Names written without the white space around them: 1.\n"
    assert load(path, quiet=True)["authors"].tolist() == [["Łoś,", "Ben Ode"]]


def test_no_paper_is_a_document_too(tmp_path):
    path = save(pd.DataFrame({"title": []}), tmp_path / "none.bib")

    assert load(path, quiet=True).empty


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0") | st.sampled_from("\\{}$%#&~^_-`'\" ,;@\n"))
SOME = TEXTS.filter(str.strip)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {"id": SOME, "title": SOME},
        optional={
            **dict.fromkeys(("abstract", "venue", "comment", "note", "url", "pages", "file_path", "month"), TEXTS),
            **dict.fromkeys(("kind", "volume", "issue", "published_text"), TEXTS),
            **dict.fromkeys(("keywords", "categories"), st.lists(SOME)),
            **dict.fromkeys(("authors", "editors"), st.lists(SOME.map(str.strip))),
            "published": st.datetimes(allow_imaginary=False).map(
                lambda t: t.replace(microsecond=t.microsecond // 1000)
            ),
        },
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda record: record["id"],
)


@WITH_FILES
@given(RECORDS)
@example([{"id": "0", "title": "0", "url": "0 "}])
@example([{"id": "0", "title": "0", "url": " a  {b} "}])
def test_any_papers_come_back_and_pybtex_reads_them(tmp_path, records):
    papers = conform([{**record, "id": f"x {record['id']}"} for record in records])

    path = save(papers, tmp_path / "any.bib", quiet=True)

    again = load(path, quiet=True)
    held = [name for name in papers if FORMATS["BibTeX"].is_held(name, papers[name])]
    pd.testing.assert_frame_equal(conform(again.reindex(columns=held)), conform(papers[held]))
    assert len(parse_string(path.read_bytes().decode(), "bibtex").entries) == len(papers)


def test_pandoc_reads_the_same_titles(read, tmp_path):
    papers = read("papers.jsonl")

    text = save(papers, tmp_path / "a.bib", quiet=True).read_text()

    found = [re.sub("<.*?>", "", title).lower() for title in titles_in(text, "biblatex")]
    assert found == papers["title"].str.lower().tolist()


def test_each_entry_has_a_year_and_an_eprint_whatever_the_others_have(tmp_path):
    papers = conform([
        {"id": "2401.00001", "title": "One", "published": "2024-01-02"},
        {"id": "b", "title": "Two", "year": 2020, "arxiv_id": "2001.00001"},
    ])  # fmt: skip

    entries = parse_string(save(papers, tmp_path / "a.bib", quiet=True).read_text(), "bibtex").entries

    fields = [{name: entry.fields[name] for name in ("year", "eprint")} for entry in entries.values()]
    assert fields == [{"year": "2024", "eprint": "2401.00001"}, {"year": "2020", "eprint": "2001.00001"}]


def test_a_year_taken_from_a_date_is_said(tmp_path, capsys):
    papers = conform([{"title": "One", "published": "2024-01-02"}, {"title": "Two", "year": 2020}])

    save(papers, tmp_path / "a.bib")

    assert capsys.readouterr().out == "a.bib: Papers without a year that got that of their date: 1.\n"
