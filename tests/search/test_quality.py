"""How well papers are ranked, against a judged collection where it stands beside the checkout."""

from __future__ import annotations

import json

import pytest
import quality


def test_words_rank_as_well_as_promised():
    given = quality.collection()
    if given is None:
        pytest.skip("no judged collection stands beside this checkout")

    assert quality.ndcg(given, quality.by_words(given.papers)) > 0.68


def test_the_measure_is_that_of_the_field(tmp_path):
    rows = [{"_id": name, "title": title, "text": ""} for name, title in [("a", "Quokka quokka"), ("b", "Quokka")]]
    (tmp_path / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    query = {"_id": "1", "text": "A quokka?", "split": "validation"}
    (tmp_path / "queries.jsonl").write_text(json.dumps(query) + "\n")
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n1\tb\t1\n")
    given = quality.collection(tmp_path)

    assert quality.ndcg(given, quality.by_words(given.papers)) == pytest.approx(0.631, abs=0.001)  # 1 / log2(3)
