"""Clauses that say that code, data or models are, or will be, available."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explorer.facts.base import Found, Reading, finder
from explorer.facts.sentences import Sentence
from explorer.facts.vocabulary import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

_THINGS = {
    "code": (
        r"(?:source[ -])?codes?|codebases?|implementations?|scripts?|software|librar(?:y|ies)|packages?|toolkits?|"
        r"tools?|frameworks?|pipelines?|repositor(?:y|ies)|repo|simulators?|recipes?|algorithms?|kernels?"
    ),
    "data": r"datasets?|data|benchmarks?|corpus|corpora|annotations?|leaderboard|test ?bed|test sets?|"
    r"tasks?|prompts?|questions",
    "models": r"models?|weights|checkpoints?|parameters|encoders?|tokeni[sz]ers?|agents?|adapters?|LLMs?|MLLMs?|VLMs?",
    "demo": r"demos?|demonstrations?|playground|web app|interface",
    "other": r"results?|slides?|videos?|designs?|materials?|resources?|artifacts?|artefacts?|samples?|"
    r"examples?|visuali[sz]ations?|"
    r"supplementary|logs|systems?|platforms?|environments?|works?|project|details|everything|outputs?|assets|suite",
}
_ANY = "|".join(_THINGS.values())
_THING = re.compile(rf"\b(?:{_ANY})\b", re.IGNORECASE)
_KINDS = {kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for kind, words in _THINGS.items()}
_HINTS = (
    "availab",
    "releas",
    "open-sourc",
    "open sourc",
    "opensourc",
    "public",
    "github",
    "://",
    "accessib",
    "can be ",
    "hosted",
    "provide",
    "share",
)
_BE = r"(?:is|are|was|were|be|been|being|'re)"
_LINKED = (
    r"(?:available|accessible|found|provided|released|hosted|accessed|downloaded|obtained|run|"
    r"viewed|shared|published|open|located|maintained|deployed|given|posted|distributed|uploaded|"
    r"opened|at|here)"
)
_OPEN = (
    r"(?:available|released|open[ -]?sourced|open[ -]?source|accessible|public|made|published|"
    r"shared|opened|distributed)"
)
# "Our code and data are (freely, publicly) available …"
_PASSIVE = re.compile(
    rf"\b(?:{_ANY})\b(?P<between>[^.;:!?]{{0,90}}?)\b(?:will|can|may|could)?(?: also)?\s*(?:has |"
    rf"have )?(?:soon )?{_BE}\b(?P<rest>(?:[\s,]+(?:\w+ly|now|also|all|both|made|freely|here|open|"
    rf"soon|then|been|be)){{0,4}}?[\s,]+(?:{_OPEN}|{_LINKED})\b[^.;!?]{{0,60}})",
    re.IGNORECASE,
)
# "We release (all) code …", "we make our models publicly available", "we have open-sourced …"
_ACTIVE = re.compile(
    r"\b(?:[Ww]e|[Tt]his (?:work|paper|report)|and|authors|to|[Bb]y)\b(?P<will>(?:[\s,]+(?:will|"
    r"also|have|plan|to|publicly|further|hereby|fully|openly|intend|can|then|freely|and|are|both|"
    r"aim|additionally|therefore|now|finally|commit)){0,5})\s+"
    r"(?P<verb>releas(?:e|es|ed|ing)|open[ -]?sourc(?:e|es|ed|ing)|mak(?:e|es|ing)|made|publish|"
    r"share|sharing|provid(?:e|es|ing)|publici[sz]e|opensource)\b"
    r"(?P<object>[^.;!?]{0,200})",
)
_NOUN_ONLY = re.compile(
    rf"(?:^|[.!?(,\[]\s*|\bour\s|\bthe\s|"
    rf"\*\*)(?P<noun>(?:[\w-]+[ ,&/]+){{0,5}}?(?:{_ANY})(?:[ ,&/]+(?:and )?(?:[\w-]+ ){{0,3}}(?:{_ANY}))*(?: links?|"
    rf" repository| page)?)\s*(?::|\bat\b|\bon\b|\bin\b|\bvia\b|\(|->|"
    rf"→)\s*(?=\S{{0,8}}(?:https?://|www\.|github\.com|\w+\.github\.io))",
    re.IGNORECASE,
)
_SEE = re.compile(
    r"\b(?:See|Visit|Check|Try|Access|Explore|Please see|Find)\b[^.;!?]{0,120}?(?=https?://)", re.IGNORECASE
)
_OWN = re.compile(r"\s+(?:all|our|the|both|its|this|everything|code)\b")
_PROMISE = re.compile(
    r"\bwill\b|\bupon\b|\bto be (?:released|made)|\bplan(?:s|ned)? to\b|\bsoon\b|\bonce\b|"
    r"\bafter (?:acceptance|publication|the review)|"
    r"\bintend|\bcommit(?:ted)? to\b|\bgoing to\b|\bfuture release\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:that|which|who|where|when|if|while|whose|must|can|may|should|is|are|was|has|have|we|before)\b"
)
# "… via our code available at URL", "(available at URL)"
_REDUCED = re.compile(
    rf"\b(?:{_ANY})\b[ ,(]+(?:\w+ly |made )*(?:available|released|accessible|provided|"
    rf"hosted)[^.;!?]{{0,12}}(?=https?://)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"(?:The |Our |All )?[\w-]+ (?:is|are) (?:\w+ly )*{_OPEN}[^.;!?]{{0,20}}(?=https?://)", re.IGNORECASE
)
_NOT = re.compile(r"\b(?:not|no|never|rarely|limited|scarce|lack|unavailable|few|less)\b", re.IGNORECASE)
_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")
# Words that may stand before the noun in its own phrase: "Our released dataset, fine-tuned models, and …".
_LEADING = terms("prose", "leading")
_ADDRESS = re.compile(r"\S{1,40}://\S+")
_WORD_BEFORE = re.compile(r"(?:^|\s)(\S+)\s+$")


@finder("availability", artefacts=list)
def find_availability(reading: Reading) -> Iterator[Found]:
    """Find the clauses, at most one a sentence part, each with what it offers and whether it is there yet."""
    text = reading.text("abstract")
    if not any(hint in reading.lower for hint in _HINTS):
        return
    links = [(link.start, link.end) for link in reading.found("link") if link.field == "abstract"]
    done = 0
    for sentence in reading.sentences:
        if sentence.field != "abstract":
            continue
        for start, end in _clauses(text, sentence, links):
            if start >= done:
                done = end
                yield _found(text, start, end, sentence)


def _found(text: str, start: int, end: int, sentence: Sentence) -> Found:
    clause = text[start:end]
    named = _ADDRESS.sub(" ", clause)
    things = [kind for kind, words in _KINDS.items() if words.search(named)]
    if (
        len(things) > 1
        and "other" in things
        and not re.search(r"\b(?:results|slides|videos|designs|demos)\b", named, re.IGNORECASE)
    ):
        things.remove("other")
    promised = _PROMISE.search(text, max(sentence.start, start - 30), min(sentence.end, end + 60))
    return Found("abstract", start, end, "promised" if promised else "released", {"artefacts": things or ["other"]})


def _clauses(text: str, sentence: Sentence, links: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    begin, stop = sentence.start, sentence.end
    words = text[begin:stop]
    lower = words.lower()
    if not any(hint in lower for hint in _HINTS):
        return
    inside = [(start, end) for start, end in links if begin <= start < stop]
    # Addresses hold stops: what reads the clause sees letters in their place.
    for start, end in inside:
        words = words[: start - begin] + "https://" + "u" * (end - start - 8) + words[end - begin :]
    words = _DECIMAL.sub("·", words)
    for read in (_passive, _active, _bare):
        clauses = list(read(words, bool(inside)))
        if clauses:
            for start, end in clauses:
                yield begin + start, _with_link(text, begin + start, begin + end, inside)
            return


def _with_link(text: str, start: int, end: int, links: list[tuple[int, int]]) -> int:
    """Extend a clause over the address that follows it, and cut its final punctuation."""
    for link, link_end in links:
        if start <= link <= end + 40:
            end = max(end, link_end)
    return start + len(text[start:end].rstrip(" ,.;:("))


def _passive(words: str, linked: bool) -> Iterator[tuple[int, int]]:  # noqa: FBT001
    for match in _PASSIVE.finditer(words):
        rest = match["rest"]
        if _NOT.search(match[0][: len(match[0]) - len(rest)][-40:]) or _NOT.search(rest[:25]):
            continue
        open_word = re.search(rf"\b{_OPEN}\b", rest, re.IGNORECASE)
        if not linked and not (open_word and re.search(r"availab|accessib|releas|public|open", rest, re.IGNORECASE)):
            continue
        if _CLAUSE.search(match["between"]):
            continue
        yield match.start() - _lead(words[: match.start()]), match.end()


def _active(words: str, linked: bool) -> Iterator[tuple[int, int]]:  # noqa: FBT001
    for match in _ACTIVE.finditer(words):
        verb, what = match["verb"].lower(), match["object"]
        if re.match(r"(?:and|to|by)\b", match[0], re.IGNORECASE) and verb.startswith("open") and not _OWN.match(what):
            continue
        thing = _THING.search(what) or re.match(r"\s+(?:the )?[A-Z][\w-]+", what)
        public = re.search(r"\b(?:public|open|freely|available|accessible|community|https?:)", match[0], re.IGNORECASE)
        if not thing or (verb in {"provide", "provides", "providing", "share", "sharing"} and not (public and linked)):
            continue
        if verb.startswith(("mak", "made")) and not re.search(
            r"\b(?:available|public|open|accessible)\b", what, re.IGNORECASE
        ):
            continue
        yield match.start(), match.end()


def _bare(words: str, linked: bool) -> Iterator[tuple[int, int]]:  # noqa: FBT001
    if not linked:
        return
    named = _NAMED.match(words)
    if named:
        yield 0, named.end()
        return
    for match in _REDUCED.finditer(words):
        yield match.start() - _lead(words[: match.start()]), match.end()
        return
    for match in _NOUN_ONLY.finditer(words):
        if not re.fullmatch(
            r"(?:our |the )?(?:project|project page|page|webpage|website)",
            match["noun"].strip(),
            re.IGNORECASE,
        ):
            yield match.start("noun"), match.end()
            return
    for match in _SEE.finditer(words):
        if _THING.search(match[0]):
            yield match.start(), match.end()
            return


def _lead(before: str) -> int:
    """Count the characters before a noun that belong to its phrase."""
    end = len(before)
    for _ in range(12):
        word = _WORD_BEFORE.search(before, max(0, end - 40), end)
        if not word or not _may_lead(word[1]):
            break
        end = word.start(1)
    return len(before) - end


def _may_lead(word: str) -> bool:
    bare = word.rstrip(",")
    return (
        bare.lower() in _LEADING
        or bare.endswith("'s")
        or (bare[:1].isupper() and bare.isalnum())
        or bool(_THING.fullmatch(bare))
    )
