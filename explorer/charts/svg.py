"""A figure as SVG text that a page can take in: text as text, CSS variables, one element a mark."""

from __future__ import annotations

import io
import re
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG

from explorer.charts.theme import VARIABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from matplotlib.figure import Figure

Box = tuple[float, float, float, float]
_DOTS = 144  # of an inch, of which a sheet's pixel is a seventy-second part
_SVG = "http://www.w3.org/2000/svg"
_UNNEEDED = {f"{{{_SVG}}}defs", f"{{{_SVG}}}metadata"}
# `hashsalt` and no date: the same numbers give the same bytes.
_SETTINGS: Any = {"svg.fonttype": "none", "svg.hashsalt": "explorer", "pdf.fonttype": 42}
_FONTS = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'DejaVu Sans', sans-serif"
_FONT = re.compile(r"font-family:[^;]*;?\s*")

ET.register_namespace("", _SVG)


def as_svg(figure: Figure, names: Sequence[str], alternative: str, *, alone: bool = False) -> str:
    """Write a figure as SVG whose element ``mark-3`` holds every part of mark 3, and its name.

    `alone`, as a file, it has a size and a font, which a page gives it otherwise.
    """
    root = ET.fromstring(_written(figure))  # noqa: S314 - matplotlib's own writing
    root.attrib = {"viewBox": root.attrib["viewBox"], "role": "img", "aria-label": alternative}
    if alone:
        _, _, width, height = root.attrib["viewBox"].split()
        root.attrib |= {"width": width, "height": height, "font-family": _FONTS}
    for child in [child for child in root if child.tag in _UNNEEDED]:
        root.remove(child)
    for element in root.iter():
        if "style" in element.attrib:
            element.set("style", _styled(element.attrib["style"]))
    root.extend(_gathered(root, names, getattr(figure, "catches", {})))
    return ET.tostring(root, encoding="unicode")


def _written(figure: Figure) -> str:
    """Let matplotlib write the figure, without date or maker."""
    FigureCanvasSVG(figure)
    return printed(figure, "svg", dict.fromkeys(("Date", "Creator", "Format", "Type"))).decode()


def printed(figure: Figure, kind: str, metadata: Mapping[str, None]) -> bytes:
    """Let matplotlib write the figure in its own way, without a word about fonts that only it lacks."""
    written = io.BytesIO()
    with mpl.rc_context(_SETTINGS), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from font")
        figure.savefig(written, format=kind, metadata=dict(metadata), dpi=_DOTS)
    return written.getvalue()


@lru_cache(maxsize=1000)
def _styled(style: str) -> str:
    """Let the page choose the font, and put its variables where their stand-ins are."""
    style = _FONT.sub("", style)
    for stand_in, variable in VARIABLES.items():
        style = style.replace(stand_in, variable)
    return style


def _gathered(root: ET.Element, names: Sequence[str], catches: Mapping[str, Box]) -> Iterable[ET.Element]:
    """Take the parts ``mark-3 bar`` and ``mark-3 label`` out, and give one element ``mark-3`` for them."""
    gathered = {f"mark-{place}": _mark(f"mark-{place}", name, catches) for place, name in enumerate(names)}
    for parent in list(root.iter()):
        for part in list(parent):
            mark, _, role = part.attrib.pop("id", "").partition(" ")
            if role:
                parent.remove(part)
                part.set("class", role)
                gathered[mark].append(part)
    return gathered.values()


def _mark(mark: str, name: str, catches: Mapping[str, Box]) -> ET.Element:
    """Begin the element of one mark: its name, which a hover shows, and what catches the pointer."""
    element = ET.Element(f"{{{_SVG}}}g", {"id": mark, "class": "mark"})
    ET.SubElement(element, f"{{{_SVG}}}title").text = name
    if mark in catches:
        place = zip(("x", "y", "width", "height"), catches[mark], strict=True)
        sides = {side: f"{value:.2f}" for side, value in place}
        ET.SubElement(element, f"{{{_SVG}}}rect", {"class": "catch", "fill": "none", **sides, "pointer-events": "all"})
    return element
