"""The types of document, by the names that BibTeX, RIS and CSL have for them."""

from __future__ import annotations

# ours (BibTeX's entry types), RIS, CSL
_NAMES = (
    ("article", "JOUR", "article-journal"),
    ("inproceedings", "CPAPER", "paper-conference"),
    ("proceedings", "EDBOOK", "book"),
    ("book", "BOOK", "book"),
    ("incollection", "CHAP", "chapter"),
    ("phdthesis", "THES", "thesis"),
    ("techreport", "RPRT", "report"),
    ("unpublished", "UNPB", "manuscript"),
    ("online", "ELEC", "webpage"),
    ("dataset", "DATA", "dataset"),
    ("software", "COMP", "software"),
    ("patent", "PAT", "patent"),
    ("misc", "GEN", "document"),
    ("magazine article", "MGZN", "article-magazine"),
    ("news", "NEWS", "article-newspaper"),
    ("preprint", "INPR", "article"),
)
_ENTRIES = """
    article book booklet collection conference dataset inbook incollection inproceedings manual mastersthesis misc
    mvbook mvcollection mvproceedings online patent periodical phdthesis proceedings reference report software
    suppbook techreport thesis unpublished
"""
ENTRIES = frozenset(_ENTRIES.split())
RIS = {ours: ris for ours, ris, _ in _NAMES}
CSL = {ours: csl for ours, _, csl in _NAMES}
OF_RIS = {"CONF": "inproceedings", **{ris: ours for ours, ris, _ in _NAMES}}
OF_CSL = {csl: ours for ours, _, csl in _NAMES} | {"book": "book"}
MISC = "misc"  # what every format says of a document whose type nobody said
