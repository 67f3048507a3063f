"""What a reference states beside its fields: the arXiv id in an address or a journal's name, a DOI in a link."""

from __future__ import annotations

import re

from explorer.formats.identifiers import ARXIV, ARXIV_ARCHIVE, ARXIV_CLASS, ARXIV_NEW, ARXIV_NUMBER

WRITTEN = rf"({ARXIV_NEW}|{ARXIV_ARCHIVE}{ARXIV_CLASS}/{ARXIV_NUMBER})(?:v\d+)?(?!\d)"
FIELD = re.compile(rf"(?:arxiv:\s*)?{WRITTEN}", re.IGNORECASE)
STATED = re.compile(rf"(?:\barxiv:\s*|\barxiv\.org/(?:abs|pdf)/|^10\.48550/arxiv\.){WRITTEN}", re.IGNORECASE)
DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)


def doi(text: str) -> str:
    """Make a DOI bare and lower-case; leave what is none as it is."""
    found = DOI.fullmatch(text.strip())
    return found[1].lower() if found else text


def arxiv_id(text: str) -> str | None:
    """Give the arXiv id, without version and subject class, that a field made for one holds."""
    found = FIELD.fullmatch(text.strip())
    return _bare(found[1]) if found else None


def stated_arxiv_id(*texts: object) -> str | None:
    """Find the arXiv id that a DOI, an address or a journal's name states."""
    found = (STATED.search(text) for text in texts if isinstance(text, str))
    return next((_bare(one[1]) for one in found if one), None)


def is_arxiv_id(text: str) -> bool:
    """Say whether a text is a bare arXiv id."""
    return bool(re.fullmatch(ARXIV, text))


def _bare(written: str) -> str:
    return re.sub(r"\.[a-z]{2}/", "/", written.lower())
