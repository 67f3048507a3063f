"""Score the ranking against SciFact's judgements: `make quality`. ARGS=--development takes the training queries."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

import explorer as ex
from explorer.search import bm25, meaning, vectors, weighing
from explorer.search.ranking import fused, top

COLLECTION = Path(__file__).parents[2] / "shared" / "retrieval" / "scifact"
FIRST = 10
TEST, DEVELOPMENT = "validation", "train"  # SciFact's test queries, as BEIR calls them, were its validation set
Scores = npt.NDArray[np.floating]
Ranking = Callable[[str], Scores]


@dataclass(frozen=True)
class Collection:
    """Papers, what was asked of them, and which papers answer."""

    papers: pd.DataFrame
    queries: dict[str, str]
    answers: dict[str, dict[str, int]]


def collection(folder: Path = COLLECTION, split: str = TEST) -> Collection | None:
    """Read a collection in BEIR's layout where it stands beside the checkout."""
    if not (folder / "corpus.jsonl").exists():
        return None
    records = [
        {"id": row["_id"], "title": row["title"], "abstract": row["text"]} for row in _rows(folder / "corpus.jsonl")
    ]
    queries = {row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl") if row["split"] == split}
    answers: dict[str, dict[str, int]] = {}
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines()[1:]:
        query, paper, grade = line.split("\t")
        answers.setdefault(query, {})[paper] = int(grade)
    return Collection(ex.conform(records), queries, answers)


def ndcg(given: Collection, ranking: Ranking) -> float:
    """Give the mean normalised discounted cumulative gain of the first ten papers."""
    return float(np.mean([_gain(given, query, top(ranking(text), FIRST)) for query, text in given.queries.items()]))


def by_words(papers: pd.DataFrame) -> Ranking:
    """Rank papers by the words of a query, any of them."""
    words = weighing.read(papers)
    return lambda text: words.scores(bm25.bag(text))


def by_meaning(papers: pd.DataFrame) -> Ranking:
    """Rank papers by what a query means."""
    parts, model = vectors.vectors(papers, _told if sys.stderr.isatty() else None), meaning.model()
    return lambda text: vectors.scores(parts, model.embed([text])[0])


def by_both(*rankings: Ranking) -> Ranking:
    """Rank papers by several rankings."""
    return lambda text: fused(ranking(text) for ranking in rankings)


def _gain(given: Collection, query: str, places: npt.NDArray[np.int64]) -> float:
    answers = given.answers[query]
    grades = [answers.get(paper, 0) for paper in given.papers.index[places]]
    ideal = sorted(answers.values(), reverse=True)[:FIRST]
    return _discounted(grades) / _discounted(ideal)


def _discounted(grades: list[int]) -> float:
    return float(sum(grade / np.log2(place + 2) for place, grade in enumerate(grades)))


def _rows(file: Path) -> Iterator[dict[str, str]]:
    yield from map(json.loads, file.read_text("utf-8").splitlines())


def _told(read: int, of: int) -> None:
    sys.stderr.write(f"\r{read:,} of {of:,} papers read by meaning")


def main() -> None:
    """Print the figures, and whose they are."""
    split = DEVELOPMENT if "--development" in sys.argv else TEST
    given = collection(split=split)
    if given is None:
        sys.stdout.write("No judged collection stands beside this checkout; nothing to score.\n")
        return
    sys.stdout.write(f"nDCG@10 of SciFact, {len(given.papers):,} papers, {len(given.queries)} queries ({split}).\n")
    words = by_words(given.papers)
    sys.stdout.write(f"words (BM25)          {ndcg(given, words):.3f}\n")
    if not meaning.is_at_hand():
        sys.stdout.write("meaning               not measured: pip install 'explorer[semantic]'\n")
        return
    meant = by_meaning(given.papers)
    sys.stdout.write(f"meaning (MiniLM)      {ndcg(given, meant):.3f}\n")
    sys.stdout.write(f"both, by their ranks  {ndcg(given, by_both(words, meant)):.3f}\n")


if __name__ == "__main__":
    main()
