"""Feeds of new papers, RSS or Atom: arXiv's, bioRxiv's, the journals'."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, BinaryIO

from explorer.errors import DocumentError
from explorer.formats.base import Format, Reading, register
from explorer.formats.dates import published, whole
from explorer.formats.identifiers import arxiv_id, doi
from explorer.formats.json_records import stated
from explorer.formats.markup import plain
from explorer.formats.people import initialled, listed
from explorer.formats.xml import elements, name_of, root
from explorer.values import one_line

if TYPE_CHECKING:
    from explorer.papers import Record

LARGEST = 16 << 20
EXPECTED = "expected RSS or Atom with an entry a paper"
ANNOUNCED = re.compile(r"\A\s*+arXiv:\S++\s++Announce Type:\s*\S+\s+Abstract:\s*", re.IGNORECASE)
NAMES = {
    "prism_publicationname": "venue",
    "prism_volume": "volume",
    "prism_number": "issue",
    "prism_issn": "issn",
    "dc_language": "language",
    "language": "language",
    "rights": "license",
    "publisher": "publisher",
    "arxiv_announce_type": "announce_type",
    "arxiv_journal_reference": "journal_ref",
    "arxiv_journal_ref": "journal_ref",
    "arxiv_comment": "comment",
}
USED = {
    *("id", "guidislink", "link", "links", "title", "summary", "content", "tags", "authors", "author", "published"),
    *("updated", "prism_doi", "arxiv_doi", "prism_startingpage", "prism_endingpage", "dc_identifier", *NAMES),
}


def sniff(head: bytes) -> float:
    """Look for the first tag of a feed."""
    tag = root(head)
    return 0.9 if name_of(tag) in ("rss", "feed") or (name_of(tag) == "RDF" and "purl.org/rss/" in tag) else 0.0


def read(file: BinaryIO) -> Reading:
    """Read each entry as a paper; arXiv's say when they were listed, the others' when they were published."""
    about, found, _ = entries(file)
    name = plain(str(about.get("title", "")))
    reading = Reading()
    for place, entry in enumerate(found, 1):
        reading.add(_paper(entry, name), f"entry {place}")
    if not found:
        reading.notes.append("the feed holds no entry")
    if reading.skips and not reading.papers:
        raise DocumentError("document", f"none of its entries is a paper ({reading.skips[0]}); {EXPECTED}")
    return reading


def entries(file: BinaryIO) -> tuple[Record, list[dict[str, Any]], list[list[str]]]:
    """Let feedparser read a feed that is whole and harmless: what it says of itself, its entries, their affiliations.

    Of the affiliations feedparser keeps an entry's last only.
    """
    import feedparser  # noqa: PLC0415 - only feeds need it

    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise DocumentError("document", f"the feed is more than {LARGEST >> 20} MB; {EXPECTED}")
    checked = elements(io.BytesIO(content), ("entry", "item"))
    homes = [[at.text or "" for at in entry.iter() if name_of(str(at.tag)) == "affiliation"] for entry in checked]
    try:
        # Nothing is shown from here: what reaches a page is escaped there, and addresses stay as they are.
        found = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError) as error:
        raise DocumentError("document", f"feedparser cannot read it ({error}); {EXPECTED}") from error
    # Its own dictionaries answer `updated` with `published`; plain ones do not.
    plain_ones = [dict(entry) for entry in found.entries]
    return (
        dict(found.feed),
        plain_ones,
        [list(dict.fromkeys(" ".join(home.split()) for home in entry)) for entry in homes],
    )


def shown(entry: Record, field: str) -> str:
    """Give a text of an entry as a reader sees it."""
    detail = entry.get(f"{field}_detail") or {}
    text = str(entry.get(field) or "")
    return plain(text) if "html" in str(detail.get("type")) else one_line(text)


def pages(first: Any, last: Any) -> Any:  # noqa: ANN401 - a text, or what stands in its place
    """Join a first and a last page."""
    return f"{first}-{last}" if first and last and first != last else first or last


def _paper(entry: Record, feed: str) -> dict[str, Any]:
    arxiv = next(filter(None, map(arxiv_id, (entry.get("id"), entry.get("link")))), None)
    named = [entry.get(name) for name in ("prism_doi", "arxiv_doi", "dc_identifier", "id", "link")]
    known = {
        "id": arxiv,
        "arxiv_id": arxiv,
        "doi": next(filter(None, map(doi, named)), None),
        "title": shown(entry, "title"),
        "abstract": _abstract(entry),
        "authors": _authors(entry, is_arxiv=bool(arxiv)),
        "categories": [tag["term"] for tag in entry.get("tags") or () if tag.get("term")],
        "url": entry.get("link"),
        "pdf_url": next(
            (link.get("href") for link in entry.get("links") or () if "pdf" in str(link.get("type"))), None
        ),
        "guid": entry.get("id") if entry.get("id") != entry.get("link") else None,
        "pages": pages(entry.get("prism_startingpage"), entry.get("prism_endingpage")),
        "feed": feed,
        **{ours: entry.get(name) for name, ours in NAMES.items() if entry.get(name)},
        **_dates(entry, is_arxiv=bool(arxiv)),
    }
    return {**stated(known), **_rest(entry)}


def _abstract(entry: Record) -> str:
    """Give the longer of summary and content; of a content alone feedparser makes a summary, marks and all."""
    whole_texts = [content for content in entry.get("content") or () if content.get("value")]
    contents = [shown({"content": content["value"], "content_detail": content}, "content") for content in whole_texts]
    summary = shown(entry, "summary") if "summary_detail" in entry or not contents else ""
    return ANNOUNCED.sub("", max([summary, *contents], key=len), count=1)


def _authors(entry: Record, *, is_arxiv: bool) -> list[str]:
    """Give the authors; arXiv and bioRxiv write all of them into one."""
    names = [plain(str(who.get("name") or "")) for who in entry.get("authors") or ()]
    part = listed if is_arxiv else initialled
    return [name for written in names if written for name in part(written)]


def _dates(entry: Record, *, is_arxiv: bool) -> dict[str, Any]:
    """Give the dates; arXiv's date is the day of the list, for an old paper's new version too."""
    first, last = entry.get("published"), entry.get("updated")
    if is_arxiv:
        day = str(first or last or "")
        listed_on = whole(day) if day else None
        return {"listed": listed_on} if listed_on else {}
    printed = entry.get("prism_publicationdate") or entry.get("prism_coverdate")
    known = published(str(first or printed or last or ""))
    changed = whole(str(last)) if last and first else None
    return {**known, **({"updated": changed} if changed else {})}


def _rest(entry: Record) -> dict[str, str]:
    """Keep every other text under its own name."""
    named = {name: value for name, value in entry.items() if name not in USED}
    return {name: value for name, value in named.items() if isinstance(value, str) and value.strip()}


register(Format("RSS or Atom feed", (), sniff, read))
