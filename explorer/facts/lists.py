"""Names that stand in a row: "SCAN and PCFG", "A, B, and C datasets"."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from explorer.facts.naming import is_coinage
from explorer.facts.vocabulary import terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_GENERIC = terms("general", "generic") | terms("datasets", "never")
_ITEM = re.compile(
    r"[\"'“‘`]?([^\W_](?:[\w+*^{}&]|[-–./@](?=[^\W_]))*(?: (?:[A-Z][\w+-]*|\d[\w.]*|v\d[\w.]*|"
    r"of(?= [A-Z])|and(?= Temples)))*)[\"'”’`]?"
)
_NEXT = re.compile(r"(?: \([^()]{1,40}\))?(?:,? (?:and|or|&|as well as) (?:the |on )?|, (?:the |on )?| / )")
_GLOSS = re.compile(r" (?:for|in|from|on) (?:[a-z][\w-]*[ -]?){1,4}(?=,? (?:and|or)\b|, |[.;)]|$)")
_OPENERS = terms("prose", "openers") | terms("prose", "small_words")
_SIZE = re.compile(r"\d[\d.,]*[A-Za-z%]{0,2}$")
MOST = 12


def following(
    text: str, at: int, *, plain: bool, known: Mapping[int, int] = MappingProxyType({})
) -> Iterator[tuple[int, int]]:
    """Give the names in a row that begins at a place; `plain` admits capitalised words that nobody coined.

    `known` says where names that need no proof begin and end.
    """
    for _ in range(MOST):
        item = _ITEM.match(text, at)
        if at in known:
            end = known[at]
        elif item and _fits(item[1], plain=plain):
            end = item.end()
            yield item.span(1)
        else:
            return
        gloss = _GLOSS.match(text, end)
        step = _NEXT.match(text, gloss.end() if gloss else end)
        if not step:
            return
        at = step.end()


def preceding(text: str, at: int, *, plain: bool) -> Iterator[tuple[int, int]]:
    """Give the names in a row that ends right before a place, such as the word "datasets"."""
    begin = max(0, at - 160)
    if _is_plain(text[begin:at]):
        return
    row = re.search(
        r"(?:(?:[\w+*^-](?:[\w+*^-]|[./](?=\w))*(?: (?:[A-Z][\w+-]*|\d[\w.]*))*)(?:, (?:and )?| and | or | & ))*"
        r"[\w+*^-](?:[\w+*^-]|[./](?=\w))*(?: (?:[A-Z][\w+-]*|\d[\w.]*|v\d))*$",
        text[begin:at].rstrip(),
    )
    if not row:
        return
    start = begin + row.start()
    for item in re.finditer(r"[^,&]+?(?=, | and | or | & |$)(?:, and |, | and | or | & )?", row[0]):
        name = re.sub(r"(?:,? and|,| or| &)\s*$", "", item[0]).strip()
        lead = re.match(r"(?:(?:the|a|an|on|of|in|using|and|popular|public|standard|[a-z-]+) )+", name)
        offset = item[0].index(name) + (lead.end() if lead else 0)
        name = name[lead.end() :] if lead else name
        begins = start + item.start() + offset
        opens = begins == 0 or text[max(0, begins - 2) : begins - 1] in ".!?"
        if name and _fits(name, plain=plain and not opens):
            yield begins, begins + len(name)


def _is_plain(before: str) -> bool:
    """Say whether one lower-case word stands at the end and no row leads to it, as in "on many datasets"."""
    words = before.split()[-2:]
    return (
        len(words) == 2
        and words[1].isalpha()
        and words[1].islower()
        and words[0][-1] not in ",|&"
        and words[0] not in {"and", "or"}
    )


def _fits(name: str, *, plain: bool) -> bool:
    words = name.split()
    first = words[0]
    if first in _GENERIC or name in _GENERIC or len(name) < 2 or first.lower() in _OPENERS or _SIZE.match(name):
        return False
    if is_coinage(first):
        return "{" not in first
    return first[0].isupper() and ((plain and not first.endswith("ly")) or any(map(is_coinage, words[1:])))
