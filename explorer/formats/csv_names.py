"""What the columns of other people's exports are called here, and how they write names of people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from explorer.columns import KNOWN
from explorer.formats.csv_people import (
    bare_initials_first,
    between_commas,
    given_first,
    initials_first,
    several_given_first,
)
from explorer.formats.identifiers import arxiv_id, doi
from explorer.values import parsed

Columns = dict[str, list[Any]]
People = Callable[[list[str]], list[str]]
ENDS = ("first_page", "last_page")
NOBODY = "[no author "
PAPER = {"title", "id"}
TITLES = ("paper", "paper name", "article", "article name", "name")  # where no column is called a title or an id


@dataclass(frozen=True)
class Service:
    """Say how an export is known by its columns, what they are called here and how it writes people."""

    marks: frozenset[str]
    names: Mapping[str, str] = field(default_factory=dict)
    people: People = list
    key: str = ""  # the column that names a paper, beside being a field of its own
    surplus: str = ""  # the column after which a row may have more cells than the header


def exporter(header: Sequence[str]) -> Service | None:
    """Find whose export has such a header; none where it is one that explorer wrote."""
    if header and header[0] == "id" and {"title", "abstract"} <= set(header):
        return None
    names = {name.strip().lower() for name in header}
    return next(service for service in SERVICES if service.marks <= names)


def renamed(service: Service, header: Sequence[str]) -> list[str]:
    """Give the columns of an export our names; a second one for the same keeps its own."""
    known = [name.strip() for name in header]
    taken = {name.lower() for name in known if name.lower() in {"id", *KNOWN} and name.lower() not in service.names}
    names: list[str] = []
    for name in known:
        ours = service.names.get(name.lower()) or COMMON.get(name.lower(), name)
        names.append(name if ours in taken else ours)
        taken.add(ours if ours != name else "")
    return names


def is_list(header: Sequence[str]) -> bool:
    """Say whether a table's header names a title or an id, in whatever words."""
    service = exporter(header)
    names = renamed(service, header) if service else header
    return len(names) > 1 and names_papers(names)


def names_papers(names: Sequence[str]) -> bool:
    """Say whether one of the columns is a title or an id."""
    return not PAPER.isdisjoint(name.strip().lower() for name in names)


def is_usual(header: Sequence[str]) -> bool:
    """Say whether a header has a column of ours, or one that other people's exports have, too."""
    names = {name.strip().lower() for name in header}
    return len(header) > 1 and not names.isdisjoint(KNOWN.keys() | COMMON.keys())


def titled(names: list[str]) -> list[str]:
    """Call a column a title whose name may mean other things, too, where no other is a title or an id."""
    if names_papers(names):
        return names
    lower = [name.lower() for name in names]
    first = next((lower.index(name) for name in TITLES if name in lower), None)
    return ["title" if place == first else name for place, name in enumerate(names)]


def squeezed(service: Service, header: Sequence[str], row: list[str]) -> list[str]:
    """Join the cells of a row that the header has no name for, where the service is known to write such."""
    places = [at for at, name in enumerate(header) if service.surplus and name.lower().startswith(service.surplus)]
    more = len(row) - len(header)
    if more <= 0 or not places:
        return row
    first = places[-1]
    return [*row[:first], " ".join(filter(None, row[first : first + more + 1])), *row[first + more + 1 :]]


def finished(service: Service, columns: Columns) -> Columns:
    """Write people, pages, DOIs, dates and arXiv ids as a papers frame does."""
    found = dict(columns)
    if service.key in found:
        found.setdefault("id", found[service.key])
    for name in ("authors", "editors"):
        if name in found:
            found[name] = [_people(service, people) for people in found[name]]
    if "doi" in found:
        found["doi"] = [doi(value) or value for value in found["doi"]]
    _join_pages(found)
    _keep_partial_dates(found)
    _name_by_arxiv(found)
    return found


def _people(service: Service, people: list[str]) -> list[str]:
    named = [person for person in people if person and not person.lower().startswith(NOBODY)]
    return service.people(named) if named else []


