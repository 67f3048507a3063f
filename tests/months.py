"""Months of made-up lists: papers come again in other forms, others look much like them, and the truth is known.

Each record's `truth` is the number of its paper, which no matching reads.
"""

from __future__ import annotations

import random
from functools import cache
from itertools import count

from explorer.formats import load, shipped
from explorer.papers import conform
from explorer.terms import fold

FIRST = ["Ada", "Ben", "Chi", "Dora", "Emil", "Fatma", "Goran", "Hana", "Ivo", "Jing", "Kofi", "Lena", "Mira", "Noor"]
LAST = ["Łoś", "Ode", "Wu", "Quist", "Råsk", "Öztürk", "Ilić", "Sato", "van Dam", "Chen", "Mensah", "O'Neil", "Singh"]
TAILS = ["Part I", "Part II", "Part III", "Version 2", "Version 3", "2023", "2024", "with GPT-3", "with GPT-4"]
HEADS = ["Erratum:", "Reply to", "Comment on", "Correction to:", "Supplement to", "Retraction:", "Micro", "Macro"]
OPPOSED = [("supervised", "unsupervised"), ("with", "without"), ("linear", "nonlinear"), ("discrete", "continuous")]
GENERIC = ["Editorial", "Introduction", "Preface", "Erratum"]


@cache
def words() -> list[str]:
    """Give the shipped document's words, the longer ones."""
    papers = load(shipped(), quiet=True)
    return sorted({word for text in papers["abstract"] for word in fold(text) if len(word) > 4 and word.isascii()})


def works(chance: random.Random, size: int) -> list[dict[str, object]]:
    """Make papers of which every fourth looks much like the one before it and is another one."""
    made: list[dict[str, object]] = []
    numbers = count(1)
    while len(made) < size:
        paper = work(chance, next(numbers))
        made.append(paper)
        if len(made) % 4 == 3:
            made.append(double(chance, paper, next(numbers)))
    return made


def work(chance: random.Random, number: int, title: str = "") -> dict[str, object]:
    """Make a paper of chance words, names and dates."""
    is_generic = not title and chance.random() < 0.02
    found = " ".join(chance.choices(words(), k=chance.randint(4, 11))).capitalize()
    return {
        "truth": number,
        "title": title or (chance.choice(GENERIC) if is_generic else found),
        "abstract": " ".join(chance.choices(words(), k=60)),
        "authors": [f"{chance.choice(FIRST)} {chance.choice(LAST)}{number % 97 * 'a'}" for _ in range(1 + number % 4)],
        "year": 2020 + number % 6,
        "arxiv_id": f"{2000 + number % 6 * 100 + number % 12 + 1}.{number % 100_000:05}" if number % 3 else None,
        "doi": f"10.{5000 + number % 7}/paper.{number}" if number % 5 < 2 else None,
        "pmid": str(30_000_000 + number) if number % 11 == 0 else None,
    }


def double(chance: random.Random, paper: dict[str, object], number: int) -> dict[str, object]:
    """Make another paper that a careless eye takes for this one."""
    title = str(paper["title"])
    one, other = chance.choice(OPPOSED)
    kinds = [
        lambda: f"{title} {chance.choice(TAILS)}",
        lambda: f"{chance.choice(HEADS)} {title}",
        lambda: title,
        lambda: title.replace(title.rsplit(maxsplit=1)[-1], chance.choice(words())),
        lambda: f"{title} {chance.choice([one, other])} labels",
    ]
    nth = chance.randrange(len(kinds))
    other_one = work(chance, number, kinds[nth]())
    # Some are by the same people: what tells them apart is the title. Of the same title, other people wrote it.
    return other_one if nth == 2 or chance.random() < 0.5 else {**other_one, "authors": paper["authors"]}


def month(seed: int, days: int = 30, size: int = 40, *, typos: int = 1) -> list:
    """Make lists of some days, each with papers that earlier ones have, written another way."""
    chance = random.Random(seed)
    known = works(chance, days * size // 2)
    return [
        conform([seen(chance, paper, typos) for paper in chance.sample(known, size)], f"day-{day}")
        for day in range(days)
    ]


def seen(chance: random.Random, paper: dict[str, object], typos: int) -> dict[str, object]:
    """Write a paper as one of many services does: with this id or that or none, and with slips in its title."""
    arxiv, form = paper["arxiv_id"], chance.randrange(5)
    kept = {name: value for name, value in paper.items() if name not in ("arxiv_id", "doi", "pmid")}
    named = {
        0: {"id": arxiv, "url": f"https://huggingface.co/papers/{arxiv}"} if arxiv else {},
        1: {"url": f"http://arxiv.org/abs/{arxiv}v{chance.randint(1, 4)}"} if arxiv else {},
        2: {"doi": f"10.48550/arXiv.{arxiv}", "id": f"key{chance.randrange(10**9)}"} if arxiv else {},
        3: {"doi": f"https://doi.org/{str(paper['doi']).upper()}", "pmid": paper["pmid"]} if paper["doi"] else {},
    }.get(form, {})
    kept["authors"] = paper["authors"] if form % 2 else [turned(name) for name in paper["authors"]]
    kept["title"] = retitled(chance, str(paper["title"]), typos)
    kept["year"] = int(paper["year"]) + chance.choice([0, 0, 0, 1])
    lacking = [name for name in ("abstract", "authors", "year") if chance.random() < 0.15]
    return {name: value for name, value in {**kept, **named}.items() if name not in lacking}


def turned(name: str) -> str:
    """Write a name with the family name first."""
    first, _, last = name.partition(" ")
    return f"{last}, {first[0]}."


def retitled(chance: random.Random, title: str, typos: int) -> str:
    """Write a title in another case, with LaTeX, or with letters doubled, lost, wrong or swapped in long words."""
    parts = title.split()
    long = [at for at, word in enumerate(parts) if len(word) > 6]
    for at in chance.sample(long, min(len(long), chance.randint(0, typos))):
        parts[at] = mistyped(chance, parts[at])
    found = " ".join(parts)
    forms = (
        str,
        str.title,
        str.upper,
        "{{{}}}".format,
        r"\textbf{{{}}}".format,
        "{}.".format,
        lambda text: text.replace(" ", "  "),
    )
    return chance.choice(forms)(found)


def mistyped(chance: random.Random, word: str) -> str:
    """Mistype a letter of a word, not the first."""
    at = chance.randrange(1, len(word) - 1)
    slips = (word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], f"{word[:at]}e{word[at + 1 :]}")
    return chance.choice((*slips, word[:at] + word[at + 1] + word[at] + word[at + 2 :]))


def scored(lists: list, papers: object) -> tuple[int, int, int]:
    """Count the records that were merged rightly, those that were merged, and those that come again in truth."""
    ledger = [row for row in papers.attrs["ledger"] if "truth" not in row["lost"]]
    records = papers.attrs["report"]["read"].sum()
    return (
        len(ledger),
        len(papers.attrs["ledger"]),
        int(records - len({paper for day in lists for paper in day["truth"]})),
    )
