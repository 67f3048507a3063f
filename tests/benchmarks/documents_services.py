"""The benchmark's papers as services send them, each with the bare parser that reads it without us."""

from __future__ import annotations

import io
import json
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import feedparser

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Paper = dict[str, Any]
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"
xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"><id>https://arxiv.org/api/made</id>{}</feed>"""
RSS = '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Made</title>{}</channel></rss>'
OAI = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>{}</ListRecords></OAI-PMH>'


def services(folder: Path, papers: Sequence[Paper]) -> dict[Path, Callable[[Path], object]]:
    """Write the papers as each service does, and name the bare parser of each."""
    some = papers[: len(papers) // 4]  # a feed of 10,000 entries is longer than any
    written = {
        "reply.atom": (ATOM.format("".join(map(_entry, some))), _feed),
        "feed.rss": (RSS.format("".join(map(_item, some))), _feed),
        "oai.xml": (OAI.format("".join(map(_record, papers))), _tree),
        "pubmed.xml": (f"<PubmedArticleSet>{''.join(map(_article, papers))}</PubmedArticleSet>", _tree),
        "openalex.json": (json.dumps({"results": [_work(paper) for paper in papers]}), _json),
        "semantic-scholar.json": (json.dumps({"data": [_scholar(paper) for paper in papers]}), _json),
    }
    for name, (text, _) in written.items():
        (folder / name).write_text(text)
    return {folder / name: bare for name, (_, bare) in written.items()}


def _feed(path: Path) -> object:
    return feedparser.parse(io.BytesIO(path.read_bytes()), sanitize_html=False, resolve_relative_uris=False)


def _tree(path: Path) -> object:
    return [element for _, element in ET.iterparse(path)]


def _json(path: Path) -> object:
    return json.loads(path.read_bytes())


def _names(paper: Paper) -> list[str]:
    return [author["name"] for author in paper["authors"]]


def _tags(**texts: str) -> str:
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in texts.items())


def _entry(paper: Paper) -> str:
    people = "".join(f"<author><name>{escape(name)}</name></author>" for name in _names(paper))
    texts = _tags(title=paper["title"], summary=paper["summary"], published=paper["publishedAt"])
    return f'<entry><id>http://arxiv.org/abs/{paper["id"]}v1</id>{texts}{people}<category term="cs.LG"/></entry>'


def _item(paper: Paper) -> str:
    people = "".join(f"<dc:creator>{escape(name)}</dc:creator>" for name in _names(paper))
    return f"<item>{_tags(title=paper['title'], description=paper['summary'], guid=paper['id'])}{people}</item>"


def _record(paper: Paper) -> str:
    people = "".join(f"<author>{_tags(keyname=name)}</author>" for name in _names(paper))
    texts = _tags(id=paper["id"], created=paper["publishedAt"][:10], title=paper["title"], abstract=paper["summary"])
    work = f'<arXiv xmlns="http://arxiv.org/OAI/arXiv/">{texts}<authors>{people}</authors></arXiv>'
    header = f"<header><identifier>oai:arXiv.org:{paper['id']}</identifier></header>"
    return f"<record>{header}<metadata>{work}</metadata></record>"


def _article(paper: Paper) -> str:
    people = "".join(f"<Author>{_tags(LastName=name)}</Author>" for name in _names(paper))
    year, month, day = paper["publishedAt"][:10].split("-")
    date = f"<JournalIssue><PubDate>{_tags(Year=year, Month=month, Day=day)}</PubDate></JournalIssue>"
    abstract = f"<Abstract>{_tags(AbstractText=paper['summary'])}</Abstract><AuthorList>{people}</AuthorList>"
    article = f"<Article><Journal>{date}</Journal>{_tags(ArticleTitle=paper['title'])}{abstract}</Article>"
    citation = f"<MedlineCitation>{_tags(PMID=paper['id'].replace('.', ''))}{article}</MedlineCitation>"
    return f"<PubmedArticle>{citation}</PubmedArticle>"


def _work(paper: Paper) -> Paper:
    index: dict[str, list[int]] = {}
    for place, word in enumerate(paper["summary"].split()):
        index.setdefault(word, []).append(place)
    return {
        "id": f"https://openalex.org/W{paper['id'].replace('.', '')}",
        "title": paper["title"],
        "publication_date": paper["publishedAt"][:10],
        "authorships": [{"author": {"display_name": name}} for name in _names(paper)],
        "cited_by_count": paper["upvotes"],
        "abstract_inverted_index": index,
    }


def _scholar(paper: Paper) -> Paper:
    return {
        "paperId": paper["id"],
        "externalIds": {"ArXiv": paper["id"]},
        "title": paper["title"],
        "abstract": paper["summary"],
        "publicationDate": paper["publishedAt"][:10],
        "authors": paper["authors"],
        "citationCount": paper["upvotes"],
    }
