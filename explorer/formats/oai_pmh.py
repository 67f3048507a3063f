"""Records harvested by OAI-PMH: arXiv's in its three forms, and any archive's in Dublin Core."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO
from xml.etree.ElementTree import Element

from explorer.errors import DocumentError
from explorer.formats.base import Format, Reading, register
from explorer.formats.dates import published, whole
from explorer.formats.encoding import opening
from explorer.formats.identifiers import arxiv_id, doi
from explorer.formats.json_records import stated
from explorer.formats.people import forward, listed, without_brackets
from explorer.formats.xml import name_of, root, text, whole_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = "https://arxiv.org/abs/"
OWN = "openarchives.org/OAI/"
EXPECTED = "expected records as OAI-PMH gives them"
NAMES = {"comments": "comment", "journal-ref": "journal_ref"}
DC = {"rights": "license", "type": "kind", "source": "venue"}

Parts = dict[str, list[Element]]


def sniff(head: bytes) -> float:
    """Look for an answer of OAI-PMH, or for one of its records alone."""
    tag, start = root(head), opening(head)
    is_ours = name_of(tag) in ("OAI-PMH", "ListRecords", "GetRecord", "record")
    return 0.95 if is_ours and (OWN in start or "<oai_dc:dc" in start or "arxiv.org/OAI/" in start) else 0.0


def read(file: BinaryIO) -> Reading:
    """Read each record as a paper; those that were deleted are skipped and named, and a cut list is said."""
    reading, place = Reading(), 0
    for element in whole_elements(file, ("record", "error", "resumptionToken"), reading):
        kind = name_of(element.tag)
        if kind == "record":
            place += 1
            _add(reading, element, place)
            continue
        reading.notes += _said(element, place) if kind == "resumptionToken" else _error(element)
    if not reading.papers and not reading.notes:
        problem = f"none of its records is a paper ({reading.skips[0]})" if reading.skips else "it holds no record"
        raise DocumentError("document", f"{problem}; {EXPECTED}")
    return reading


def _add(reading: Reading, record: Element, number: int) -> None:
    parts = _parts(record)
    header = _parts(parts["header"][0]) if "header" in parts else {}
    name = _first(header, "identifier")
    place = f"record {number}" + (f" ({name})" if name else "")
    if "header" in parts and parts["header"][0].get("status") == "deleted":
        reading.skip(place, "it was deleted")
        return
    work = next((child for held in parts.get("metadata", ()) for child in held), None)
    if work is None:
        reading.skip(place, "it holds no metadata")
        return
    reader = {"arXiv": _of_arxiv, "arXivRaw": _of_arxiv}.get(name_of(work.tag), _of_dublin_core)
    known = reader(_parts(work), arxiv_id(name))
    known["id"] = known.get("arxiv_id") or name
    beside = {"datestamp": _first(header, "datestamp"), "sets": _all(header, "setSpec")}
    reading.add({**known, **stated(beside)}, place)


def _of_dublin_core(parts: Parts, arxiv: str | None) -> dict[str, Any]:
    """Give Dublin Core our names; arXiv writes comments, DOI and journal among texts of another kind."""
    texts = {name: _all(parts, name) for name in parts}
    named, told, dates = (texts.pop(name, []) for name in ("identifier", "description", "date"))
    comments = [said.removeprefix("Comment: ") for said in told if said.startswith("Comment: ")]
    urls = [name for name in named if name.startswith(("http://", "https://"))]
    dois = [name for name in named if doi(name) and name not in urls[:1]]
    arxiv = arxiv or next(filter(None, map(arxiv_id, named)), None)
    others = [name for name in named if name not in [*urls, *dois]]
    last = whole(dates[-1]) if len(dates) > 1 else None
    known = {
        "arxiv_id": arxiv,
        "title": " ".join(texts.pop("title", [])),
        "abstract": " ".join(said for said in told if not said.startswith("Comment: ")),
        "authors": [forward(name) for name in texts.pop("creator", [])],
        "categories" if arxiv else "keywords": texts.pop("subject", []),
        **(published(dates[0]) if dates else {}),
        "updated": last,
        "doi": next(filter(None, map(doi, [*dois, *urls])), None),
        "comment": " ".join(comments),
        "url": urls[0] if urls else None,
        "journal_ref" if arxiv else "identifiers": "; ".join(others),
    }
    rest = {DC.get(name, name): held[0] if len(held) == 1 else held for name, held in texts.items()}
    return {**stated(known), **stated(rest)}


def _of_arxiv(parts: Parts, arxiv: str | None) -> dict[str, Any]:
    """Give arXiv's own forms our names; what has none of ours keeps its own."""
    used = ("id", "title", "abstract", "categories", "authors", "doi", "created", "updated", "version", *NAMES)
    arxiv = arxiv_id(_first(parts, "id")) or arxiv
    known = {
        "arxiv_id": arxiv,
        "title": _first(parts, "title"),
        "abstract": _first(parts, "abstract"),
        "categories": (_first(parts, "categories") or "").split(),
        "doi": doi(_first(parts, "doi")),
        **{ours: _first(parts, name) for name, ours in NAMES.items()},
        "url": f"{PAGE}{arxiv}" if arxiv else None,
        **_people(parts.get("authors", [])),
        **_dates(parts),
    }
    rest = {name: "; ".join(_all(parts, name)) for name in parts if name not in used}
    return {**stated(known), **stated(rest)}


