"""Claims without a figure: the words by which a paper says that it does better."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explorer.facts.base import Found, Reading, finder

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLAIM = re.compile(
    r"(?:state[- ]of[- ]the[- ]art|\bSOTA\b|outperform|superior|surpass|better than|exceed|remarkabl|dramatic"
    r"|faster than|(?:significant|substantial)(?:ly)? (?:improv|gain|better|reduc|accelerat)"
    r"|large improvements|favou?rabl[ey]"
    r"|competitive (?:with|performance|results)|improv(?:es|ed|ing) (?:upon|over|the)"
    r"|more (?:efficient|accurate|robust) than|consistent(?:ly)? (?:improv|outperform|solves)"
    r"|demonstrat\w{1,3} (?:the )?(?:effectiveness|superiority|efficacy|efficiency|benefits))\w{0,12}",
    re.IGNORECASE,
)


@finder("claim", sentence_start=int, sentence_end=int)
def find_claims(reading: Reading) -> Iterator[Found]:
    """Find the first claim of each sentence of the abstract."""
    text = reading.text("abstract")
    for sentence in reading.sentences:
        if sentence.field == "abstract" and (said := _CLAIM.search(text, sentence.start, sentence.end)):
            place = {"sentence_start": sentence.start, "sentence_end": sentence.end}
            yield Found("abstract", said.start(), said.end(), more=place)
