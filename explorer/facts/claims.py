"""Claims without a figure: the words by which a paper says that it does better."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from explorer.facts.base import Found, Reading, finder
from explorer.facts.headed import places

if TYPE_CHECKING:
    from collections.abc import Iterator

# Read in lower case; each form begins with one of the heads below.
_CLAIM = re.compile(
    r"(?:state[- ]of[- ]the[- ]art|\bsota\b|outperform|superior|surpass|better than|exceed|remarkabl|dramatic"
    r"|faster than|(?:significant|substantial)(?:ly)? (?:performance )?"
    r"(?:improv|gain|better|reduc|accelerat|lower|higher|boost|increas|enhanc)"
    r"|large improvements|favou?rabl[ey]|near-(?:perfect|optimal)"
    r"|competitive (?:with|performance|results)|improv(?:es|ed|ing) (?:upon|over|the)"
    r"|more (?:efficient|accurate|robust) than|consistent(?:ly)? (?:improv|outperform|solves)"
    r"|demonstrat\w{1,3} (?:the )?(?:effectiveness|superiority|efficacy|efficiency|benefits))\w{0,12}"
)
_HEADS = (
    *("state", "sota", "outperform", "superior", "surpass", "better than", "exceed", "remarkabl", "dramatic"),
    *("faster than", "significant", "substantial", "large improvements", "favo", "competitive ", "improv"),
    *("more ", "consistent", "demonstrat", "near-"),
)


@finder("claim", sentence_start=int, sentence_end=int)
def find_claims(reading: Reading) -> Iterator[Found]:
    """Find the first claim of each sentence of the abstract."""
    lower = reading.lowered("abstract")
    starts = places(lower, _HEADS)
    for sentence in reading.sentences:
        if sentence.field != "abstract":
            continue
        inside = starts[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        said = next(filter(None, (_CLAIM.match(lower, start, sentence.end) for start in inside)), None)
        if said:
            place = {"sentence_start": sentence.start, "sentence_end": sentence.end}
            yield Found("abstract", said.start(), said.end(), more=place)
