"""What kind of work a paper is, with the words that decided it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explorer.facts.base import Found, Reading, finder

if TYPE_CHECKING:
    from collections.abc import Iterator

_WE = r"\b(?:we|this (?:paper|work|article|study|report)|in this (?:paper|work|study|article),? we|our (?:work|paper|study))\b"
# Each sign: the kind, how much it weighs, where it is looked for, and what it looks like.
_SIGNS: tuple[tuple[str, float, str, re.Pattern[str]], ...] = (
    (
        "thesis",
        20,
        "abstract",
        re.compile(
            r"\b[Tt]his (?:PhD |doctoral |master's )?(?:thesis|dissertation)\b|\b[Ii]n this (?:thesis|dissertation)\b"
        ),
    ),
    (
        "survey",
        12,
        "title",
        re.compile(
            r"\b(?:[Ss]urvey|[Ss]ystematic [Rr]eview|[Ll]iterature [Rr]eview|[Rr]eview of|[Oo]verview|[Rr]oadmap|[Tt]axonomy|[Pp]erspective)\b"
        ),
    ),
    (
        "survey",
        8,
        "abstract",
        re.compile(
            r"\b(?:[Tt]his|comprehensive|systematic|our) (?:\w+ )?(?:survey|review|overview)\b|\b[Ww]e (?:\w+ )?(?:survey|review)\b"
        ),
    ),
    (
        "guide",
        6,
        "abstract",
        re.compile(
            r"\b(?:aims? to guide|guide practitioners|practical guide|tutorial|recipe for (?:converting|building)|best practices)\b"
        ),
    ),
    (
        "guide",
        5,
        "title",
        re.compile(
            r"\b(?:[Tt]utorial|[Gg]uide|[Pp]rimer|[Pp]rincipled [Aa]pproaches|[Bb]est [Pp]ractices|[Ll]ecture)\b"
        ),
    ),
    (
        "dataset",
        10,
        "title",
        re.compile(
            r"\b[Aa]n? (?:[\w-]+ ){0,6}(?:[Bb]enchmark|[Dd]ataset|[Cc]orpus)\b|^\S*(?:[Bb]ench|Eval|Arena)\S*(?: v?\d\S*)?:|: Benchmarking\b"
        ),
    ),
    (
        "dataset",
        9,
        "title",
        re.compile(
            r"\b(?:[Bb]enchmark(?:s|ing)?|[Dd]atasets?|[Cc]orpus|[Tt]estbed|[Ll]eaderboard|\w*[Bb]ench|\w+-Eval|\w+Arena)\b"
        ),
    ),
    (
        "dataset",
        7,
        "abstract",
        re.compile(
            rf"(?i:{_WE})[^.;]{{0,60}}?\b(?:introduce|present|propose|construct|build|create|curate|collect|release|develop|establish|contribute)s?\b[^.;]{{0,50}}?\b(?:benchmark|dataset|corpus|test ?bed|leaderboard)s?\b"
        ),
    ),
    (
        "dataset",
        4,
        "abstract",
        re.compile(
            r"\b(?:first|comprehensive|large-scale|new|novel|challenging) (?:[\w-]+ ){0,4}(?:benchmark|dataset|corpus)\b"
        ),
    ),
    (
        "analysis",
        7,
        "title",
        re.compile(
            r"\?|\b(?:[Uu]nderstanding|[Aa]nalysis|[Aa]nalyzing|[Ee]mpirical|[Ii]nvestigating|[Rr]evisiting|[Ee]valuating|[Ss]tudy|[Ee]xploring|[Dd]emystifying|[Ii]nsights?|[Ll]imits|[Cc]loser [Ll]ook|[Aa]re|[Aa]re [Nn]ot|[Dd]o|[Dd]oes|[Hh]ow|[Ww]hy|[Ww]hen|[Cc]an|[Ss]caling [Ll]aws?|[Pp]itfalls|[Ii]mplicit|[Ss]ecretly|[Bb]ehaviors?|[Vv]ulnerabilit\w+|[Rr]elationship)\b"
        ),
    ),
    (
        "analysis",
        5,
        "abstract",
        re.compile(
            rf"(?i:{_WE}) (?:\w+ ){{0,2}}?(?:investigate|study|analy[sz]e|examine|explore|compare|evaluate|ask|find|observe|identify|revisit|characterize|conduct|probe|assess)s?\b|\b(?:is|are) (?:studied|investigated|analy[sz]ed|examined)\b"
        ),
    ),
    (
        "analysis",
        4,
        "abstract",
        re.compile(
            r"\b(?:[Oo]ur (?:findings|analysis|analyses|results) (?:\w+ )?(?:reveals?|suggests?|shows?|indicates?|highlights?|challenges?)|[Ss]urprisingly|[Ii]nterestingly|findings (?:challenge|suggest|reveal|highlight)|empirical study|systematic(?:ally)? (?:study|analysis|compare)|we find that|[Ww]e (?:show|reveal|uncover|discover) that|cannot|fail(?:s)? (?:to|in))\b"
        ),
    ),
    (
        "theory",
        7,
        "abstract",
        re.compile(
            r"\b(?:[Ww]e (?:\w+ )?(?:prove|derive|establish (?:theoretical|that|a|the))|[Oo]ur main (?:result|theorem)|sample complexity|[Oo]ur proof|semantic account|by proving|theoretical guarantees for|minimax|denotational|measure theory|information-theoretic)\b"
        ),
    ),
    (
        "theory",
        6,
        "title",
        re.compile(
            r"\b(?:[Tt]heor(?:y|em|etical|ems)|[Pp]rovabl[ey]|[Bb]ounds?|[Cc]onvergence|[Cc]omplexity|[Dd]enotational|[Aa]symptotic|[Pp]erturbation|[Gg]uarantees?|[Pp]olynomials?|[Gg]eometric [Ff]ramework)\b"
        ),
    ),
    (
        "system",
        8,
        "title",
        re.compile(
            r"\b(?:[Tt]oolkit|[Ll]ibrary|[Pp]latform|[Ss]oftware|[Pp]ackage|[Ii]nfrastructure|[Tt]echnical [Rr]eport|[Ss]ystem for|[Ff]ramework for (?:[Dd]eployment|[Tt]raining)|[Oo]pen [Ww]eight\w*|[Ss]erving|[Hh]arness|[Ss]ymbolic-numerics)\b|\.jl\b"
        ),
    ),
    (
        "system",
        6,
        "abstract",
        re.compile(
            rf"(?i:{_WE})[^.;]{{0,30}}?\b(?:present|introduce|develop(?:ed)?|release|describe|build|built|implement|open-source)s?\b[^.;]{{0,70}}?\b(?:toolkit|library|platform|software|package|open-source framework|infrastructure|compiler|serving system|symbolic system|production system|engine|family of (?:models|language models)|series of models|foundation models? that|technical report)\b|\b(?:deployed|in production|user[- ]friendly|software ecosystem|computing environment)\b"
        ),
    ),
    (
        "method",
        6,
        "abstract",
        re.compile(
            rf"(?i:{_WE})[^.;]{{0,40}}?\b(?:propose|introduce|present|develop|devise|design|describe|formulate)s?\b|\bis proposed\b|\b[Oo]ur (?:\w+ )?(?:method|approach|framework|algorithm|model|hash|technique)\b|\b[Tt]he proposed \w+\b"
        ),
    ),
    (
        "method",
        4,
        "abstract",
        re.compile(
            r"\b(?:outperform(?:s|ing)?|state-of-the-art (?:performance|results|methods)|novel (?:\w+ ){0,3}(?:framework|method|approach|algorithm|architecture|paradigm|technique|mechanism|module|analysis|translation|strategy|scheme|network|model|objective|loss|operation)|contributions: |surpass(?:es|ing)?)\b"
        ),
    ),
    (
        "method",
        3,
        "title",
        re.compile(r"\b(?:via|through|[Ff]or|with|using|by|[Ll]earning to|[Tt]owards?)\b"),
    ),
)
_OF_DATA = re.compile(r"(?i:bench|dataset|eval|arena|corpus)|\d[KM]$")
_NAMED = 5  # a paper that gives its work a name mostly gives a method


@finder("contribution")
def find_contributions(reading: Reading) -> Iterator[Found]:
    """Find the kind of work, and a second kind where its signs come near the first's."""
    scores: dict[str, float] = {}
    words: dict[str, tuple[float, str, int, int]] = {}
    for label, weight, field, sign in _SIGNS:
        match = sign.search(reading.text(field))
        if match:
            scores[label] = scores.get(label, 0) + weight
            if label not in words or weight > words[label][0]:
                words[label] = (weight, field, *match.span())
    if (
        any(
            name.label == "primary" and not _OF_DATA.search(reading.quote(name))
            for name in reading.found("name")
        )
        and "method" in scores
    ):
        scores["method"] += _NAMED
    ranked = sorted(scores, key=lambda label: (-scores[label], label))
    for label in ranked[:1]:
        yield Found(words[label][1], *words[label][2:], label)
