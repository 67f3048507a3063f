"""From a bit of HTML to the text that a reader sees of it."""

from __future__ import annotations

import html
import re

from explorer.values import one_line

# Only marks that are some: in a title "x<y and z>0" none is.
_MARK = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|cite|code|div|em|figure|h[1-6]|hr|i|img|inf|li|ol|p|pre|q|s|section|small|span"
    r"|strong|style|sub|sup|table|tbody|td|th|title|tr|tt|u|ul|jats:[a-z-]+|mml:[a-z-]+)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BLOCK = re.compile(
    r"</?(?:blockquote|br|div|figure|h[1-6]|hr|li|ol|p|pre|section|table|td|th|title|tr|ul|jats:(?:p|sec|title))"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """Take the marks of HTML out of a text and put it on one line; a text without marks loses nothing."""
    if "<" in text:
        text = _MARK.sub("", _BLOCK.sub(" ", text))
    if "&" in text:
        text = html.unescape(text)
    return one_line(text)
