"""From an entry of BibTeX or biblatex to a paper: its fields under our names, its LaTeX as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from explorer.columns import DATE, KNOWN, LIST, NUMBER
from explorer.formats.bibtex_values import parted
from explorer.formats.dates import dated
from explorer.formats.kinds import MISC
from explorer.formats.latex_text import ESCAPES, SPACES, plain
from explorer.formats.names import ordered
from explorer.formats.stated import arxiv_id, doi, stated_arxiv_id
from explorer.values import parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NAMES = {
    "author": "authors", "editor": "editors", "journal": "venue", "journaltitle": "venue", "booktitle": "venue",
    "number": "issue", "keyword": "keywords", "langid": "language", "note": "comment", "annote": "note",
    "annotation": "note", "venue": "eventvenue",
}  # fmt: skip
ID, KIND = "explorer-id", "explorer-kind"  # what BibTeX has no field for
TAKEN = frozenset({"id", "key", "kind", "source", "position"})
NUMBERS, DATES, LISTS = (frozenset(name for name in KNOWN if KNOWN[name] == kind) for kind in (NUMBER, DATE, LIST))
PEOPLE = {"authors", "editors"}
ADDRESSES = frozenset({"url", "pdf_url", "code_url", "project_url", "eprint"})
AND = r"(?<![ \t\r\n])[ \t\r\n]++and[ \t\r\n]+"  # a space that does not break is part of a name
OTHERS = "others"  # what BibTeX puts where a list of names is not whole
WHOLE = re.compile(r"-?\d{1,18}")


def record(kind: str, key: str, fields: Mapping[str, str]) -> dict[str, Any]:
    """Give an entry's fields our names and values; what has none of our names keeps its own."""
    found: dict[str, Any] = {}
    for name, latex in fields.items():
        ours = NAMES.get(name, name)
        ours = name if ours in fields and ours not in NAMES else ours
        value = READERS.get(ours, plain)(latex)
        if value or name == KIND:
            found[_free(name, ours, found)] = value
        if ours in PEOPLE and is_cut(latex):
            found.setdefault(f"{ours}_text", plain(latex))
    _date(found)
    _number(found)
    _eprint(found)
    stated = found.pop(KIND, None if kind == MISC else kind)
    return {"id": found.pop(ID, None) or found.get("arxiv_id") or key, "key": key, "kind": stated, **found}


def is_cut(latex: str) -> bool:
    """Say whether a list of names ends with `and others`."""
    *names, last = parted(latex, AND)
    return bool(names) and last.strip() == OTHERS


def address(latex: str) -> str:
    """Read an address, in which only a backslash is LaTeX's, and a space in braces."""
    if "\\" not in latex and "{ }" not in latex:
        return SPACES.sub(" ", latex).strip(" ")
    return plain(re.sub(r"~|-(?=-)", lambda mark: ESCAPES[mark[0]], latex))


def _free(name: str, ours: str, found: Mapping[str, Any]) -> str:
    """Choose our name, else the field's own, else one beside it."""
    if ours not in found and ours not in TAKEN:
        return ours
    kept = f"{name}_field" if name in TAKEN else name
    return f"{kept}_2" if kept in found else kept


def _people(latex: str) -> list[str]:
    names = parted(latex, AND)
    return [found for name in (names[:-1] if is_cut(latex) else names) if (found := _person(name))]


def _person(name: str) -> str:
    if "," not in name:
        return plain(name)
    return ordered([plain(part) for part in parted(name, ",")])


def _listed(latex: str) -> list[str]:
    items = parted(latex, ",")
    items = items if len(items) > 1 else parted(latex, ";")
    return [found for item in items if (found := plain(item))]


def _pages(latex: str) -> str:
    return plain(re.sub(r"-{2,}", "-", latex))


def _date(found: dict[str, Any]) -> None:
    if "date" in found:
        found |= {name: value for name, value in dated(found.pop("date")).items() if name not in found}
    for name in DATES & found.keys():
        if isinstance(found[name], str) and not parsed(found[name]):
            found[f"{name}_text"] = found.pop(name)


def _number(found: dict[str, Any]) -> None:
    """Put a text that stands where a number should under another name, so that numbers stay numbers."""
    for name in NUMBERS & found.keys():
        if isinstance(found[name], str) and not WHOLE.fullmatch(found[name]):
            free = "comment" if name == "comments" and "comment" not in found else f"{name}_text"
            found[free] = found.pop(name)


def _eprint(found: dict[str, Any]) -> None:
    scheme = str(found.get("archiveprefix") or found.get("eprinttype") or "arxiv").lower()
    eprint = found.get("eprint")
    bare = arxiv_id(eprint) if eprint and scheme == "arxiv" else None
    if bare is None:
        stated = stated_arxiv_id(found.get("doi"), found.get("url"), found.get("venue"))
        found |= {"arxiv_id": stated} if stated and "arxiv_id" not in found else {}
        return
    found["arxiv_id"] = bare
    for name in ("archiveprefix", "eprinttype", *(["eprint"] if eprint == bare else [])):
        found.pop(name, None)
    first = found.get("primaryclass") or found.get("eprintclass")
    if first and found.setdefault("categories", [first])[0] == first:
        found.pop("primaryclass" if "primaryclass" in found else "eprintclass")


READERS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(LISTS, _listed), **dict.fromkeys(ADDRESSES, address), "doi": lambda latex: doi(address(latex)),
    "authors": _people, "editors": _people, "pages": _pages, "file": str.strip,
}  # fmt: skip
