"""Papers' identifiers, bare: an arXiv id without its version, a DOI in small letters."""

from __future__ import annotations

import re

# https://info.arxiv.org/help/arxiv_identifier.html: since April 2007, and before, with or without a subject class.
_ARCHIVES = """
    acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs dg-ga
    funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol physics plasm-ph
    q-alg q-bio quant-ph solv-int supr-con
"""
_MONTH = r"[0-9]{2}(?:0[1-9]|1[0-2])"
ARXIV_NEW = rf"{_MONTH}\.[0-9]{{4,5}}"
ARXIV_ARCHIVE, ARXIV_CLASS = rf"(?:{'|'.join(_ARCHIVES.split())})", r"(?:\.[A-Za-z]{2})?"
ARXIV_NUMBER = rf"{_MONTH}[0-9]{{3}}"
ARXIV = rf"(?:{ARXIV_NEW}|{ARXIV_ARCHIVE}/{ARXIV_NUMBER})"  # bare
DOI_START = r"10\.[0-9][0-9.]{0,40}/"
_BEFORE = r"(?:(?:https?://)?(?:[a-z]+\.)?arxiv\.org/[a-z]+/|oai:arxiv\.org:|arxiv:|.{0,20}\b10\.48550/arxiv\.)?"
_ARXIV = re.compile(
    rf"{_BEFORE}(?:({ARXIV_NEW})|({ARXIV_ARCHIVE}){ARXIV_CLASS}(/{ARXIV_NUMBER}))(?:v\d+)?(?:\.pdf)?/?(?:[?#].*)?",
    re.IGNORECASE,
)
_DOI = re.compile(rf"\b{DOI_START}[^\s\"<>]+")


def arxiv_id(written: object) -> str | None:
    """Find the bare arXiv id in an id, an address or a DOI that is arXiv's; none where it is another's."""
    found = _ARXIV.fullmatch(written.strip()) if isinstance(written, str) and len(written) < 200 else None
    return (found[1] or f"{found[2].lower()}{found[3]}") if found else None


def doi(written: object) -> str | None:
    """Find the first DOI in a text or an address; none where there is none."""
    found = _DOI.search(written) if isinstance(written, str) else None
    return found[0].rstrip(".,;").lower() if found else None
