"""Print how many abstracts a second the finders read on one core, by kind and in all: `make bench`."""

from __future__ import annotations

import time

from explorer.facts import Reading
from explorer.facts.base import all_finders

SENTENCES = """
Recent progress in large language models (LLMs) has led to strong results across many tasks, e.g. code generation.
However, existing methods such as GPT-4 and Llama 2 still struggle with long documents and need much memory.
In this paper, we propose Fox Tree Search (FTS), a novel framework that plans over states with a learned policy.
The key idea is to share weights between layers, which keeps the model compact without losing any accuracy.
Specifically, FTS reaches 83.4% accuracy on ImageNet-1K and improves over Swin Transformers by 2.1 points.
On three benchmarks, including SCAN, COGS, and FoxBench, it reduces the training cost by 10~30% on average.
We further show that the f^nConv operator has mathcal{O}(n^2) cost and supports up to 100 layers with ease.
Extensive experiments demonstrate that our approach outperforms strong baselines by a significant margin.
Code and models are available at https://github.com/fox/fts.
""".strip().splitlines()
PAPERS = 400


def paper(number: int) -> tuple[str, str]:
    """Make a paper whose sentences stand in their own order, with words of its own."""
    turned = SENTENCES[number % 9 :] + SENTENCES[: number % 9]
    return f"Fox{number} Tree Search: Planning with Vision Transformers", " ".join(turned).replace(
        "Fox", f"Fox{number}"
    )


def main() -> None:
    """Read the same papers with every finder and print the speed of each."""
    papers = [paper(number) for number in range(PAPERS)]
    finders = sorted(all_finders(), key=lambda kind: (kind not in {"link", "acronym", "name"}, kind))
    spent = dict.fromkeys(["words and sentences", *finders], 0.0)
    for number, (title, abstract) in enumerate([papers[0], *papers]):
        for part, seconds in _read(Reading(title, abstract), finders).items():
            spent[part] += seconds if number else 0  # the first paper loads the vocabularies
    for part, seconds in spent.items():
        print(f"{part:22} {PAPERS / seconds if seconds else 0:12,.0f} abstracts a second")
    print(f"{'all':22} {PAPERS / sum(spent.values()):12,.0f} abstracts a second, one core")


def _read(reading: Reading, kinds: list[str]) -> dict[str, float]:
    begun = time.process_time()
    assert reading.sentences
    assert reading.words("abstract").texts
    spent = {"words and sentences": time.process_time() - begun}
    for kind in kinds:
        begun = time.process_time()
        reading.found(kind)
        spent[kind] = time.process_time() - begun
    return spent


if __name__ == "__main__":
    main()
