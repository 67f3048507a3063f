"""OpenAlex works as their API and their snapshot give them, with the abstracts put together again."""

from __future__ import annotations

import re
from itertools import chain, repeat
from operator import mul
from typing import TYPE_CHECKING, Any, BinaryIO

from explorer.formats.base import Format, Reading, register
from explorer.formats.encoding import opening
from explorer.formats.identifiers import arxiv_id, doi
from explorer.formats.json_records import at, read_all, stated, texts
from explorer.formats.markup import plain

if TYPE_CHECKING:
    from explorer.papers import Record

LONGEST = 1_000_000  # characters of an abstract
OWN = re.compile(r'"abstract_inverted_index"\s*:|"id"\s*:\s*"https://openalex\.org/W\d')
EXPECTED = "expected works as OpenAlex gives them"
USED = {
    *("id", "ids", "doi", "title", "display_name", "abstract_inverted_index", "authorships", "concepts", "keywords"),
    *("topics", "mesh", "primary_location", "host_venue", "open_access", "biblio", "type", "cited_by_count"),
    *("publication_date", "publication_year", "primary_topic"),
}


def sniff(head: bytes) -> float:
    """Look for JSON with a field or an id that only OpenAlex has."""
    start = opening(head)
    return 0.95 if start.startswith(("[", "{")) and OWN.search(start) else 0.0


def read(file: BinaryIO) -> Reading:
    """Read each work of a page, of a list, of lines, or the one that the document is."""
    return read_all(file, ("results",), _paper, EXPECTED)


def abstract(index: Any) -> str | None:  # noqa: ANN401 - an inverted index, or what stands in its place
    """Put an abstract together from the places of its words; none where two share one, or there is no end of them."""
    if not isinstance(index, dict) or not set(map(type, index.values())) <= {list}:
        return None
    times = list(map(len, index.values()))
    if sum(map(mul, map(len, index), times)) + sum(times) > LONGEST:
        return None
    places = list(chain.from_iterable(index.values()))
    if not set(map(type, places)) <= {int}:
        return None
    words = dict(zip(places, chain.from_iterable(map(repeat, index, times)), strict=True))
    return " ".join(map(words.__getitem__, sorted(words))) if len(words) == len(places) else None


def _paper(work: Record) -> dict[str, Any]:
    """Give a work our names; lists of objects become lists of their names, what has none of ours keeps its own."""
    arxiv, name = _arxiv(work), _last(work.get("id"))
    rest = {name: value for name, value in work.items() if name not in USED}
    title, index = work.get("title") or work.get("display_name"), work.get("abstract_inverted_index")
    known = {
        "id": arxiv or name,
        "openalex": name,
        "title": plain(title) if isinstance(title, str) else title,
        "abstract": abstract(index),
        "arxiv_id": arxiv,
        "doi": doi(work.get("doi")),
        "pmid": _last(at(work, "ids", "pmid")),
        "pmcid": _last(at(work, "ids", "pmcid")),
        "mag": at(work, "ids", "mag"),
        "kind": work.get("type"),
        "year": work.get("publication_year"),
        "published": work.get("publication_date"),
        "citations": work.get("cited_by_count"),
        "primary_topic": at(work, "primary_topic", "display_name"),
        **{field: _unique(work.get(field), "display_name") for field in ("topics", "keywords", "concepts")},
        "mesh": _unique(work.get("mesh"), "descriptor_name"),
        **_people(work.get("authorships")),
        **_place(work),
    }
    if index and not known["abstract"]:
        known["abstract_inverted_index"] = index
    return {**stated(known), **rest}


def _arxiv(work: Record) -> str | None:
    """Find the arXiv id that a work's DOI or one of its addresses states."""
    named = [work.get("doi"), at(work, "ids", "arxiv"), at(work, "primary_location", "landing_page_url")]
    named += texts(work.get("locations"), "landing_page_url")
    return next((found for found in map(arxiv_id, named) if found), None)


def _people(authorships: Any) -> dict[str, Any]:  # noqa: ANN401 - a list, or what stands in its place
    written = [who for who in authorships if isinstance(who, dict)] if isinstance(authorships, list) else []
    named = [at(who, "author", "display_name") or who.get("raw_author_name") for who in written]
    homes = [home for who in written for home in texts(who.get("institutions"), "display_name")]
    return {
        "authors": [name for name in named if isinstance(name, str)],
        "affiliations": list(dict.fromkeys(homes)),
        "countries": list(
            dict.fromkeys(code for who in written for code in texts(who.get("institutions"), "country_code"))
        ),
        "orcids": texts(written, "author", "orcid"),
    }


def _place(work: Record) -> dict[str, Any]:
    """Say where a work appeared, and where it can be read."""
    location, free = work.get("primary_location"), work.get("open_access")
    source = at(location, "source") or work.get("host_venue")
    first, last = at(work, "biblio", "first_page"), at(work, "biblio", "last_page")
    return {
        "venue": at(source, "display_name"),
        "publisher": at(source, "host_organization_name") or at(source, "publisher"),
        "issn": at(source, "issn_l"),
        "venue_kind": at(source, "type"),
        "volume": at(work, "biblio", "volume"),
        "issue": at(work, "biblio", "issue"),
        "pages": f"{first}-{last}" if first and last and first != last else first or last,
        "license": at(location, "license"),
        "url": at(location, "landing_page_url") or work.get("id"),
        "pdf_url": at(location, "pdf_url") or at(free, "oa_url"),
        "is_oa": at(free, "is_oa"),
        "oa_status": at(free, "oa_status"),
    }


def _unique(items: Any, name: str) -> list[str]:  # noqa: ANN401 - a list, or what stands in its place
    return list(dict.fromkeys(texts(items, name)))


def _last(address: Any) -> str | None:  # noqa: ANN401 - an address, or what stands in its place
    return str(address).rstrip("/").rpartition("/")[2] if address else None


register(Format("OpenAlex JSON", (), sniff, read))
