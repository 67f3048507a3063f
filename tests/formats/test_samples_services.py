"""Real answers of services, where they lie beside the checkout: each is read whole, and the counts add up."""

import json
import re
from pathlib import Path

import pytest

from explorer.errors import DocumentError
from explorer.formats import load

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
REPLIES = sorted((SAMPLES / "arxiv").glob("atom-*.json"))
OAI = sorted((SAMPLES / "arxiv").glob("oai-*.xml"))
WORKS = SAMPLES / "openalex" / "works-page.json"
FULL, NULLS = (SAMPLES / "semantic_scholar" / f"{name}.json" for name in ("Paper", "PaperWithNullValues"))

pytestmark = pytest.mark.skipif(not REPLIES, reason="the real samples are not beside this checkout")


def body(path):
    return json.loads(path.read_text())["body"]


def is_error(path):
    return "arxiv.org/api/errors" in body(path)


@pytest.mark.parametrize("path", [path for path in REPLIES if not is_error(path)], ids=lambda path: path.name)
def test_a_reply_of_arxiv_is_read_whole(path):
    text = body(path)

    papers = load(path, quiet=True)

    assert papers.index.tolist() == re.findall(r"<id>http://arxiv.org/abs/(.+?)v\d+</id>", text)
    for tag, field in {"arxiv:comment": "comment", "arxiv:doi": "doi", "arxiv:journal_ref": "journal_ref"}.items():
        assert (papers[field].notna().sum() if field in papers else 0) == text.count(f"<{tag}>")
    for field in ("authors", "published", "updated", "pdf_url", "categories", "abstract") if len(papers) else ():
        assert papers[field].notna().all()
    assert sum(map(len, papers["authors"]) if len(papers) else ()) == text.count("<name>")


@pytest.mark.parametrize("path", [path for path in REPLIES if is_error(path)], ids=lambda path: path.name)
def test_an_error_of_arxiv_is_said_in_its_words(path):
    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == (
        f"{path}: arXiv answered with an error (incorrect id format for abc); expected a list of papers."
    )


@pytest.mark.parametrize("path", OAI, ids=lambda path: path.name)
def test_a_harvest_of_arxiv_is_read_whole(path):
    text = path.read_text()

    papers = load(path, quiet=True)

    assert papers.index.tolist() == re.findall(r"<identifier>oai:arXiv.org:(.+?)</identifier>", text)
    assert papers["arxiv_id"].tolist() == papers.index.tolist()
    assert sum(map(len, papers["authors"])) == text.count("<dc:creator>")
    assert papers["published"].dt.strftime("%Y-%m-%d").isin(re.findall(r"<dc:date>(.+?)</dc:date>", text)).all()
    assert (papers["doi"].notna().sum() if "doi" in papers else 0) == text.count("<dc:identifier>doi:")
    assert (papers["comment"].notna().sum() if "comment" in papers else 0) == text.count("Comment: ")


def test_works_of_openalex_are_read_whole():
    works = json.loads(WORKS.read_text())["results"]

    papers = load(WORKS, quiet=True)

    assert papers["openalex"].tolist() == [work["id"].rpartition("/")[2] for work in works]
    assert papers["citations"].tolist() == [work["cited_by_count"] for work in works]
    for work, text in zip(works, papers["abstract"], strict=True):
        index = work["abstract_inverted_index"] or {}
        assert (text.split(" ") if index else []) == [
            word for _, word in sorted((place, word) for word in index for place in index[word])
        ]
    stated = [len(work["authorships"]) for work in works]
    assert papers["authors"].dropna().map(len).tolist() == [count for count in stated if count]
    assert papers["doi"].notna().sum() == sum(bool(work["doi"]) for work in works)


def test_a_full_paper_of_semantic_scholar_is_read_whole():
    (paper,) = load(FULL, quiet=True).reset_index().to_dict("records")

    given = json.loads(FULL.read_text())
    assert paper["id"] == paper["paperId"] == given["paperId"]
    assert paper["doi"] == given["externalIds"]["DOI"].lower()
    assert paper["citations"] == given["citationCount"]
    assert paper["tldr"] == given["tldr"]["text"]
    assert json.loads(paper["citing_papers"]) == given["citations"]
    assert json.loads(paper["references"]) == given["references"]
    assert paper["venue"] == given["venue"]
    assert paper["journal"] == given["journal"]["name"]


def test_a_paper_of_nulls_is_read():
    papers = load(NULLS, quiet=True)

    assert papers.index.tolist() == papers["paperId"].tolist()
    assert papers["title"].isna().all()
