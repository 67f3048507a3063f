"""What kind of work a paper is, with the words that decided it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explorer.facts.base import Found, Reading, finder
from explorer.facts.headed import Headed

if TYPE_CHECKING:
    from collections.abc import Iterator

_WE = r"\b(?:[Ww]e|[Tt]his (?:paper|work|article|study|report)|[Oo]ur (?:work|paper|study))\b"
_WE_HEADS = ("We", "we", "This ", "this ", "Our ", "our ")
_DATA = r"(?:[Bb]enchmark|[Dd]ataset|[Cc]orpus|[Tt]est ?bed|[Ll]eaderboard)"


class Sign(NamedTuple):
    """A sign of a kind of work: how much it weighs, in which field, what it looks like, what it cannot lack."""

    label: str
    weight: int
    field: str
    looks: re.Pattern[str] | Headed
    needs: tuple[str, ...]


def _sign(  # noqa: PLR0913, PLR0917 - a row of the table below
    label: str, weight: int, field: str, looks: str, needs: str = "", heads: tuple[str, ...] = ()
) -> Sign:
    pattern = re.compile(looks)
    return Sign(label, weight, field, Headed(pattern, heads) if heads else pattern, tuple(needs.split()))


_SIGNS = (
    _sign("thesis", 20, "abstract", r"\b[Tt]his (?:\w+ )?(?:thesis|dissertation)\b", "thesis dissertation"),
    _sign(
        "survey",
        12,
        "title",
        r"\b(?:[Ss]urvey|[Ss]ystematic [Rr]eview|[Ll]iterature [Rr]eview|[Rr]eview of|[Oo]verview|[Rr]oadmap|"
        r"[Tt]axonomy|[Pp]erspective)\b",
        "survey review overview roadmap taxonomy perspective",
    ),
    _sign(
        "survey",
        8,
        "abstract",
        r"\b(?:[Tt]his|comprehensive|systematic|our) (?:\w+ )?(?:survey|review|overview)\b|"
        r"\b[Ww]e (?:\w+ )?(?:survey|review)\b",
        "survey review overview",
        heads=("This ", "this ", "comprehensive ", "systematic ", "our ", "We ", "we "),
    ),
    _sign(
        "guide",
        6,
        "abstract",
        r"\b(?:aims? to guide|guide practitioners|practical guide|tutorial|recipe for (?:converting|building)|"
        r"best practices)\b",
        "guide tutorial recipe practices",
        heads=("aim", "guide practitioners", "practical guide", "tutorial", "recipe for ", "best practices"),
    ),
    _sign(
        "guide",
        5,
        "title",
        r"\b(?:[Tt]utorial|[Gg]uide|[Pp]rimer|[Pp]rincipled [Aa]pproaches|[Bb]est [Pp]ractices|[Ll]ecture)\b",
        "tutorial guide primer principled practices lecture",
    ),
    _sign(
        "dataset",
        10,
        "title",
        r"\b[Aa]n? (?:[\w-]+ ){0,6}(?:[Bb]enchmark|[Dd]ataset|[Cc]orpus)\b|"
        r"^\S*(?:[Bb]ench|Eval|Arena)\S*(?: v?\d\S*)?:|: Benchmarking\b",
        "bench eval arena dataset corpus",
    ),
    _sign(
        "dataset",
        9,
        "title",
        rf"\b(?:{_DATA}s?|[Bb]enchmarking|\w*[Bb]ench|\w+-Eval|\w+Arena)\b",
        "bench dataset corpus test leaderboard eval arena",
    ),
    _sign(
        "dataset",
        7,
        "abstract",
        rf"{_WE}[^.;]{{0,60}}?\b(?:introduce|present|propose|construct|build|create|curate|collect|release|"
        rf"develop|establish|contribute)s?\b[^.;]{{0,50}}?\b{_DATA}s?\b",
        "benchmark dataset corpus test leaderboard",
        heads=_WE_HEADS,
    ),
    _sign(
        "dataset",
        4,
        "abstract",
        r"\b(?:first|comprehensive|large-scale|new|novel|challenging) (?:[\w-]+ ){0,4}(?:benchmark|dataset|corpus)\b",
        "benchmark dataset corpus",
        heads=("first ", "comprehensive ", "large-scale ", "new ", "novel ", "challenging "),
    ),
    _sign(
        "analysis",
        7,
        "title",
        r"\?|\b(?:[Uu]nderstanding|[Aa]nalysis|[Aa]nalyzing|[Ee]mpirical|[Ii]nvestigating|[Rr]evisiting|[Ee]valuating|"
        r"[Ss]tudy|[Ee]xploring|[Dd]emystifying|[Ii]nsights?|[Ll]imits|[Cc]loser [Ll]ook|[Aa]re|[Dd]o|[Dd]oes|[Hh]ow|"
        r"[Ww]hy|[Ww]hen|[Cc]an|[Ss]caling [Ll]aws?|[Pp]itfalls|[Ss]ecretly|[Bb]ehaviors?|[Vv]ulnerabilit\w+|"
        r"[Rr]elationship)\b",
    ),
    _sign(
        "analysis",
        5,
        "abstract",
        rf"{_WE} (?:\w+ ){{0,2}}?(?:investigate|study|analy[sz]e|examine|explore|compare|evaluate|ask|find|observe|"
        r"identify|revisit|characterize|conduct|probe|assess)s?\b|"
        r"\b(?:is|are) (?:studied|investigated|analy[sz]ed|examined)\b",
        heads=(*_WE_HEADS, "is ", "are "),
    ),
    _sign(
        "analysis",
        4,
        "abstract",
        r"\b(?:[Oo]ur (?:findings|analysis|analyses|results) (?:\w+ )?(?:reveals?|suggests?|shows?|indicates?|"
        r"highlights?|challenges?)|[Ss]urprisingly|[Ii]nterestingly|findings (?:challenge|suggest|reveal|highlight)|"
        r"empirical study|systematic(?:ally)? (?:study|analysis|compare)|[Ww]e (?:find|show|reveal|"
        r"uncover|discover) that|"
        r"cannot|fails? (?:to|in))\b",
        heads=(
            *("Our ", "our ", "Surprisingly", "surprisingly", "Interestingly", "interestingly", "findings "),
            *("empirical study", "systematic", "We ", "we ", "cannot", "fail"),
        ),
    ),
    _sign(
        "theory",
        7,
        "abstract",
        r"\b(?:[Ww]e (?:\w+ )?(?:prove|derive|establish (?:theoretical|that|a|the))|[Oo]ur main (?:result|theorem)|"
        r"sample complexity|[Oo]ur proof|semantic account|by proving|theoretical guarantees for|minimax|denotational|"
        r"measure theory|information-theoretic)\b",
        "prove derive establish main complexity proof semantic proving theoretic minimax denotational theory",
        heads=(
            *("We ", "we ", "Our ", "our ", "sample complexity", "semantic account", "by proving"),
            *("theoretical guarantees for", "minimax", "denotational", "measure theory", "information-theoretic"),
        ),
    ),
    _sign(
        "theory",
        6,
        "title",
        r"\b(?:[Tt]heor(?:y|em|etical|ems)|[Pp]rovabl[ey]|[Bb]ounds?|[Cc]onvergence|[Cc]omplexity|[Dd]enotational|"
        r"[Aa]symptotic|[Pp]erturbation|[Gg]uarantees?|[Pp]olynomials?|[Gg]eometric [Ff]ramework)\b",
    ),
    _sign(
        "system",
        8,
        "title",
        r"\b(?:[Tt]oolkit|[Ll]ibrary|[Pp]latform|[Ss]oftware|[Pp]ackage|[Ii]nfrastructure|[Tt]echnical [Rr]eport|"
        r"[Ss]ystem for|[Ff]ramework for (?:[Dd]eployment|[Tt]raining)|[Oo]pen [Ww]eight\w*|[Ss]erving|[Hh]arness|"
        r"[Nn]umerics)\b|\.jl\b",
    ),
    _sign(
        "system",
        6,
        "abstract",
        rf"{_WE}[^.;]{{0,30}}?\b(?:present|introduce|develop|release|describe|build|built|implement|open-source)"
        r"(?:s|ed)?\b[^.;]{0,70}?\b(?:toolkit|library|platform|software|package|open-source framework|infrastructure|"
        r"compiler|serving system|symbolic system|production system|engine|family of (?:models|language models)|"
        r"series of models|foundation models? that|technical report)\b|"
        r"\b(?:deployed|in production|user[- ]friendly|software ecosystem|computing environment)\b",
        "toolkit library platform software package framework infrastructure compiler system engine family series "
        "foundation report deployed production friendly environment",
        heads=(*_WE_HEADS, "deployed", "in production", "user", "software ecosystem", "computing environment"),
    ),
    _sign(
        "method",
        6,
        "abstract",
        rf"{_WE}[^.;]{{0,40}}?\b(?:propose|introduce|present|develop|devise|design|describe|formulate)s?\b|"
        r"\bis proposed\b|\b[Oo]ur (?:\w+ )?(?:method|approach|framework|algorithm|model|hash|technique)\b|"
        r"\b[Tt]he proposed \w+\b",
        heads=(*_WE_HEADS, "is proposed", "The proposed ", "the proposed "),
    ),
    _sign(
        "method",
        4,
        "abstract",
        r"\b(?:outperform(?:s|ing)?|state-of-the-art (?:performance|results|methods)|"
        r"novel (?:\w+ ){0,3}(?:framework|method|approach|algorithm|architecture|paradigm|technique|mechanism|module|"
        r"analysis|translation|strategy|scheme|network|model|objective|loss|operation)|"
        r"contributions: |surpass(?:es|ing)?)",
        "outperform state-of-the-art novel contributions surpass",
        heads=("outperform", "state-of-the-art ", "novel ", "contributions: ", "surpass"),
    ),
    _sign("method", 3, "title", r"\b(?:via|through|[Ff]or|with|using|by|[Ll]earning to|[Tt]owards?)\b"),
)
_OF_DATA = re.compile(r"(?i:bench|dataset|eval|arena|corpus)|\d[KM]$")
_NAMED = 5  # a paper that gives its work a name mostly gives a method


@finder("contribution")
def find_contributions(reading: Reading) -> Iterator[Found]:
    """Find the kind of work whose signs weigh most, quoted by its weightiest sign."""
    scores: dict[str, int] = {}
    quoted: dict[str, Found] = {}
    weights: dict[str, int] = {}
    for sign in _SIGNS:
        if sign.needs and not any(word in reading.lower for word in sign.needs):
            continue
        match = sign.looks.search(reading.text(sign.field))
        if match:
            scores[sign.label] = scores.get(sign.label, 0) + sign.weight
            if sign.weight > weights.get(sign.label, 0):
                weights[sign.label] = sign.weight
                quoted[sign.label] = Found(sign.field, *match.span(), sign.label)
    if "method" in scores and _names_no_data(reading):
        scores["method"] += _NAMED
    if scores:
        yield quoted[min(scores, key=lambda label: (-scores[label], label))]


def _names_no_data(reading: Reading) -> bool:
    names = (name for name in reading.found("name") if name.label == "primary")
    return any(not _OF_DATA.search(reading.quote(name)) for name in names)
