"""From a paper to an entry of BibTeX: its fields under BibTeX's names, its text as LaTeX."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from explorer.columns import KNOWN, TEXT
from explorer.formats.bibtex_reading import ADDRESSES, ID, KIND, NAMES, TAKEN, address, record
from explorer.formats.cells import is_nested
from explorer.formats.dates import iso
from explorer.formats.kinds import ENTRIES, MISC
from explorer.formats.latex_text import escaped, is_balanced
from explorer.formats.names import inverted, parts
from explorer.formats.stated import arxiv_id, is_arxiv_id
from explorer.formats.titles import keeper

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FIELDS = {"authors": "author", "editors": "editor", "issue": "number", "comment": "note", "note": "annotation",
          "published": "date"}  # fmt: skip
# What a citation is made of comes first, the rest as the papers have it.
FIRST = ("title", "author", "editor", "journal", "booktitle", "volume", "number", "pages", "publisher", "year", "date",
         "doi", "eprint", "archiveprefix", "primaryclass", "url")  # fmt: skip
OURS = frozenset({"date", "archiveprefix", "eprinttype", "primaryclass", "eprintclass"})
HELD = frozenset(KNOWN) - {"source", "position"} | {"published_text"}
IN_BOOKS = frozenset({"inproceedings", "incollection", "inbook", "conference", "suppbook"})
NAME = re.compile(r"[a-z][a-z0-9_+-]*")  # with a dot pandoc would refuse the whole document


def entry(paper: Mapping[str, Any], key: str) -> tuple[str, dict[str, str]]:
    """Write what is known of a paper as an entry's type and its fields, in LaTeX."""
    kind, said = _kind(paper)
    found: dict[str, str] = {}
    for name, value in paper.items():
        if value is not None and name not in TAKEN and not (name == "arxiv_id" and is_arxiv_id(value)):
            found.setdefault(_field(name, kind), WRITERS.get(name, _written)(value))
    if paper.get("year") is None and isinstance(paper.get("published"), datetime):
        found["year"] = f"{paper['published'].year:04}"
    found |= _of_arxiv(paper) | said
    if record(kind, key, found)["id"] != paper["id"]:
        found[ID] = escaped(paper["id"])
    order = dict.fromkeys([*(name for name in FIRST if name in found), *found])
    return kind, {name: found[name] for name in order}


def keeps(name: str, values: pd.Series) -> bool:
    """Say whether a column that has none of our names comes back as it was."""
    is_free = name not in NAMES.keys() | TAKEN | OURS and not name.startswith("explorer-")
    return is_writable(name, values) and is_free


def is_writable(name: str, values: pd.Series) -> bool:
    """Say whether a column can be a field: one of ours, or texts under a name that BibTeX takes."""
    is_text = values.dtype == pd.ArrowDtype(TEXT) and not is_nested(values)
    return name in HELD or (bool(NAME.fullmatch(name)) and is_text)


def _kind(paper: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Choose an entry's type, with a field for the kind of document that the type does not say."""
    kind = paper.get("kind")
    if kind in ENTRIES - {MISC}:
        return str(kind), {}
    chosen = "article" if paper.get("venue") else MISC
    if kind:
        return chosen, {KIND: escaped(kind)}
    return chosen, {} if chosen == MISC else {KIND: ""}


def _field(name: str, kind: str) -> str:
    if name == "venue":
        return "booktitle" if kind in IN_BOOKS else "journal"
    return FIELDS.get(name, name)


def _of_arxiv(paper: Mapping[str, Any]) -> dict[str, str]:
    """Write an arXiv id, which may be the paper's own, as arXiv itself writes it."""
    name = paper.get("arxiv_id") or paper["id"]
    if not name or not is_arxiv_id(name):
        return {}
    given = paper.get("eprint") or ""
    first = {"primaryclass": escaped(paper["categories"][0])} if paper.get("categories") else {}
    return {"eprint": given if arxiv_id(given) == name else name, "archiveprefix": "arXiv", **first}


def _person(name: str) -> str:
    if "," in name or re.search(r"(^|\s)and(\s|$)|^\s*others\s*$", name, re.IGNORECASE):
        return f"{{{escaped(name)}}}"
    return ", ".join(map(escaped, inverted(name).split(", "))) if parts(name)[2] else escaped(name)


def _item(item: str) -> str:
    return f"{{{escaped(item)}}}" if re.search("[,;]", item) else escaped(item)


def _address(link: str) -> str:
    is_safe = "\\" not in link and is_balanced(link) and address(link) == link
    return link if is_safe else escaped(link)


def _pages(pages: str) -> str:
    return re.sub(r"(?<=\d)-(?=\d)", "--", escaped(pages))


def _written(value: Any) -> str:  # noqa: ANN401 - a text, a date, a number or a list of texts
    if isinstance(value, list):
        return ", ".join(map(_item, value))
    return escaped(iso(value) if isinstance(value, datetime) else str(value))


WRITERS: dict[str, Callable[[Any], str]] = {
    "title": lambda title: escaped(title, keeper(title)),
    **dict.fromkeys(("authors", "editors"), lambda names: " and ".join(map(_person, names))),
    **dict.fromkeys((*ADDRESSES, "doi"), _address), "file": lambda file: file if is_balanced(file) else escaped(file),
    "pages": _pages,
}  # fmt: skip
