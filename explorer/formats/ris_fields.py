"""The tags of RIS and of Web of Science under our names, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from explorer.formats.dates import dated, iso
from explorer.formats.kinds import OF_RIS, RIS
from explorer.formats.names import displayed, inverted
from explorer.formats.stated import arxiv_id, doi, stated_arxiv_id

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from explorer.formats.ris_lines import Tags

# https://en.wikipedia.org/wiki/RIS_(file_format); where several tags say one thing, the first that is there says it.
OURS = {
    "ID": "id", "LB": "key", "TY": "kind", "TI": "title", "T1": "title", "AU": "authors", "A1": "authors",
    "ED": "editors", "A2": "editors", "T2": "venue", "JF": "venue", "JO": "venue", "BT": "venue", "JA": "venue",
    "J2": "venue", "VL": "volume", "IS": "issue", "PB": "publisher", "DO": "doi", "UR": "url", "L1": "pdf_url",
    "LA": "language", "KW": "keywords", "AB": "abstract", "N2": "abstract", "N1": "comment",
}  # fmt: skip
ORDER = {tag: place for place, tag in enumerate(OURS)}
TAGS = {ours: tag for tag, ours in reversed(OURS.items())}
DATES = ("PY", "Y1", "DA")
LISTS = frozenset({"authors", "editors", "keywords"})
NAMED = frozenset({"authors", "editors"})
HELD = frozenset(TAGS) | {"year", "published", "published_text", "pages", "issn", "isbn", "arxiv_id"}
ISSN, ISBN = re.compile(r"\d{4}-?\d{3}[\dX]"), re.compile(r"(?:97[89][ -]?)?(?:\d[ -]?){9}[\dX]")
# A day, a time, and what else is said of the date, or was in another line.
WHOLE = re.compile(r"(\d{4})/(\d\d)/(\d\d)(?:/(\d\d:\d\d[^;/]*))?(?:(?:/?; |/)(.+))?")
PART = re.compile(r"\d{4}(?:[/-]\d\d){0,2}")
LINKS = re.compile(r";\s*(?=https?://)")


def record(tags: Tags) -> dict[str, Any]:
    """Give a reference's tags our names and values; what has none of our names keeps its tag."""
    found: dict[str, Any] = {}
    for tag in sorted(tags, key=lambda tag: ORDER.get(tag, len(ORDER))):
        values = [value for value in tags[tag] if value]
        ours = OURS.get(tag)
        if ours in found or not ours or not values:
            found |= {tag: "; ".join(values)} if values else {}
        elif ours in LISTS:
            found[ours] = list(map(displayed, values)) if ours in NAMED else values
        else:
            first, *rest = [*LINKS.split(values[0]), *values[1:]] if ours == "url" else values
            found |= {ours: first, tag: "; ".join(rest)} if rest else {ours: first}
    _dated(found)
    _identified(found)
    _paged(found)
    kind = found.pop("kind", "GEN")
    return {**found, "kind": OF_RIS.get(kind, kind) if kind != "GEN" else None}


def tagged(paper: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Write what is known of a paper as tags with their values, each in one line."""
    known = {"year": None, **{name: value for name, value in paper.items() if value is not None}}
    kind = known.pop("kind", None)
    lines = [("TY", RIS.get(kind, kind if kind and re.fullmatch("[A-Z]{3,7}", kind) else "GEN"))]
    known["year"] = known["year"] or (known["published"].year if "published" in known else None)
    for name, value in sorted(known.items(), key=_order):
        if isinstance(value, list):
            lines += [(TAGS[name], inverted(item) if name in NAMED else item) for item in value]
        elif name in WRITERS:
            lines += WRITERS[name](value)
        else:
            lines.append((TAGS.get(name, name), str(value)))
    return [(tag, " ".join(re.split(r"[\r\n]+", value)).strip()) for tag, value in lines]


def _order(item: tuple[str, Any]) -> tuple[int, bool]:
    """Order the tags; of what one tag says, the whole date stands first."""
    return ORDER.get(TAGS.get(item[0], ""), len(ORDER)), item[0] == "published_text"


def _dated(found: dict[str, Any]) -> None:
    for tag in DATES:
        for name, value in _date(found.pop(tag, "").strip("/ ")).items():
            if name not in found:
                found[name] = value
            elif name == "published_text" and value != found[name]:
                found[tag] = value
    if "published" in found and _says_less(found.get("published_text", ""), found["published"]):
        del found["published_text"]


def _date(written: str) -> dict[str, Any]:
    """Read a date as RIS writes it, `2020/03/04/Spring`, and keep what it says more."""
    whole = WHOLE.fullmatch(written)
    known = dated(f"{whole[1]}-{whole[2]}-{whole[3]}T{whole[4] or '00:00'}") if whole else {}
    if not whole or "published" not in known:
        return dated(written) if written else {}
    return {**known, **({"published_text": whole[5]} if whole[5] else {})}


def _says_less(written: str, moment: datetime) -> bool:
    return bool(PART.fullmatch(written)) and iso(moment).startswith(written.replace("/", "-"))


def _identified(found: dict[str, Any]) -> None:
    """Part the numbers that one tag holds by what they look like."""
    rest = []
    for number in found.pop("SN", "").split("; "):
        name = "issn" if ISSN.fullmatch(number) else "isbn" if ISBN.fullmatch(number) else ""
        if name and name not in found:
            found[name] = number
        elif number:
            rest.append(number)
    found |= {"SN": "; ".join(rest)} if rest else {}
    found |= {"doi": doi(found["doi"])} if "doi" in found else {}
    number = arxiv_id(found["AN"]) if found.get("AN", "").lower().startswith("arxiv:") else None
    if number:
        del found["AN"]
    stated = number or stated_arxiv_id(found.get("doi"), found.get("url"), found.get("venue"))
    found |= {"arxiv_id": stated} if stated else {}
    found.setdefault("id", stated)


def _paged(found: dict[str, Any]) -> None:
    first, last = found.pop("SP", None), found.pop("EP", None)
    if first:
        found["pages"] = f"{first}-{last}" if last and last != first and not first.endswith(f"-{last}") else first
    elif last:
        found["EP"] = last


def _of_pages(pages: str) -> list[tuple[str, str]]:
    first, dash, last = pages.partition("-")
    is_range = first and last and first != last
    return [("SP", first), ("EP", last)] if dash and is_range else [("SP", pages)]


def _of_date(moment: datetime) -> list[tuple[str, str]]:
    day, _, time = iso(moment).partition("T")
    return [("DA", f"{day.replace('-', '/')}/{time}")]


WRITERS: dict[str, Callable[[Any], list[tuple[str, str]]]] = {
    "year": lambda year: [("PY", f"{year:04}")] if year else [],
    "published": _of_date,
    "published_text": lambda written: [("DA", written)],
    "pages": _of_pages,
    "arxiv_id": lambda name: [("AN", f"arXiv:{name}")],
    **dict.fromkeys(("issn", "isbn"), lambda number: [("SN", number)]),
}
