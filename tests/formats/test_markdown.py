import io
import time
from contextlib import suppress

import frames
import pandas as pd
import pypandoc
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from explorer.errors import DocumentError
from explorer.formats import load, save
from explorer.formats.base import FORMATS
from explorer.papers import conform

LIST, TABLE = "Markdown", "Markdown table"
WITH_FILES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
SHAPES = pytest.mark.parametrize(("form", "name"), [(LIST, "a.md"), (TABLE, "a.markdown")])


def held(form, papers):
    return [
        name for name in papers if FORMATS[form].is_held(name, papers[name]) and name not in ("source", "position")
    ]


def test_every_field_of_a_section_is_there(read):
    paper = read("papers.md").loc["2401.00001"]

    assert paper["title"] == "Turning *Pages*"
    assert paper["abstract"] == "We turn <b>pages</b>.\nAnd close them."
    assert paper["url"] == "https://arxiv.org/abs/2401.00001"
    assert paper["authors"] == ["Ada Łoś", "Ben Ode"]
    assert paper["year"] == 2024
    assert paper["published"] == pd.Timestamp("2024-01-02")
    assert paper[["venue", "doi", "code_url", "shelf"]].tolist() == [
        "Book Days", "10.1000/abc", "https://github.com/a/b", "upper|left",
    ]  # fmt: skip
    assert paper["keywords"] == ["pages", "books"]
    assert paper[["upvotes", "citations"]].tolist() == [7, 3]


def test_a_section_may_lack_a_title(read):
    paper = read("papers.md").loc["closing"]

    assert pd.isna(paper["title"])
    assert paper["abstract"] == "1. We close."


def test_every_field_of_a_row_is_there(read):
    papers = read("papers.markdown")

    assert papers.index.tolist() == ["2401.00001", "closing"]
    assert papers["title"].tolist() == ["Turning *Pages*", "Closing Books"]
    assert papers["abstract"].tolist() == ["We turn.\nAnd close.", pd.NA]
    assert papers["authors"].iloc[0] == ["Ada Łoś", "Ben Ode"]
    assert papers["year"].tolist() == [2024, pd.NA]
    assert papers["shelf"].tolist() == ["upper|left", pd.NA]


def test_linked_items_of_a_list_that_people_keep_are_papers(read):
    papers = read("reading-list.md")

    assert papers.index.tolist() == ["2401.00002", "old-trees", "plain-words"]
    assert papers["title"].tolist() == ["Deep Trees", "Old Trees", "Plain Words"]
    assert papers["section"].tolist() == ["Graphs", "Graphs", "Words"]
    assert papers["text"].tolist() == ["on trees, with", "Ada Łoś, 1999", pd.NA]
    assert papers["doi"].tolist() == [pd.NA, "10.1000/old", pd.NA]
    assert papers["arxiv_id"].tolist() == ["2401.00002", pd.NA, pd.NA]


def test_a_cut_list_keeps_what_came_before(data, written):
    content = (data / "papers.md").read_bytes()

    papers = load(written(content[: content.index(b"closing")]), quiet=True)

    assert papers.index.tolist() == ["2401.00001"]


def test_a_row_that_does_not_fit_is_named(written, capsys):
    load(written("| id | title |\n|---|---|\n| a | One |\n| b |\n", "t.md"))

    assert capsys.readouterr().out == "t.md: 1 paper read, 1 skipped (line 4: 1 cells where the header has 2).\n"


def test_markdown_without_a_linked_item_is_no_list(written):
    path = written("# Notes\n\n- nothing\n")

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value).startswith(f"{path}: no format reads it; known formats: ")


def test_the_header_says_what_was_asked_and_nothing_in_it_ends_the_comment(tmp_path):
    papers = conform([{"title": "One"}])
    papers.attrs["query"] = "Query(text='a --> b')"

    text = save(papers, tmp_path / "a.md").read_text()

    assert text.startswith("<!--\nWritten by explorer: 1 paper\nQuery: Query(text='a - -> b')\n-->\n")


@pytest.mark.parametrize("name", ["a.md", "a.markdown"])
def test_others_show_the_texts_as_they_are(tmp_path, name):
    papers = conform([{"title": "<b>a_b*c*</b> [x](y) | `d` & \\", "abstract": "1. Not a list."}])

    text = save(papers, tmp_path / name).read_text()

    shown = pypandoc.convert_text(text, "plain", format="gfm", extra_args=["--wrap=none"])
    assert "<b>a_b*c*</b> [x](y) | `d` & \\" in shown
    assert "1. Not a list." in shown


