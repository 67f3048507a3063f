"""PubMed's XML: articles and books with their abstracts, MeSH terms and identifiers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.etree.ElementTree import Element

from explorer.errors import DocumentError
from explorer.formats.base import Format, Reading, register
from explorer.formats.dates import published
from explorer.formats.feed import pages
from explorer.formats.identifiers import doi
from explorer.formats.json_records import stated
from explorer.formats.xml import at, name_of, root, text, texts, whole_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = "https://pubmed.ncbi.nlm.nih.gov/"
EXPECTED = "expected articles as PubMed gives them"
ROOTS = ("PubmedArticleSet", "PubmedArticle", "PubmedBookArticleSet", "PubmedBookArticle")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def sniff(head: bytes) -> float:
    """Look for the first tag of a set of articles, or of one."""
    return 0.95 if name_of(root(head)) in ROOTS else 0.0


def read(file: BinaryIO) -> Reading:
    """Read each article and book as a paper; citations that PubMed took back are skipped and named."""
    reading, place = Reading(), 0
    for element in whole_elements(file, ("PubmedArticle", "PubmedBookArticle", "DeleteCitation"), reading):
        if name_of(element.tag) == "DeleteCitation":
            for pmid in texts(element, "PMID"):
                reading.skip(f"PMID {pmid}", "PubMed took it back")
            continue
        place += 1
        book = element.find("BookDocument")
        reading.add(_article(element) if book is None else _book(book), f"record {place}")
    if not reading.papers and not reading.skips:
        reading.notes.append("PubMed found no article")
    if reading.skips and not reading.papers:
        raise DocumentError("document", f"none of its records is a paper ({reading.skips[0]}); {EXPECTED}")
    return reading


def _article(element: Element) -> dict[str, Any]:
    citation = element.find("MedlineCitation")
    citation = element if citation is None else citation
    article = citation.find("Article")
    article = citation if article is None else article
    mesh = texts(citation, "MeshHeadingList/MeshHeading/DescriptorName")
    known = {
        **_named(citation, element.find("PubmedData/ArticleIdList")),
        "title": text(article, "ArticleTitle") or text(article, "VernacularTitle"),
        "title_original": text(article, "VernacularTitle"),
        "abstract": _abstract(article.find("Abstract")),
        "copyright": text(article, "Abstract/CopyrightInformation"),
        **_people(article.find("AuthorList")),
        **_journal(article),
        **_online(article),
        "keywords": list(dict.fromkeys([*texts(citation, "KeywordList/Keyword"), *mesh])),
        "chemicals": texts(citation, "ChemicalList/Chemical/NameOfSubstance"),
        "grants": [_grant(grant) for grant in at(article, "GrantList/Grant")],
        "corrections": list(_corrections(citation)),
        "conflicts": text(citation, "CoiStatement"),
    }
    known["doi"] = known["doi"] or doi(text(article, "ELocationID[@EIdType='doi']"))
    return stated(known)


def _book(book: Element) -> dict[str, Any]:
    """Give a book, or a chapter of one, our names."""
    editors = book.find("Book/AuthorList[@Type='editors']")
    authors = book.find("AuthorList[@Type='authors']")
    authors = book.find("Book/AuthorList[@Type='authors']") if authors is None else authors
    title, whole_title = text(book, "ArticleTitle"), text(book, "Book/BookTitle")
    return stated(
        {
            **_named(book, book.find("ArticleIdList")),
            "title": title or whole_title,
            "abstract": _abstract(book.find("Abstract")),
            **_people(authors),
            "editors": _people(editors)["authors"],
            "venue": whole_title if title else None,
            "publisher": text(book, "Book/Publisher/PublisherName"),
            "isbn": text(book, "Book/Isbn"),
            "volume": text(book, "Book/Volume"),
            "pages": text(book, "Pagination/MedlinePgn"),
            "edition": text(book, "Book/Edition"),
            **published(_date(book.find("Book/PubDate"))),
            "language": text(book, "Language"),
            **_kinds(book),
            "keywords": texts(book, "KeywordList/Keyword"),
        }
    )


def _named(citation: Element, given: Element | None) -> dict[str, Any]:
    pmid = text(citation, "PMID")
    names = {name.get("IdType"): text(name) for name in (() if given is None else given)}
    return {
        "id": pmid,
        "pmid": pmid,
        "doi": doi(names.get("doi")),
        "pmcid": names.get("pmc"),
        "pii": names.get("pii"),
        "bookaccession": names.get("bookaccession"),
        "url": f"{PAGE}{pmid}/" if pmid else None,
    }


def _abstract(abstract: Element | None) -> str | None:
    """Join an abstract's parts, each after its label."""
    parts = [] if abstract is None else abstract.findall("AbstractText")
    written = [(part.get("Label"), text(part)) for part in parts]
    return "\n".join(f"{label}: {said}" if label else said for label, said in written if said) or None


