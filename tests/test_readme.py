"""The README says what is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import explorer as ex
from explorer.formats.base import FORMATS
from explorer.ids import made
from tests.gold import gold_folder, measured

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
OWN = ROOT / "tests" / "data"
GIVEN = {
    "Hugging Face page, saved as text: title and abstract only": OWN / "page-plain.txt",
    "Hugging Face page, saved as text with links": OWN / "page-links.md",
    "Hugging Face page, saved as HTML": OWN / "page-props.html",
    "Hugging Face page, saved as HTML, visible text only": OWN / "page-visible.html",
    "Hugging Face API, JSON": OWN / "hub-day.json",
    "arXiv API (Atom)": OWN / "arxiv-reply.xml",
    "RSS or Atom feed of arXiv": OWN / "feed-arxiv.rss",
    "RSS or Atom feed of a journal": OWN / "feed-journal.rdf",
    "OAI-PMH, arXiv's records": OWN / "oai-arxiv.xml",
    "OAI-PMH, Dublin Core": OWN / "oai-dc.xml",
    "arXiv snapshot, as Kaggle keeps it": OWN / "arxiv-snapshot.json",
    "PubMed XML": OWN / "pubmed.xml",
    "OpenAlex JSON": OWN / "openalex.json",
    "Semantic Scholar JSON": OWN / "semantic-scholar.json",
    "BibTeX, biblatex": OWN / "papers.bib",
    "RIS": OWN / "papers.ris",
    "CSL-JSON": OWN / "papers-csl.json",
    "Web of Science, tagged text": OWN / "papers-wos.txt",
    "Scopus, CSV": OWN / "scopus.csv",
    "IEEE Xplore, CSV": OWN / "ieee.csv",
    "Web of Science, tab-delimited": OWN / "wos.txt",
    "Zotero, CSV": OWN / "zotero.csv",
    "PubMed, CSV": OWN / "pubmed.csv",
    "Markdown, as explorer writes it": OWN / "papers.md",
    "Markdown, a list of links": OWN / "reading-list.md",
    "Markdown table": OWN / "papers.markdown",
}
WRITTEN_AS_THEY_ARE = {"JSON Lines", "CSV", "Parquet", "Excel"}
FIELDS = ("authors", "year", "published", "venue", "doi", "keywords", "url", "code_url", "upvotes", "citations")


def rows():
    """Give the rows of the table of formats, by format."""
    table = README[README.index("| format | written |") :].split("\n\n")[0].splitlines()
    head, _, *body = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    return {cells[0]: dict(zip(head, cells, strict=True)) for cells in body}


def test_the_ten_lines_run(tmp_path, monkeypatch):
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "data").symlink_to(ROOT / "data")
    monkeypatch.chdir(tmp_path)

    exec(code, {})

    assert len(ex.load("picked.csv", quiet=True)) > 0


def test_every_picture_is_there():
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)

    assert pictures
    assert [name for name in pictures if not (ROOT / name).is_file()] == []


def test_every_make_target_is_there():
    targets = set(re.findall(r"make ([a-z]+(?:-[a-z]+)*)", README)) - {"and"}

    assert [name for name in targets if f"\n{name}:" not in (ROOT / "Makefile").read_text("utf-8")] == []


@pytest.mark.parametrize("form", GIVEN)
def test_a_format_gives_the_fields_that_the_table_says(form):
    papers = ex.load(GIVEN[form], quiet=True)

    said = {name for name in FIELDS if rows()[form][name] == "yes"}
    assert {name for name in FIELDS if name in papers and papers[name].notna().any()} == said
    given = zip(papers["title"].fillna(""), papers["abstract"].fillna(""), strict=True)
    assert rows()[form]["id"] == ("made from the title" if set(papers.index) <= set(made(given)) else "yes")
    assert set(papers.columns) >= {"title", "abstract", "source", "position"}


@pytest.mark.parametrize("form", sorted(WRITTEN_AS_THEY_ARE))
def test_a_written_format_keeps_every_field(form, tmp_path):
    papers = ex.load(OWN / "hub-day.json", quiet=True).assign(author_count=3)
    file = tmp_path / f"list{rows()[form]['written'].strip('`')}"

    ex.save(papers, file)

    assert set(ex.load(file, quiet=True).columns) == set(papers.columns)


def test_no_format_is_missing_from_the_table():
    read = {ex.load(document, quiet=True).attrs["report"][0]["format"] for document in GIVEN.values()}
    written = {ending for form in FORMATS.values() if form.write for ending in form.suffixes[:1]}

    assert {row["written"].strip("`") for row in rows().values()} - {"no"} == written
    assert read | WRITTEN_AS_THEY_ARE == set(FORMATS)


def test_the_figures_of_the_facts_are_those_that_make_gold_prints():
    folder = gold_folder()
    if folder is None:
        pytest.skip("no hand-labelled papers stand beside this checkout")
    said = re.findall(r"^\| [^|]+ \| `([^`]+)` \| ([\d.]+) \|$", README, re.MULTILINE)

    figures = measured(folder)

    assert len(said) > 20
    assert {key.replace("\\|", "|"): value for key, value in said} == {
        key.replace("\\|", "|"): f"{figures[key.replace(chr(92) + '|', '|')]:.3f}" for key, _ in said
    }
