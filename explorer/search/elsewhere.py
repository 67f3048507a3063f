"""Many points laid out by openTSNE in a process of their own, so that a reader's kernel stays small and quick."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.comparison.weights import Weights
from explorer.errors import ExplorerError

Points = npt.NDArray[np.float64]

_COMMAND = "from explorer.search import elsewhere; elsewhere.answer()"
_MANY = 20_000  # points, from which neighbours are fewer, and rounds too
_ROUNDS, _ROUNDS_OF_MANY = (150, 350), (100, 200)  # early, in which near points are drawn together, and later
_PERPLEXITY, _PERPLEXITY_OF_MANY = 30, 15
_OFTEN = 25  # rounds between two words about how far it is
_BEGUN = 0.1  # the part of the whole that is done when the rounds begin


class LayoutError(ExplorerError):
    """Say why no map could be made."""


def placed_elsewhere(weights: Weights, tell: Callable[[float], None]) -> Points:
    """Lay papers out in a fresh interpreter; `tell` hears how much is done."""
    command = [sys.executable, "-c", _COMMAND]
    paths = os.pathsep.join(filter(None, sys.path))
    # A thread that waits for another gives way: where others use the cores, it would wait in vain for long.
    environment = {**os.environ, "PYTHONPATH": paths, "OMP_WAIT_POLICY": "PASSIVE"}
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as said:
        np.savez(asked, places=weights.places, codes=weights.codes, weights=weights.weights, shape=weights.shape)
        asked.seek(0)
        with subprocess.Popen(  # noqa: S603 - our own interpreter with a constant command
            command, stdin=asked, stdout=subprocess.PIPE, stderr=said, env=environment
        ) as process:
            written = _heard(process.stdout, tell)
        said.seek(0)
        if process.returncode:
            last = said.read().decode("utf-8", "replace").strip().splitlines()[-1:]
            raise LayoutError(f"No map was made: {''.join(last) or f'its process ended with {process.returncode}'}.")
    return np.frombuffer(written, dtype=float).reshape(-1, 2)


def _heard(lines: Any, tell: Callable[[float], None]) -> bytes:  # noqa: ANN401 - a pipe
    """Pass on how far it is, line by line; what follows the empty line are the places."""
    while said := lines.readline().strip():
        tell(float(said))
    written: bytes = lines.read()
    return written


def answer() -> None:
    """Read weights from standard input and write places to standard output, after a line for each step."""
    given = np.load(io.BytesIO(sys.stdin.buffer.read()))
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    places = placed(given, lambda done: _say(out, done))
    out.write(b"\n" + places.tobytes())
    out.close()


def _say(out: Any, done: float) -> None:  # noqa: ANN401 - a pipe
    out.write(f"{done:.3f}\n".encode())
    out.flush()


def placed(given: Mapping[str, Any], tell: Callable[[float], None]) -> Points:
    """Reduce papers to some fifty dimensions and lay them out in two.

    P. G. Policar, M. Strazar and B. Zupan, *openTSNE*, Journal of Statistical Software 109, 2024.
    """
    from openTSNE import TSNE, initialization  # noqa: PLC0415 - it takes seconds, in a process of its own

    vectors = _reduced(given)
    tell(_BEGUN)
    many = len(vectors) > _MANY
    early, later = _ROUNDS_OF_MANY if many else _ROUNDS
    steps = iter(range(1, early + later))
    start = initialization.pca(vectors, random_state=7, svd_solver="full")
    fitted = TSNE(
        perplexity=_PERPLEXITY_OF_MANY if many else _PERPLEXITY,
        early_exaggeration_iter=early, n_iter=later, initialization=start, random_state=7, n_jobs=os.cpu_count() or 1,
        negative_gradient_method="fft",
        callbacks=lambda *_: tell(min(1.0, _BEGUN + (1 - _BEGUN) * _OFTEN * next(steps) / (early + later))),
        callbacks_every_iters=_OFTEN,
    ).fit(vectors)  # fmt: skip
    return np.asarray(fitted, dtype=float)


def _reduced(given: Mapping[str, Any]) -> Any:  # noqa: ANN401 - scikit-learn has no hints
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - as above
    from sklearn.decomposition import TruncatedSVD  # noqa: PLC0415 - as above

    shape = tuple(given["shape"].tolist())
    table = csr_matrix((given["weights"], (given["places"], given["codes"])), shape=shape)
    vectors = TruncatedSVD(min(50, min(shape) - 1), random_state=7).fit_transform(table)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.where(lengths > 0, lengths, 1)
