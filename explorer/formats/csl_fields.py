"""The variables of CSL-JSON under our names, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from explorer.formats.dates import dated
from explorer.formats.kinds import CSL, OF_CSL
from explorer.formats.names import parts
from explorer.formats.stated import doi, stated_arxiv_id

if TYPE_CHECKING:
    from collections.abc import Callable

# https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
OURS = {
    "id": "id", "type": "kind", "title": "title", "abstract": "abstract", "author": "authors", "editor": "editors",
    "container-title": "venue", "publisher": "publisher", "volume": "volume", "issue": "issue", "page": "pages",
    "DOI": "doi", "URL": "url", "ISSN": "issn", "ISBN": "isbn", "PMID": "pmid", "language": "language",
    "keyword": "keywords", "note": "comment", "citation-key": "key", "source": "catalog", "position": "locator",
}  # fmt: skip
VARIABLES = {ours: name for name, ours in OURS.items()}
_STANDARD = """
    annote archive archive_collection archive_location archive-place authority call-number chapter-number
    citation-label collection-number collection-title container-title-short dimensions division edition event-place
    event-title genre jurisdiction medium number number-of-pages number-of-volumes original-publisher
    original-publisher-place original-title part-number part-title PMCID printing-number publisher-place references
    reviewed-genre reviewed-title scale section status supplement-number title-short version volume-title
"""
STANDARD = frozenset(_STANDARD.split())
_TYPES = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage
"""
TYPES = frozenset(_TYPES.split())
CUSTOM, OWN = "custom", "explorer"


def record(item: Mapping[str, Any]) -> dict[str, Any]:
    """Give an item's variables our names and values; what has none of our names keeps its own.

    The id is the arXiv id that an item states, else its own, which is then its `key`.
    """
    found: dict[str, Any] = {}
    for name, value in item.items():
        ours = f"{name}_2" if name in VARIABLES and name not in OURS else OURS.get(name, name)
        found[ours] = READERS.get(ours, _text)(value)
    found |= _issued(found.pop("issued", None))
    stated = stated_arxiv_id(found.get("doi"), found.get("url"), found.get("venue"))
    if stated:
        found |= {"arxiv_id": stated, "id": stated, "key": found.get("key") or found.get("id")}
    return _with_custom(found, found.pop(CUSTOM, None))


def item(paper: Mapping[str, Any]) -> dict[str, Any]:
    """Write a paper as an item; what its variables do not give back exactly stands in `custom`, under our name."""
    kind = paper.get("kind") or ""
    found = {"id": paper["id"], "type": CSL.get(kind) or (kind if kind in TYPES else "document")}
    for name, value in paper.items():
        variable = VARIABLES.get(name) or (name if name in STANDARD else None)
        if value is not None and variable and variable not in found:
            found[variable] = WRITERS[name](value) if name in WRITERS else value
    found |= _issue(paper)
    again = record(found)
    custom = {name: _plain(value) for name, value in paper.items() if again.get(name) != value}
    return found | ({CUSTOM: {OWN: custom}} if custom else {})


def _with_custom(found: dict[str, Any], custom: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever an item holds
    """Add what explorer wrote beside the variables, which is more exact; of others' only what no variable says."""
    if not isinstance(custom, Mapping):
        return found
    own = custom.get(OWN)
    if isinstance(own, Mapping):
        return {**found, **own}
    return {
        **custom,
        **{name: value for name, value in found.items() if value not in (None, "", []) or name not in custom},
    }


def _text(value: Any) -> Any:  # noqa: ANN401 - whatever an item holds
    """Join the texts that some services give where CSL has one."""
    is_texts = isinstance(value, list) and all(isinstance(part, str) for part in value)
    return ", ".join(value) if is_texts else value


def _people(found: Any) -> list[str]:  # noqa: ANN401 - whatever an item holds
    people = found if isinstance(found, list) else [found]
    return [name for person in people if (name := _person(person))]


def _person(who: Any) -> str:  # noqa: ANN401 - a name's parts, or what stands in their place
    if not isinstance(who, Mapping):
        return str(who or "")
    names = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return str(who.get("literal") or "") or " ".join(str(who[name]) for name in names if who.get(name))


def _listed(found: Any) -> Any:  # noqa: ANN401 - whatever an item holds
    if not isinstance(found, str):
        return found
    items = found.split("," if "," in found else ";")
    return [part.strip() for part in items if part.strip()]


def _issued(date: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever an item holds
    """Read a date, or as much of one as there is; keep one that says more than a day."""
    if not isinstance(date, Mapping):
        return dated(str(date)) if date else {}
    ends = date.get("date-parts")
    if isinstance(ends, list) and all(isinstance(end, list) for end in ends):
        written = "/".join("-".join(_padded(part) for part in end if part) for end in ends).strip("/")
    else:
        written = str(date.get("raw") or date.get("literal") or "")
    more = date.keys() - {"date-parts", "raw", "literal"}
    return {**(dated(written) if written else {}), **({"issued": date} if more else {})}


def _padded(part: Any) -> str:  # noqa: ANN401 - a number, or a text of one
    return f"{int(part):0{4 if int(part) > 31 else 2}}" if str(part).isdecimal() and len(str(part)) < 5 else str(part)


def _issue(paper: Mapping[str, Any]) -> dict[str, Any]:
    moment, year, written = (paper.get(name) for name in ("published", "year", "published_text"))
    if isinstance(moment, datetime):
        return {"issued": {"date-parts": [[moment.year, moment.month, moment.day]]}}
    if written:
        return {"issued": {"raw": written}}
    return {"issued": {"date-parts": [[year]]}} if year else {}


def _named(name: str) -> dict[str, str]:
    given, family, suffix = parts(name)
    found = {"family": family, "given": given, **({"suffix": suffix} if suffix else {})}
    return found if given and "," not in name and _person(found) == name else {"literal": name}


def _plain(value: Any) -> Any:  # noqa: ANN401 - a value of any field
    return value.isoformat() if isinstance(value, datetime) else value


READERS: dict[str, Callable[[Any], Any]] = {
    "authors": _people,
    "editors": _people,
    "keywords": _listed,
    "doi": lambda value: doi(value) if isinstance(value, str) else value,
    "kind": lambda value: None if value == "document" else OF_CSL.get(str(value), value),
    "id": lambda value: None if value is None else str(value),
}
WRITERS: dict[str, Callable[[Any], Any]] = {
    "authors": lambda names: list(map(_named, names)),
    "editors": lambda names: list(map(_named, names)),
    "keywords": ", ".join,
}
