"""Semantic Scholar papers as their API gives them: one, a list, a page of a search or of citations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO

from explorer.formats.base import Format, Reading, register
from explorer.formats.encoding import opening
from explorer.formats.identifiers import arxiv_id, doi
from explorer.formats.json_records import at, read_all, stated, texts

if TYPE_CHECKING:
    from explorer.papers import Record

OWN = re.compile(r'"paperId"\s*:')
OURS = re.compile(r'\[?\s*\{\s*"id"\s*:')  # what `save` writes of such papers begins with our id
LISTS = ("data", "recommendedPapers", "papers")
EXPECTED = "expected papers as Semantic Scholar gives them"
USED = {
    *("externalIds", "citationCount", "citations", "publicationVenue", "journal", "venue", "publicationDate", "tldr"),
    *("fieldsOfStudy", "s2FieldsOfStudy", "publicationTypes", "openAccessPdf", "citationStyles", "authors"),
}
IDS = {"PubMed": "pmid", "PubMedCentral": "pmcid"}


def sniff(head: bytes) -> float:
    """Look for JSON with the field that each of their papers has, and that is not ours."""
    start = opening(head)
    return 0.95 if start.startswith(("[", "{")) and OWN.search(start) and not OURS.match(start) else 0.0


def read(file: BinaryIO) -> Reading:
    """Read each paper of a page, of a list, of lines, or the one that the document is."""
    return read_all(file, LISTS, _paper, EXPECTED)


def _paper(outer: Record) -> dict[str, Any]:
    """Give a paper our names; what has none of ours keeps its own."""
    names = [name for name in ("citingPaper", "citedPaper") if isinstance(outer.get(name), dict)]
    record: dict[str, Any] = {**outer, **(outer[names[0]] if names else {})}
    arxiv = arxiv_id(at(record, "externalIds", "ArXiv"))
    rest = {field: value for field, value in record.items() if field not in USED and field not in names}
    known = {
        "id": arxiv or record.get("paperId"),
        "title": record.get("title"),
        "abstract": record.get("abstract"),
        "arxiv_id": arxiv,
        "doi": doi(at(record, "externalIds", "DOI")),
        "corpusId": at(record, "externalIds", "CorpusId"),
        **_ids(record.get("externalIds")),
        "published": record.get("publicationDate"),
        "citations": record.get("citationCount"),
        "citing_papers": record.get("citations"),
        "categories": list(dict.fromkeys(_fields(record))),
        "pdf_url": at(record, "openAccessPdf", "url"),
        "license": at(record, "openAccessPdf", "license"),
        "tldr": at(record, "tldr", "text"),
        "tldr_model": at(record, "tldr", "model"),
        "bibtex": at(record, "citationStyles", "bibtex"),
        **_kind(record.get("publicationTypes")),
        **_people(record.get("authors")),
        **_place(record),
    }
    return {**stated(known), **rest}


def _fields(record: Record) -> list[str]:
    return [*texts(record.get("fieldsOfStudy")), *texts(record.get("s2FieldsOfStudy"), "category")]


def _ids(given: Any) -> dict[str, Any]:  # noqa: ANN401 - an object, or what stands in its place
    others: dict[str, Any] = given if isinstance(given, dict) else {}
    return {IDS.get(name, name): value for name, value in others.items() if name not in ("ArXiv", "DOI", "CorpusId")}


def _kind(kinds: Any) -> dict[str, Any]:  # noqa: ANN401 - a list, or what stands in its place
    if not isinstance(kinds, list) or not kinds:
        return {}
    return {"kind": kinds[0], "publicationTypes": kinds}


def _people(authors: Any) -> dict[str, Any]:  # noqa: ANN401 - a list, or what stands in its place
    given = authors if isinstance(authors, list) else []
    homes = [home for who in given for home in texts(at(who, "affiliations"))]
    return {"authors": texts(given, "name"), "affiliations": list(dict.fromkeys(homes))}


def _place(record: Record) -> dict[str, Any]:
    """Say where a paper appeared: the venue that they know, else as the paper states it."""
    journal = at(record, "journal", "name")
    venue = at(record, "publicationVenue", "name") or record.get("venue") or journal
    return {
        "venue": venue,
        "journal": journal if journal != venue else None,
        "venue_kind": at(record, "publicationVenue", "type"),
        "issn": at(record, "publicationVenue", "issn"),
        "volume": at(record, "journal", "volume"),
        "pages": _joined(at(record, "journal", "pages")),
    }


def _joined(pages: Any) -> Any:  # noqa: ANN401 - a text, or what stands in its place
    return re.sub(r"\s+", "", pages) if isinstance(pages, str) else pages


register(Format("Semantic Scholar JSON", (), sniff, read))