def _people(held: list[Element]) -> dict[str, Any]:
    """Give the authors, which the raw form holds as one text with affiliations in brackets."""
    if not held:
        return {}
    people = list(map(_parts, held[0]))
    if not people:
        written = text(held[0]) or ""
        is_marked = "(" in written
        return {"authors": listed(without_brackets(written)), "authors_text": written if is_marked else None}
    names = [[_first(who, part) for part in ("forenames", "keyname", "suffix")] for who in people]
    homes = [home for who in people for home in _all(who, "affiliation")]
    return {
        "authors": [name for parts in names if (name := " ".join(filter(None, parts)))],
        "affiliations": list(dict.fromkeys(homes)),
    }


def _dates(parts: Parts) -> dict[str, Any]:
    versions = [
        (version.get("version") or "", _first(_parts(version), "date") or "") for version in parts.get("version", [])
    ]
    first = versions[0][1] if versions else _first(parts, "created")
    last = versions[-1][1] if len(versions) > 1 else _first(parts, "updated")
    changed = whole(last) if last else None
    listing = [f"{name} {date}".strip() for name, date in versions]
    return {**published(first), "updated": changed, "versions": listing}


def _parts(element: Element) -> Parts:
    """Give an element's children by their names without namespaces."""
    found: Parts = {}
    for child in element:
        found.setdefault(name_of(child.tag), []).append(child)
    return found


def _first(parts: Parts, name: str) -> str | None:
    return text(parts[name][0]) if name in parts else None


def _all(parts: Parts, name: str) -> list[str]:
    return list(filter(None, map(text, parts[name]))) if name in parts else []


def _said(token: Element, count: int) -> Iterator[str]:
    total = token.get("completeListSize") or ""
    whole_list = f" of {int(total[:15]):,}" if total.isdecimal() else ""
    if text(token):
        yield f"there is more: the list was cut at {count:,}{whole_list} records"


def _error(element: Element) -> list[str]:
    """Note that nothing was found; raise `DocumentError` for what was asked wrongly."""
    code, said = element.get("code") or "error", text(element)
    if code == "noRecordsMatch":
        return ["the archive found no record"]
    raise DocumentError("document", f"the archive answered with {code:.40} ({said or 'it says no more'}); {EXPECTED}")


register(Format("OAI-PMH", (), sniff, read))
