"""What a picture or a frame of a chart holds, read from the SVG's structure."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    import pandas as pd

SVG = "{http://www.w3.org/2000/svg}"


def numbers(frame: pd.DataFrame, kind: str = "") -> list[tuple[str, int]]:
    """Give the label and the papers of each mark, or of those of a kind."""
    ours = frame[frame["kind"] == kind] if kind else frame
    return list(zip(ours["label"], ours["papers"], strict=True))


def texts(svg: str) -> list[str | None]:
    """Give the words that are written, in order."""
    return [element.text for element in ET.fromstring(svg).iter(f"{SVG}text")]


def names(svg: str) -> list[str | None]:
    """Give what the marks say."""
    return [element.text for element in ET.fromstring(svg).iter(f"{SVG}title")]


def parts(svg: str, kind: str) -> list[ET.Element]:
    """Give the elements of a class."""
    return [element for element in ET.fromstring(svg).iter() if element.get("class") == kind]
