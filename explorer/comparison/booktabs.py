r"""A comparison as a LaTeX table: booktabs rules, columns that wrap, letters that pdflatex knows."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

import pandas as pd

from explorer.comparison.cells import Cell
from explorer.comparison.lines import Line, heads, is_address, lines, texts
from explorer.facts.vocabulary import table
from explorer.values import NOT_STATED

_SPECIAL = {
    **{char: f"\\{char}" for char in "$&#_%{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': "''",
    "`": r"\textasciigrave{}",
    "[": "{[}",  # after \\ it would begin an option
    "]": "{]}",
    "*": "{*}",  # after \\ it would be one
}
_SIGNS = {"−": "-", "∗": "*", "°": r"^{\circ}", "✓": r"\surd", "‖": r"\Vert", "≔": ":=", "⁄": "/"}
_PUNCTUATION = frozenset("–—‘’“”•…†‡©®™§¶€£¥·¿¡«»")
_OF_PACKAGES = frozenset({"degree", "checkmark", "lVert", "rVert", "triangleq", "coloneqq"})
_MARK = r"$^{\neq}$"
_GAP = 0.036  # of the line: twice \tabcolsep, in articles of one column
_FIRST = 0.16  # of the line: the names of the rows


def to_latex(matrix: pd.DataFrame) -> str:
    """Write a comparison as a booktabs table; a comment names the letters that need LuaLaTeX or XeLaTeX."""
    rows = lines(matrix)
    width = (1 - _FIRST - _GAP * len(matrix.columns)) / max(len(matrix.columns), 1)
    blocks = ["\n".join(map(_row, block)) for _, block in groupby(rows, lambda line: line.differs)]
    text = "\n".join(
        [
            rf"\begin{{tabular}}{{@{{}}{_wrapped(_FIRST)}*{{{len(matrix.columns)}}}{{{_wrapped(width)}}}@{{}}}}",
            r"\toprule",
            rf"{' & '.join(['', *map(escape, heads(matrix))])} \\".strip(),
            *(f"\\midrule\n{block}" for block in blocks),
            r"\bottomrule",
            r"\end{tabular}",
            "",
        ]
    )
    return f"{_comments(text)}{text}"


def escape(text: str) -> str:
    """Write a text so that LaTeX prints it as it stands."""
    written = "".join(map(_letter, unicodedata.normalize("NFC", " ".join(text.split()))))
    written = re.sub(r"(^|[\s({])''(?=\S)", r"\1``", written)  # a quotation begins where a word does
    return re.sub("-(?=-)", "-{}", written)  # two hyphens would be set as a dash


def _comments(text: str) -> str:
    strange = sorted({char for char in text if not _is_known(char)})
    return "".join(
        [
            "% \\usepackage{array,booktabs}\n",
            f"% {_MARK} marks a row in which the papers differ; \\textit{{{NOT_STATED}}} is not a no.\n",
            f"% LuaLaTeX or XeLaTeX, and a font, for: {' '.join(strange)}\n" if strange else "",
        ]
    )


def _wrapped(width: float) -> str:
    return rf">{{\raggedright\arraybackslash}}p{{{width:.3f}\linewidth}}"


def _row(line: Line) -> str:
    name = rf"\textbf{{{escape(line.label)}}}{_MARK}" if line.differs else escape(line.label)
    return rf"{' & '.join([name, *map(_cell, line.cells)])} \\"


def _cell(cell: Cell | None) -> str:
    return rf"\textit{{{NOT_STATED}}}" if cell is None else "; ".join(map(_value, texts(cell)))


def _value(text: str) -> str:
    return escape(text).replace("/", r"/\allowbreak{}") if is_address(text) else escape(text)


def _letter(char: str) -> str:
    if char in _SPECIAL:
        return _SPECIAL[char]
    if char in _COMMANDS:
        return f"${_COMMANDS[char]}$"
    if _is_known(char):
        return char
    kind, _, codes = unicodedata.decomposition(char).rpartition("> ")
    plain = "".join(escape(chr(int(code, 16))) for code in codes.split()) if kind else char
    raised = {"<super": "super", "<sub": "sub"}.get(kind)
    if unicodedata.category(char) in {"Cc", "Cf", "Cn", "Cs", "Co"}:
        return ""
    return rf"\text{raised}script{{{plain}}}" if raised else plain


def _is_known(char: str) -> bool:
    """Say whether pdflatex prints a letter as it is: ASCII, the Latin ones with accents, and punctuation."""
    return char in _PUNCTUATION or " " <= char <= "~" or char == "\n" or "\u00c0" <= char <= "\u017f"


def _commands() -> dict[str, str]:
    pairs = (entry.split(" ", 1) for key in ("greek", "symbols") for entry in table("latex")[key])
    named = {shown: rf"\{name}" for name, shown in pairs if name not in _OF_PACKAGES}
    return {**{shown: command for shown, command in named.items() if len(shown) == 1 and shown > "~"}, **_SIGNS}


_COMMANDS = _commands()
