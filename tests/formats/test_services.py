"""Services' documents are known by their content, and nothing else is taken for one."""

from pathlib import Path

import pytest

from explorer.formats import FORMATS
from explorer.formats.base import HEAD, recognised

DATA = Path(__file__).parents[1] / "data"
SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
OURS = {
    "arxiv-reply.xml": "arXiv Atom",
    "feed-arxiv.rss": "RSS or Atom feed",
    "feed-journal.rdf": "RSS or Atom feed",
    "feed-atom.xml": "RSS or Atom feed",
    "oai-arxiv.xml": "OAI-PMH",
    "oai-raw.xml": "OAI-PMH",
    "oai-dc.xml": "OAI-PMH",
    "pubmed.xml": "PubMed XML",
    "openalex.json": "OpenAlex JSON",
    "semantic-scholar.json": "Semantic Scholar JSON",
}
FOLDERS = {"openalex": "OpenAlex JSON", "semantic_scholar": "Semantic Scholar JSON"}
REAL = sorted(path for path in SAMPLES.glob("*/*") if path.suffix not in {"", ".txt"})


def head(path):
    return path.read_bytes()[:HEAD]


def sure(path):
    """Give the services' formats that take a document for theirs."""
    return {name for name in set(OURS.values()) if FORMATS[name].sniff(head(path))}


def service(path):
    """Name the service that a sample is of, by where it lies; none for the others."""
    if path.parent.name == "arxiv":
        return "OAI-PMH" if path.suffix == ".xml" else "arXiv Atom"
    return FOLDERS.get(path.parent.name)


@pytest.mark.parametrize("name", OURS)
def test_a_services_document_is_recognised(name):
    assert recognised(head(DATA / name), name).name == OURS[name]


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_services_document_is_recognised_in_other_encodings(name, encoding):
    content = (DATA / name).read_text().encode(encoding)

    assert recognised(content[:HEAD], name).name == OURS[name]


@pytest.mark.parametrize(
    "path", sorted(path for path in DATA.iterdir() if path.name not in OURS), ids=lambda p: p.name
)
def test_no_other_document_is_taken_for_a_services(path):
    assert sure(path) == set()


@pytest.mark.skipif(not REAL, reason="the real samples are not beside this checkout")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_a_real_document_is_recognised_as_what_it_is(path):
    wanted = service(path)

    assert sure(path) == ({wanted} if wanted else set())
    assert not wanted or recognised(head(path), path.name).name == wanted