def _people(listed: Element | None) -> dict[str, Any]:
    people = [] if listed is None else listed.findall("Author")
    homes = [home for who in people for home in texts(who, "AffiliationInfo/Affiliation")]
    return {
        "authors": [name for who in people if (name := _name(who))],
        "affiliations": list(dict.fromkeys(homes)),
        "orcids": [orcid for who in people for orcid in _orcids(who)],
    }


def _orcids(who: Element) -> dict[str, None]:
    written = [text(name) for name in who.findall("Identifier") if name.get("Source") == "ORCID"]
    return dict.fromkeys(filter(None, written))


def _name(who: Element) -> str | None:
    given = text(who, "ForeName") or text(who, "Initials")
    parts = filter(None, (given, text(who, "LastName"), text(who, "Suffix")))
    return " ".join(parts) or text(who, "CollectiveName")


def _journal(article: Element) -> dict[str, Any]:
    journal = article.find("Journal")
    first, last = text(article, "Pagination/StartPage"), text(article, "Pagination/EndPage")
    return {
        "venue": text(journal, "Title") or text(journal, "ISOAbbreviation"),
        "venue_short": text(journal, "ISOAbbreviation"),
        "issn": text(journal, "ISSN"),
        "volume": text(journal, "JournalIssue/Volume"),
        "issue": text(journal, "JournalIssue/Issue"),
        "pages": text(article, "Pagination/MedlinePgn") or pages(first, last),
        **published(_date(next(iter(at(journal, "JournalIssue/PubDate")), None))),
        "language": text(article, "Language"),
        **_kinds(article),
    }


def _online(article: Element) -> dict[str, Any]:
    """Give the day that an article stood in the network, which is often before its issue."""
    known = published(_date(article.find("ArticleDate")))
    return {f"{name}_online": value for name, value in known.items() if name == "published"}


def _kinds(article: Element) -> dict[str, Any]:
    kinds = texts(article, "PublicationTypeList/PublicationType") or texts(article, "PublicationType")
    return {"kind": kinds[0] if kinds else None, "publication_types": kinds}


def _date(date: Element | None) -> str | None:
    """Write a date as far as it is stated: `2024-01-05`, `2024 Jan`, `2024 Winter` or `2023 Dec-2024 Jan`."""
    if date is None:
        return None
    year, month, day = (text(date, name) for name in ("Year", "Month", "Day"))
    number = _month(month or "")
    if year and number and day and re.fullmatch(r"\d{4}", year) and re.fullmatch(r"\d{1,2}", day):
        return f"{year}-{number:02}-{int(day):02}"
    return text(date, "MedlineDate") or " ".join(filter(None, (year, month or text(date, "Season"), day))) or None


def _month(written: str) -> int | None:
    """Give the number of a month that PubMed writes as `Jan`, `January` or `01`."""
    if re.fullmatch(r"[0-9]{1,2}", written):
        return int(written)
    short = written[:3].lower()
    return MONTHS.index(short) + 1 if short in MONTHS else None


def _grant(grant: Element) -> str:
    return " ".join(filter(None, (text(grant, "Agency"), text(grant, "GrantID"))))


def _corrections(citation: Element) -> Iterator[str]:
    """Give what PubMed says beside an article: of its erratum, comment or retraction."""
    for other in at(citation, "CommentsCorrectionsList/CommentsCorrections"):
        kind, where = other.get("RefType"), text(other, "RefSource")
        if kind and kind != "Cites":
            yield f"{kind}: {where}" if where else kind


register(Format("PubMed XML", (), sniff, read))
