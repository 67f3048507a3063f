"""The Daily Papers page of Hugging Face, saved as HTML by a browser."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Any, BinaryIO

from explorer.errors import DocumentError
from explorer.formats.base import Format, Reading, register
from explorer.formats.encoding import decoded, opening
from explorer.formats.hub_json import LISTS, PAGE, add_all
from explorer.formats.json_text import loads

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

LARGEST, DEEPEST = 64 << 20, 10_000  # characters, and elements in one another, which take time by their square
# Beginnings and ends of elements; those that hold nothing end by themselves.
ELEMENT = re.compile(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b)(?:[A-Za-z]|/)", re.IGNORECASE
)
LONG = 10  # digits; no count has so many
EXPECTED = "expected a page of Daily Papers, saved whole"
PAPER = re.compile(r"/papers/(\d{4}\.\d{4,5})$")
AUTHORS = re.compile(r"(?<!\d)(\d{1,9}) authors?")


def sniff(head: bytes) -> float:
    """Look for a page's beginning."""
    start = opening(head).lower()
    return 0.8 if start.startswith(("<!doctype html", "<html")) or 'data-target="dailypapers"' in start else 0.0


def read(file: BinaryIO) -> Reading:
    """Read the records that the page carries, or its visible text where it carries none."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - only pages need it

    text, notes = decoded(file)
    if len(text) > LARGEST:
        raise DocumentError("document", f"the page is {len(text) / 1e6:,.0f} MB; {EXPECTED}")
    if _depth(text) > DEEPEST:
        raise DocumentError("document", f"more than {DEEPEST:,} of the page's elements are in one another; {EXPECTED}")
    page, reading = LexborHTMLParser(text), Reading(notes=notes)
    day = _day(page, reading)
    if day is not None:
        add_all(reading, day)
        return reading
    for place, article in enumerate(page.css("article"), 1):
        reading.add(_paper(article), f"article {place}")
    if not reading.papers:
        raise DocumentError("document", f"the page shows no paper; {EXPECTED}")
    return reading


def _depth(text: str) -> int:
    steps = (-1 if mark[0] == "</" else 1 for mark in ELEMENT.finditer(text))
    return max(accumulate(steps, lambda depth, step: max(0, depth + step)), default=0)


def _day(page: LexborHTMLParser, reading: Reading) -> dict[str, Any] | None:
    """Find the JSON that the page's list is drawn from, and when the page says it is of."""
    for node in page.css('[data-target="DailyPapers"]'):
        try:
            found = loads(node.attributes.get("data-props") or "null")
        except (ValueError, RecursionError) as error:
            reading.notes.append(f"read from the visible text, because data-props is damaged ({error})")
            continue
        items = next((found[name] for name in LISTS if found.get(name)), None) if isinstance(found, dict) else None
        if isinstance(items, list):
            reading.saved = found.get("dateString") if isinstance(found.get("dateString"), str) else None
            return {"data": items}
    return None


def _paper(article: LexborNode) -> dict[str, Any]:
    """Read what an article shows: title, link, abstract, upvotes, number of authors, date."""
    link = article.css_first('h3 a[href*="/papers/"]') or article.css_first("h3 a") or article.css_first("h3")
    href = (link.attributes.get("href") or "") if link else ""
    found = PAPER.search(href.partition("#")[0].partition("?")[0])
    authors = AUTHORS.search(_text(article))
    shown = {
        "id": found[1] if found else None,
        "title": _text(link),
        "abstract": _text(article.css_first("p")),
        "upvotes": _upvotes(article),
        "author_count": int(authors[1]) if authors else None,
        "published": _moment(article),
        "url": f"{PAGE}{found[1]}" if found else None,
    }
    return {name: value for name, value in shown.items() if value not in (None, "")}


def _text(node: LexborNode | None) -> str:
    return " ".join(node.text(separator=" ").split()) if node else ""


def _upvotes(article: LexborNode) -> int | None:
    """Read the number in the page's vote button; a dash there is no number."""
    for node in article.css('label, .leading-none, a[href*="login?next"]'):
        shown = _text(node)
        if shown.isdecimal() and len(shown) < LONG:
            return int(shown)
    return None


def _moment(article: LexborNode) -> str | None:
    moment = article.css_first("time")
    return (moment.attributes.get("datetime") or _text(moment)) if moment else None


register(Format("Hugging Face page (HTML)", (), sniff, read))
