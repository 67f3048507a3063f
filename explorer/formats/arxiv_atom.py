"""Replies of arXiv's API: Atom, as the service sends it or as recorded in JSON."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any, BinaryIO

from explorer.errors import DocumentError
from explorer.formats.base import Format, Reading, register
from explorer.formats.dates import published
from explorer.formats.encoding import decoded, opening
from explorer.formats.feed import entries, shown
from explorer.formats.hub_json import parsed
from explorer.formats.identifiers import arxiv_id, doi
from explorer.formats.json_records import stated
from explorer.formats.xml import name_of, root

if TYPE_CHECKING:
    from explorer.papers import Record

RECORDED = re.compile(r'"body"\s*:\s*"[^"]{0,80}<feed|"url"\s*:\s*"https?://[a-z.]*arxiv\.org/api/')
DECLARED = re.compile(r"\A\s*+<\?xml[^>]*\?>")
ERRORS = "arxiv.org/api/errors"
EXPECTED = "expected a list of papers"


def sniff(head: bytes) -> float:
    """Look for a feed with arXiv's and the search's words, or for a recorded reply that holds one."""
    start = opening(head)
    if start.startswith("{"):
        return 0.95 if '"status_code"' in start and RECORDED.search(start) else 0.0
    is_reply = name_of(root(head)) == "feed" and "arxiv.org/" in start and "/spec/opensearch/" in start
    return 0.95 if is_reply else 0.0


def read(file: BinaryIO) -> Reading:
    """Read each entry of a reply as a paper; a reply that says an error raises `DocumentError`."""
    reading = Reading()
    about, found, homes = entries(_body(file, reading))
    for place, (entry, at) in enumerate(zip(found, homes, strict=False), 1):
        if ERRORS in str(entry.get("id")):
            said = shown(entry, "summary") or "it says no more"
            raise DocumentError("document", f"arXiv answered with an error ({said}); {EXPECTED}")
        reading.add(_paper(entry, at), f"entry {place}")
    if reading.skips and not reading.papers:
        raise DocumentError("document", f"none of its entries is a paper ({reading.skips[0]}); {EXPECTED}")
    reading.notes += _counted(about, len(found))
    return reading


def _body(file: BinaryIO, reading: Reading) -> BinaryIO:
    """Open the Atom, which a recorded reply holds as text."""
    start = file.read(1 << 10)
    file.seek(0)
    if not opening(start).startswith("{"):
        return file
    text, _ = decoded(file)
    found = parsed(text)
    body = found.get("body")
    if not isinstance(body, str):
        raise DocumentError("document", f"the recorded reply has no body of text; {EXPECTED}")
    status = json.dumps(found.get("status_code"))[:20]
    if status != "200" and name_of(root(body.encode("utf-8", "replace"))) != "feed":
        raise DocumentError("document", f"the server answered with status {status} and no feed; {EXPECTED}")
    reading.notes += [f"the server answered with status {status}"] if status != "200" else []
    # The text is decoded: what its declaration says of bytes holds no more.
    return io.BytesIO(DECLARED.sub("", body, count=1).encode("utf-8", "replace"))


def _paper(entry: Record, homes: list[str]) -> dict[str, Any]:
    arxiv = arxiv_id(entry.get("id"))
    first = (entry.get("arxiv_primary_category") or {}).get("term")
    named = [first, *(tag.get("term") for tag in entry.get("tags") or ())]
    pdf = (link.get("href") for link in entry.get("links") or () if "pdf" in str(link.get("type")))
    version = re.search(r"v(\d+)$", str(entry.get("id")))
    return stated(
        {
            "id": arxiv,
            "arxiv_id": arxiv,
            "version": int(version[1][:9]) if version else None,
            "title": shown(entry, "title"),
            "abstract": shown(entry, "summary"),
            "authors": [name for who in entry.get("authors") or () if (name := who.get("name"))],
            "affiliations": homes,
            "categories": list(dict.fromkeys(filter(None, named))),
            **published(entry.get("published")),
            "updated": entry.get("updated"),
            "doi": doi(entry.get("arxiv_doi")),
            "comment": _line(entry.get("arxiv_comment")),
            "journal_ref": _line(entry.get("arxiv_journal_ref")),
            "url": entry.get("link") or entry.get("id"),
            "pdf_url": next(pdf, None),
        }
    )


def _line(text: Any) -> str:  # noqa: ANN401 - a text, or none
    return " ".join(str(text or "").split())


def _counted(about: Record, held: int) -> list[str]:
    """Say where a reply is empty, or holds a part of what was found."""
    if not held:
        return ["arXiv found no paper"]
    total, start = str(about.get("opensearch_totalresults")), str(about.get("opensearch_startindex"))
    if not (total.isdecimal() and start.isdecimal() and len(total + start) < 30 and int(total) > held):
        return []
    first = int(start) + 1
    return [f"it holds papers {first:,} to {first + held - 1:,} of {int(total):,}"]


register(Format("arXiv Atom", (), sniff, read))