@pytest.mark.parametrize(
    ("form", "content"),
    [
        (LIST, b"- " + b"\\[" * 200_000),
        (LIST, b"# a" + b"#" * 200_000 + b"x"),
        (LIST, b"- [" + b"a\\" * 200_000),
        (TABLE, b"| title | b |\n|---|---|\n| " + b"a" * 200_000 + b" \\|"),
        (TABLE, b"| title | b |\n|" + b" " * 200_000 + b"x|"),
        (TABLE, b"| title | b |\n|" + b"-" * 200_000 + b"x|"),
    ],
    ids=["brackets", "marks", "escapes", "cell", "blanks", "dashes"],
)
def test_a_long_line_is_read_in_one_go(form, content):
    start = time.process_time()

    with suppress(DocumentError):
        FORMATS[form].read(io.BytesIO(content + b"\n- [a](https://example.org/z)\n"))

    assert time.process_time() - start < 10  # seconds: what any document may take


@SHAPES
@pytest.mark.parametrize("ugly", frames.UGLY)
def test_ugly_frames_come_back(tmp_path, form, name, ugly):
    papers = frames.ugly(ugly)

    again = load(save(papers, tmp_path / name, quiet=True), quiet=True) if len(papers) else papers

    names = held(form, papers)
    pd.testing.assert_frame_equal(conform(again.reindex(columns=names)), conform(papers[names]))


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0") | st.sampled_from("\\`*_[]<>&|~#+-=1.;\n\r "))
SOME = TEXTS.filter(str.strip)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {"id": SOME},
        optional={
            **dict.fromkeys(("title", "abstract", "url", "venue", "shelf"), TEXTS),
            "authors": st.lists(SOME),
            "year": st.integers(-9999, 9999),
        },
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda record: record["id"],
)


@SHAPES
@WITH_FILES
@given(records=RECORDS)
@example(records=[{"id": "1. a", "title": "## b", "abstract": "- **c**: d", "authors": ["e; f", '["g"]']}])
def test_any_papers_come_back(tmp_path, form, name, records):
    papers = conform(records)

    again = load(save(papers, tmp_path / name, quiet=True), quiet=True)

    names = held(form, papers)
    pd.testing.assert_frame_equal(conform(again.reindex(columns=names)), conform(papers[names]))


KEPT = """# Reading

- [Contents](#contents)
- [Deep nets](https://arxiv.org/abs/1512.03385) **(CVPR 2016)** [Code](https://github.com/a/b) [Talk](https://example.org/t)
- **Bold first** [[page](https://example.org/1)] [pdf](https://arxiv.org/pdf/1706.03762)
- Sliced nets, https://arxiv.org/abs/2111.05297.
- [Odd page](https://doi.org/10.1000/xyz(1))
- Just a title
"""


def test_a_list_that_people_keep_gives_titles_and_every_link():
    papers = load(KEPT, quiet=True)

    assert papers["title"].tolist() == ["Deep nets", "Bold first", "Sliced nets", "Odd page"]
    assert papers.index.tolist()[:3] == ["1512.03385", "1706.03762", "2111.05297"]
    assert papers["text"].tolist()[0] == "(CVPR 2016)"
    assert papers["code_url"].tolist()[0] == "https://github.com/a/b"
    assert papers["links"].dropna().tolist() == [["https://example.org/t"], ["https://example.org/1"]]
    assert papers["url"].tolist()[3] == "https://doi.org/10.1000/xyz(1)"


def test_an_item_without_a_link_is_skipped_and_named():
    assert load(KEPT, quiet=True).attrs["report"][0]["skips"] == ["line 8: the item has no link"]


def test_a_table_s_title_that_links_is_a_title_and_a_link():
    papers = load("| title | year |\n|---|---|\n| [BERT](https://arxiv.org/abs/1810.04805) | 2018 |\n", quiet=True)

    assert papers.loc["1810.04805", ["title", "url"]].tolist() == ["BERT", "https://arxiv.org/abs/1810.04805"]


def test_objects_are_no_part_of_a_list_to_read(tmp_path, capsys):
    papers = conform([{"id": "2401.00001", "title": "One", "record": {"_id": "x"}, "published": "2024-01-02"}])

    text = save(papers, tmp_path / "a.md").read_text()

    assert capsys.readouterr().out == "a.md: Markdown does not hold record.\n"
    assert "- **id**: 2401.00001\n- **published**: 2024-01-02\n" in text
