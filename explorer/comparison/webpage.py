"""A comparison as a web page of its own: one small file that asks for nothing outside it."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, tostring

import pandas as pd

from explorer.comparison.cells import Cell
from explorer.comparison.lines import Line, heads, is_address, lines, texts, told

_STYLE = """
:root { color-scheme: light dark; }
body { margin: 2rem; font: 15px/1.5 system-ui, sans-serif; }
body { color: light-dark(#1b2330, #e7eaef); background: light-dark(#fff, #14171b); }
table { border-collapse: collapse; }
caption { text-align: left; padding-bottom: .8rem; color: light-dark(#586373, #9ba6b5); }
th, td { padding: .5rem .9rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
tr { border-bottom: 1px solid light-dark(#e2e6eb, #2c323b); }
th { min-width: 8rem; }
tbody th { font-weight: 400; }
tr.differs th { font-weight: 650; }
small { display: block; font-weight: 400; color: light-dark(#586373, #9ba6b5); }
.unstated { font-style: italic; color: light-dark(#586373, #9ba6b5); }
"""
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LEGEND = "≠ marks a row in which the papers differ. Hover over a value to see where it was read."


def to_html(matrix: pd.DataFrame) -> str:
    """Write a comparison as a whole page; no text of a paper can become more than text in it."""
    page = Element("html", lang="en")
    head, body = SubElement(page, "head"), SubElement(page, "body")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", name="viewport", content="width=device-width")
    _put(head, "title", f"{len(matrix.columns)} papers compared")
    _put(head, "style", _STYLE)
    table = SubElement(body, "table")
    _put(table, "caption", _LEGEND)
    columns = SubElement(SubElement(table, "thead"), "tr")
    SubElement(columns, "td")
    for title in heads(matrix):
        _put(columns, "th", title, scope="col")
    rows = SubElement(table, "tbody")
    for line in lines(matrix):
        _row(rows, line)
    return f"<!doctype html>\n{tostring(page, encoding='unicode', method='html')}\n"


def _row(rows: Element, line: Line) -> None:
    row = SubElement(rows, "tr", {"class": "differs"} if line.differs else {})
    name = _put(row, "th", f"{line.name} ≠" if line.differs else line.name, scope="row")
    if line.note:
        _put(name, "small", line.note)
    for cell in line.cells:
        _cell(row, cell)
    row.tail = "\n"


def _cell(row: Element, cell: Cell | None) -> None:
    if cell is None:
        _put(row, "td", texts(cell)[0], **{"class": "unstated"})
        return
    entry = SubElement(row, "td", title=_allowed(told(cell)))
    for place, text in enumerate(texts(cell)):
        value = SubElement(entry, "a", href=_allowed(text)) if is_address(text) else SubElement(entry, "span")
        value.text = _allowed(text)
        value.tail = "; " if place + 1 < len(cell.texts) else None


def _put(parent: Element, tag: str, text: str, **attributes: str) -> Element:
    child = SubElement(parent, tag, attributes)
    child.text = _allowed(text) if tag != "style" else text
    return child


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("", text)