def _join_pages(columns: Columns) -> None:
    """Join the first and the last page, where they are two columns."""
    if set(ENDS) <= set(columns):
        given = zip(columns.pop(ENDS[0]), columns.pop(ENDS[1]), strict=True)
        columns["pages"] = [f"{first}-{last}" if first and last else first or last for first, last in given]


def _keep_partial_dates(columns: Columns) -> None:
    """Keep as text what is no whole date: nobody makes up a day."""
    for name in ("published", "updated"):
        values = columns.get(name, [])
        partial = [value if isinstance(value, str) and value and parsed(value) is None else None for value in values]
        if any(partial):
            columns[name] = [None if part else value for value, part in zip(values, partial, strict=True)]
            columns[f"{name}_text"] = partial


def _name_by_arxiv(columns: Columns) -> None:
    """Take a paper's arXiv id from its addresses, where they hold one and the document has no ids."""
    places = [columns[name] for name in ("arxiv_id", "url", "doi", "pdf_url") if name in columns]
    found = [next(filter(None, map(arxiv_id, row)), None) for row in zip(*places, strict=True)]
    if not any(found):
        return
    columns["arxiv_id"] = found
    given = columns.get("id", [None] * len(found))
    columns["id"] = [arxiv or own for arxiv, own in zip(found, given, strict=True)]


def _table(**names: str) -> dict[str, str]:
    return {theirs: ours for ours, all_of_them in names.items() for theirs in all_of_them.split("|")}


COMMON = _table(
    id="paperid|paper id|lens id",
    title="document title|article title|paper title",
    abstract="abstract note|summary",
    authors="author|author/s|author(s)|author names",
    year="publication year|publication_year|pubyear",
    published="publication date|date published|online date",
    venue="source title|publication title|journal|journal/book|booktitle|conference",
    issue="issue number",
    first_page="start page|page start|startpage",
    last_page="end page|page end|endpage",
    citations="cited by|citation count|citationcount|article citation count|times cited|cites|citing works count",
    keywords="author keywords|automatic tags",
    doi="digital object identifier",
    url="link|articleurl|external url|paper url|paper link",
    pdf_url="pdf link|fulltexturl|pdf url",
    arxiv_id="arxiv|arxiv id",
    pmid="pubmed id",
    isbn="isbns",
    issn="issns",
    language="language of original document",
    kind="document type|item type|publication type",
    license="rights",
    affiliations="author affiliations",
    editors="editor",
)
WEB_OF_SCIENCE = _table(
    id="ut|ut (unique wos id)",
    authors="af|author full names",
    authors_short="au|authors",
    title="ti",
    venue="so",
    language="la",
    kind="dt|document type",
    keywords="de",
    keywords_plus="id|keywords plus",
    publication_type="pt|publication type",
    abstract="ab",
    citations="tc|times cited, wos core",
    year="py",
    published="pd",
    volume="vl",
    issue="is",
    first_page="bp",
    last_page="ep",
    doi="di",
    pmid="pm",
    publisher="pu",
    issn="sn",
    isbn="bn",
)
SCOPUS = _table(id="eid", database="source")
SERVICES = (
    Service(  # Scopus since 2023
        frozenset({"source title", "eid", "author full names"}),
        SCOPUS | _table(authors="author full names", authors_short="authors"),
        given_first,
        surplus="funding text",
    ),
    Service(frozenset({"source title", "eid"}), SCOPUS, initials_first, surplus="funding text"),
    Service(frozenset({"document title", "date added to xplore"})),  # IEEE Xplore
    Service(frozenset({"ti", "so", "ut"}), WEB_OF_SCIENCE, given_first),
    Service(frozenset({"article title", "ut (unique wos id)"}), WEB_OF_SCIENCE, given_first),
    Service(  # Zotero
        frozenset({"key", "item type", "abstract note"}),
        _table(published="date", tags="manual tags"),
        given_first,
        "key",
    ),
    Service(frozenset({"pmid", "journal/book"}), people=bare_initials_first, key="pmid"),  # PubMed
    Service(frozenset({"gsrank", "cites"}), _table(venue="source", kind="type"), between_commas),  # Publish or Perish
    Service(frozenset(), people=several_given_first),
)
