"""The Daily Papers page of Hugging Face kept as text: copied, or extracted with its links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO

from explorer.errors import DocumentError
from explorer.formats.base import Format, Reading, register
from explorer.formats.blocks import CUT, DOT, Block, blocks
from explorer.formats.encoding import decoded, lines, opening
from explorer.formats.hub_json import PAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

LONG, SHORT = 300, 100
COMMUNITY = "and the research community"
FOOTER = {"Previous", "Next", "System theme", "Company", "TOS"}
MENU = {"", "Daily", "Weekly", "Monthly"}
EXPECTED = "expected the page's heading and then a title and an abstract a paper"
HEADING = re.compile(r"^[^\w\n]*+Daily Papers[^\w\n]*+$", re.MULTILINE)
KEPT = re.compile(r"\W*(exported|captured)\b[^:]*:\s*(\S+)", re.IGNORECASE)
PAPER = re.compile(r"https://huggingface\.co/papers/(\d{4}\.\d{4,5}|[a-z-]+/\d{7})")
VOTES = re.compile(r"(?:\[-\]\s*)?(-|\d{1,9})")
COUNT = re.compile(r"\d{1,9}")
AUTHORS = re.compile(r"(?:\*\s*)?(\d{1,9}) authors?")
DAY = re.compile(r"[A-Z][a-z]{2,8} \d{1,2}(, \d{4})?")
IMAGE = re.compile(r"\[[^\[\]]*\]\s+")


def sniff(head: bytes) -> float:
    """Look for the page's heading and the line under it."""
    start = opening(head)
    return 0.95 if COMMUNITY in start and HEADING.search(start) else 0.0


def read(file: BinaryIO) -> Reading:
    """Read each title with its abstract, and its id, upvotes, date and authors where the text kept them.

    A date without a year stays text in ``published_text``; the day above the list is the document's
    ``saved``, for it is the day the page was opened and says nothing of the papers.
    """
    text, notes = decoded(file)
    written = lines(text)
    above, body, saved = _parts(blocks(written))
    reading = Reading(notes=notes, saved=saved)
    titles = _linked_titles(body) or _plain_titles(body)
    for place, start in enumerate(titles):
        end = titles[place + 1] if place + 1 < len(titles) else len(body)
        reading.add(_paper(body, start, end), f"line {body[start].line}")
    if not reading.papers:
        raise DocumentError("document", f"there is no paper under its heading; {EXPECTED}")
    reading.notes += _noticed(reading, written[:above])
    if any(CUT.fullmatch(line.strip()) for line in written):
        reading.notes.append("its end was cut off before it came here, so the last abstract may not be whole")
    return reading


def _parts(found: Sequence[Block]) -> tuple[int, list[Block], str | None]:
    """Part a page's heading from its papers; give the line, the blocks below it and the day it shows."""
    top = next((at for at, block in enumerate(found) if block.text.endswith(COMMUNITY)), None)
    if top is None:
        raise DocumentError("document", f"the page's heading is not whole; {EXPECTED}")
    rest = list(found[top + 1 :])
    day = next((at for at, block in enumerate(rest[:12]) if DAY.fullmatch(block.text)), None)
    is_above = day is not None and not any(len(block.text) > LONG for block in rest[:day])
    body = rest[day + 1 :] if is_above and day is not None else [block for block in rest if block.text not in MENU]
    end = next((at for at, block in enumerate(body) if block.text in FOOTER), len(body))
    return found[top].line, body[:end], rest[day].text if is_above and day is not None else None


def _linked_titles(body: Sequence[Block]) -> list[int]:
    """Find the titles of a page that kept its links: linked headings, or the first link to each paper."""
    headings = [at for at, block in enumerate(body) if block.level and block.link]
    if headings:
        return headings
    names = [PAPER.fullmatch(block.link) for block in body]
    found = [at for at, name in enumerate(names) if name and body[at].text and not _is_beside(body[at])]
    return [at for place, at in enumerate(found) if not place or names[at][1] != names[found[place - 1]][1]]  # type: ignore[index]  # found has a name


def _plain_titles(body: Sequence[Block]) -> list[int]:
    """Find the titles of a page without links, where title and abstract take turns.

    A long text where a title is due goes on with the abstract; a short one before a long one, where an
    abstract is due, is the title of the next paper.
    """
    texts = [at for at, block in enumerate(body) if not _is_beside(block)]
    sizes = [len(body[at].text) for at in texts] + [0]
    found: list[int] = []
    is_due = True
    for place, at in enumerate(texts):
        is_lone = sizes[place] <= SHORT and sizes[place + 1] > LONG
        is_title = sizes[place] <= LONG if is_due else is_lone
        found += [at] if is_title else []
        is_due = not is_title
    return found


def _is_beside(block: Block) -> bool:
    return block.text in ("", DOT) or any(form.fullmatch(block.text) for form in (VOTES, AUTHORS, DAY))


def _paper(body: Sequence[Block], start: int, end: int) -> dict[str, Any]:
    title, rest = body[start], body[start + 1 : end]
    name = PAPER.fullmatch(title.link)
    votes = VOTES.fullmatch(body[start - 1].text) if start else None
    shown = {
        "id": name[1] if name else None,
        "title": title.text,
        "abstract": _abstract(rest),
        "upvotes": int(votes[1]) if votes and votes[1] != "-" else None,
        **_beside(rest),
        "url": f"{PAGE}{name[1]}" if name else None,
    }
    return {field: value for field, value in shown.items() if value is not None}


def _abstract(rest: Sequence[Block]) -> str | None:
    """Join the texts under a title: up to the first that is a link, else all."""
    texts = [block for block in rest if not _is_beside(block)]
    linked = next((at for at, block in enumerate(texts) if block.link), len(texts))
    return " ".join(block.text for block in texts[: linked + 1]) or None


def _beside(rest: Sequence[Block]) -> dict[str, Any]:
    """Read what the page shows under an abstract: authors or organization, date, comments."""
    found: dict[str, Any] = {}
    authors = next((known for block in rest if (known := AUTHORS.fullmatch(block.text))), None)
    if authors:
        found["author_count"] = int(authors[1])
    texts = [block for block in rest if block.link and not _is_beside(block)]
    if len(texts) > 1:
        found["organization"] = IMAGE.sub("", texts[1].text, count=1)
    day = next((at for at, block in enumerate(rest) if DAY.fullmatch(block.text)), None)
    if day is None:
        return found
    found["published" if "," in rest[day].text else "published_text"] = rest[day].text
    after = rest[day + 1] if day + 1 < len(rest) else Block("")
    # The next paper's upvotes follow too; comments share the date's line or link to the discussion.
    if COUNT.fullmatch(after.text) and (after.line == rest[day].line or after.link.endswith("#community")):
        found["comments"] = int(after.text)
    return found


def _noticed(reading: Reading, above: Sequence[str]) -> list[str]:
    """Say what a reader should know: dates without a year, papers without abstract, when it was kept."""
    kept = [f"{found[1].lower()} {found[2]}" for line in above if (found := KEPT.match(line))]
    papers = reading.papers if isinstance(reading.papers, list) else []
    dates = sum("published_text" in paper for paper in papers)
    bare = [paper["position"] for paper in papers if "abstract" not in paper]
    said = [f"dates without a year: {dates}, kept as text in published_text"] if dates else []
    said += [f"papers without an abstract: {len(bare)}, the first is number {bare[0]}"] if bare else []
    return [*kept, *said]


register(Format("Hugging Face page (text)", (), sniff, read))
