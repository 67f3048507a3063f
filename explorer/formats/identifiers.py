"""Papers' identifiers, bare: an arXiv id without its version, a DOI in small letters."""

from __future__ import annotations

import re

# https://info.arxiv.org/help/arxiv_identifier.html: since April 2007, and before, with or without a subject class.
_NEW, _OLD, _CLASS = r"\d{4}\.\d{4,5}", r"[a-z]+(?:-[a-z]+)?", r"(?:\.[a-z]{2})?"
_BEFORE = r"(?:(?:https?://)?(?:[a-z]+\.)?arxiv\.org/[a-z]+/|oai:arxiv\.org:|arxiv:|.{0,20}\b10\.48550/arxiv\.)?"
_ARXIV = re.compile(
    rf"{_BEFORE}(?:({_NEW})|({_OLD}){_CLASS}(/\d{{7}}))(?:v\d+)?(?:\.pdf)?/?(?:[?#].*)?", re.IGNORECASE
)
_DOI = re.compile(r"\b10\.\d[\d.]*/[^\s\"<>]+")


def arxiv_id(written: object) -> str | None:
    """Find the bare arXiv id in an id, an address or a DOI that is arXiv's; none where it is another's."""
    found = _ARXIV.fullmatch(written.strip()) if isinstance(written, str) and len(written) < 200 else None
    return (found[1] or f"{found[2].lower()}{found[3]}") if found else None


def doi(written: object) -> str | None:
    """Find the first DOI in a text or an address; none where there is none."""
    found = _DOI.search(written) if isinstance(written, str) else None
    return found[0].rstrip(".,;").lower() if found else None
