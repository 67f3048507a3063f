"""A page kept as text, as blocks: each text with the link it had, however the text spells links."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ADDRESS = re.compile(r"https?://\S+")
DEFINITION = re.compile(r"\[(\w+)\]:?\s+<?(https?://[^\s>]+)>?(?:\s.*)?")
LEAD = r"(#+\s+|[*-]\s+|[A-Z][a-z]{2,8} \d{1,2}(?:, \d{4})?\s+)?"
LINKED = re.compile(LEAD + r"\[(.*)\](\[\w+\]|\([^()\s]+\))")
CLOSED = re.compile(r"(.*)\](\[\w+\]|\([^()\s]+\))")
HEADING = re.compile(r"(#+)\s+(.+)")
CUT = re.compile(r"\[(?:content )?truncated\]", re.IGNORECASE)
DOT = "·"


@dataclass(frozen=True)
class Block:
    """Hold a paragraph's or a link's text, the link, the heading's level (0: none) and the line."""

    text: str
    link: str = ""
    level: int = 0
    line: int = 0


def blocks(lines: Sequence[str]) -> list[Block]:
    """Cut a page's lines into blocks; a line that is only an address is the link of the block before it."""
    lines = [line.strip() for line in lines]
    addresses = {f"[{found[1]}]": found[2] for line in lines if (found := DEFINITION.fullmatch(line))}
    cutter = _Cutter(addresses)
    for place, line in enumerate(lines, 1):
        cutter.take(line, place)
    cutter.end()
    return cutter.found


@dataclass
class _Cutter:
    addresses: dict[str, str]
    found: list[Block] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    start: int = 0
    is_open: bool = False

    def take(self, line: str, place: int) -> None:
        """Take the next line."""
        closed = CLOSED.fullmatch(line) if self.is_open else None
        if closed and closed[1].count("[") == closed[1].count("]"):
            self.hold(closed[1], place)
            self.end(closed[2])
        elif line == "[":
            self.end()
            self.is_open = True
        elif ADDRESS.fullmatch(line) and not self.is_open:
            self.end()
            self.address(line, place)
        elif (line or not self.is_open) and not self.alone(line, place):
            self.hold(line, place)

    def alone(self, line: str, place: int) -> bool:
        """Take a line that is a block of its own, or that only ends one."""
        linked, heading = LINKED.fullmatch(line), HEADING.fullmatch(line)
        if linked:
            self.end()
            self.linked((linked[1] or "").strip(), linked[2], linked[3], place)
        elif heading and not self.is_open:
            self.end()
            self.found.append(Block(heading[2], "", len(heading[1]), place))
        elif line in ("", DOT) or line.startswith("```") or CUT.fullmatch(line) or DEFINITION.fullmatch(line):
            self.end()
            self.found += [Block(DOT, line=place)] if line == DOT else []
        else:
            return False
        return True

    def linked(self, lead: str, text: str, link: str, place: int) -> None:
        """Take a line that ends in a link, with a heading's mark, a bullet or a date before it."""
        if lead.strip("#*-"):
            self.found.append(Block(lead, line=place))
        self.found.append(Block(text.strip(), self.resolved(link), lead.count("#"), place))

    def address(self, link: str, place: int) -> None:
        """Give an address to the block before it, where that has none."""
        if self.found and not self.found[-1].link:
            self.found[-1] = replace(self.found[-1], link=link)
            return
        self.found.append(Block("", link, line=place))

    def hold(self, line: str, place: int) -> None:
        """Keep a line of a text that may go on."""
        self.start = self.start if self.held else place
        self.held += [line] if line else []

    def end(self, link: str = "") -> None:
        """End the text that was being held."""
        if self.held:
            self.found.append(Block(" ".join(self.held), self.resolved(link), line=self.start))
        self.held, self.is_open = [], False

    def resolved(self, link: str) -> str:
        """Look up a numbered link, which stays a number where the page was cut before its list."""
        return link.strip("()") if link.startswith("(") else self.addresses.get(link, link)
