"""What names a paper beyond one list: its arXiv id, DOI and PMID, however and wherever they are written."""

from __future__ import annotations

from urllib.parse import unquote

import pyarrow as pa
import pyarrow.compute as pc

from explorer.columns import TEXT
from explorer.gathering import Fields

# https://info.arxiv.org/help/arxiv_identifier.html: 2401.00001v2 since April 2007, math.GT/0306266v1 before.
_NEW = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}"
_OLD = r"[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z-]{2,})?/\d{2}(?:0[1-9]|1[0-2])\d{3}"
_ARXIV = rf"(?P<found>{_NEW}|{_OLD})(?:v\d+)?"
_PAGE = r"(?:arxiv\.org/(?:abs|pdf|html|format|src|e-print)|huggingface\.co/papers|alphaxiv\.org/abs)/"
_DOI = r"(?P<found>10\.\d{4,9}/[^\s?#]*[^\s?#.,;])"
_RESOLVER = r"(?:https?://)?(?:dx\.)?doi\.org/"

ARXIV = {
    "arxiv_id": rf"^\s*(?i:arxiv:\s*)?{_ARXIV}\s*(?:\[.*\]\s*)?$",
    "id": rf"^(?i:arxiv:)?{_ARXIV}$",
    "doi": rf"(?i)10\.48550/arxiv\.{_ARXIV}\s*$",
    "url": rf"(?i){_PAGE}{_ARXIV}(?:\.pdf)?/?(?:[?#].*)?$",
    "pdf_url": rf"(?i){_PAGE}{_ARXIV}(?:\.pdf)?/?(?:[?#].*)?$",
}
DOI = {
    "doi": rf"^\s*(?i:doi:\s*|{_RESOLVER})?{_DOI}(?:[?#]\S*)?[.,;\s]*$",
    "id": rf"^(?i:doi:|{_RESOLVER})?{_DOI}(?:[?#]\S*)?$",
    "url": rf"^(?i:{_RESOLVER}){_DOI}",
}
PMID = {
    "pmid": r"^\s*(?i:pmid:?\s*)?0*(?P<found>[1-9]\d{0,8})\s*$",
    "url": r"^https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov/pubmed)/0*(?P<found>[1-9]\d{0,8})/?$",
}
# Servers of preprints give their own DOIs: bioRxiv, OSF, Research Square, ChemRxiv, SSRN, Preprints.org, TechRxiv,
# Authorea, PsyArXiv, SocArXiv, Zenodo. The paper's journal gives it another one.
PREPRINT = r"^10\.(1101|31219|21203|26434|2139|20944|36227|22541|31234|31235|5281)/"  # doi.org's registrants


def arxiv_ids(fields: Fields) -> pa.Array:
    """Find each record's arXiv id, without its version and, for the old ones, its subject class."""
    found = pc.ascii_lower(_found(fields, ARXIV))
    return pc.replace_substring_regex(found, r"\.[a-z-]+/", "/")


def dois(fields: Fields) -> pa.Array:
    """Find each record's DOI, lower-case; arXiv's own are arXiv ids and none."""
    found = pc.ascii_lower(_unquoted(_found(fields, DOI)))
    is_arxiv = pc.fill_null(pc.starts_with(found, "10.48550/arxiv."), pa.scalar(value=False))
    return pc.if_else(is_arxiv, pa.scalar(None, TEXT), found)


def pmids(fields: Fields) -> pa.Array:
    """Find each record's PubMed id."""
    return _found(fields, PMID)


def _unquoted(found: pa.Array) -> pa.Array:
    """Write the marks for which a link's percent signs stand."""
    is_quoted = pc.fill_null(pc.match_substring(found, "%"), pa.scalar(value=False))
    plain = pa.array(map(unquote, found.filter(is_quoted).to_pylist()), TEXT)
    return pc.replace_with_mask(found, is_quoted, plain)


def _found(fields: Fields, patterns: dict[str, str]) -> pa.Array:
    """Take the first field in which one of the patterns finds something."""
    stated = [name for name in patterns if name in fields and fields[name].type == TEXT]
    found = [pc.struct_field(pc.extract_regex(fields[name], patterns[name]), "found") for name in stated]
    return pc.coalesce(*found) if found else pa.nulls(len(fields["id"]), TEXT)
