"""Score the facts against the hand-labelled development papers: `make gold`."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pandas as pd
import pyarrow as pa

from explorer.facts import extract

GOLD = Path(__file__).parents[2] / "shared" / "gold"
Figures = dict[str, float]


def gold_folder() -> Path | None:
    """Give the folder of hand-labelled papers where it stands beside the checkout."""
    return GOLD if (GOLD / "dev.jsonl").exists() else None


def measured(folder: Path) -> Figures:
    """Give each measured field's F1, or its accuracy where the scorer gives one."""
    scorer, runner = _module(folder / "score.py", "score"), _module(folder / "score_facts.py", "score_facts")
    gold = [json.loads(line) for line in (folder / "dev.jsonl").read_text("utf-8").splitlines()]
    papers = pd.DataFrame(
        {field: [paper[field] for paper in gold] for field in ("title", "abstract")},
        index=pd.Index([paper["id"] for paper in gold], name="id"),
        dtype=pd.ArrowDtype(pa.string()),
    )
    facts = extract(papers)
    predicted = [runner._as_gold(paper, facts[facts["paper"] == paper["id"]]) for paper in gold]
    return {key: _one(value) for key, value in scorer.report(gold, predicted).items()}


def _module(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _one(value: object) -> float:
    if isinstance(value, tuple):
        return float(value[2] if len(value) > 2 else value[0])
    return float(value) if isinstance(value, float) else float("nan")


def main() -> None:
    """Print the figures, and whose they are."""
    folder = gold_folder()
    if folder is None:
        sys.stdout.write("No hand-labelled papers stand beside this checkout; nothing to score." + "\n")
        return
    sys.stdout.write("Figures of the development set (18 papers); other papers, unseen, decide.\n" + "\n")
    for field, figure in measured(folder).items():
        sys.stdout.write(f"{field:36} {figure:.3f}" + "\n")


if __name__ == "__main__":
    main()
