"""Many points laid out by openTSNE in a process of their own, so that a reader's kernel stays small and quick."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
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
_AMID = 10  # papers amid which another stands
_OWN = 0.3  # the part of the whole that is done when the rest begins, where only some are laid out
_SIZE = 8  # bytes of a number in the pipe
_BEGUN = 0.1  # the part of the whole that is done when the rounds begin


class LayoutError(ExplorerError):
    """Say why no map could be made."""


def placed_elsewhere(
    weights: Weights, tell: Callable[[float], None], rest: Iterable[Weights] = (), others: int = 0
) -> Points:
    """Lay papers out in a fresh interpreter, then the rest amid them by parts; `tell` hears how much is done."""
    command = [sys.executable, "-c", _COMMAND]
    paths = os.pathsep.join(filter(None, sys.path))
    # A thread that waits for another gives way: where others use the cores, it would wait in vain for long.
    environment = {**os.environ, "PYTHONPATH": paths, "OMP_WAIT_POLICY": "PASSIVE"}
    own = 1.0 if not others else _OWN
    with tempfile.TemporaryFile() as said:
        started = subprocess.Popen(  # noqa: S603 - our own interpreter with a constant command
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, env=environment
        )
        with suppress(BrokenPipeError), started as process:
            places = [_asked(process, weights, lambda done: tell(own * done))]
            for part in rest:
                places.append(_asked(process, part, lambda _: None))
                tell(own + (1 - own) * sum(map(len, places[1:])) / others)
        said.seek(0)
        if process.returncode:
            last = said.read().decode("utf-8", "replace").strip().splitlines()[-1:]
            raise LayoutError(f"No map was made: {''.join(last) or f'its process ended with {process.returncode}'}.")
    return np.concatenate(places)


def _asked(process: Any, weights: Weights, tell: Callable[[float], None]) -> Points:  # noqa: ANN401 - no type of pipes
    """Hand some papers over, and hear how far they are, line by line; what follows the empty line are their places."""
    packed = io.BytesIO()
    np.savez(packed, places=weights.places, codes=weights.codes, weights=weights.weights, shape=weights.shape)
    process.stdin.write(len(packed.getbuffer()).to_bytes(_SIZE, "little"))
    process.stdin.write(packed.getbuffer())
    process.stdin.flush()
    while said := process.stdout.readline().strip():
        tell(float(said))
    said = process.stdout.read(2 * _SIZE * weights.shape[0])
    if len(said) < 2 * _SIZE * weights.shape[0]:
        raise BrokenPipeError  # it ended midway
    return np.frombuffer(said, dtype=float).reshape(-1, 2)


def answer() -> None:
    """Read weights from standard input and write places to standard output, after a line for each step."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    ground = None
    while size := int.from_bytes(sys.stdin.buffer.read(_SIZE), "little"):
        given = np.load(io.BytesIO(sys.stdin.buffer.read(size)))
        if ground is None:
            ground = Ground(given, lambda done: _say(out, done))
            places = ground.places
        else:
            places = ground.amid(given)
        out.write(b"\n" + np.ascontiguousarray(places, dtype=float).tobytes())
        out.flush()
    out.close()


def _say(out: Any, done: float) -> None:  # noqa: ANN401 - a pipe
    out.write(f"{done:.3f}\n".encode())
    out.flush()


class Ground:
    """Reduce papers to some fifty dimensions and lay them out in two; others are set amid them.

    P. G. Policar, M. Strazar and B. Zupan, *openTSNE*, Journal of Statistical Software 109, 2024.
    """

    def __init__(self, given: Mapping[str, Any], tell: Callable[[float], None]) -> None:
        from openTSNE import TSNE, initialization  # noqa: PLC0415 - it takes seconds, in a process of its own
        from sklearn.decomposition import TruncatedSVD  # noqa: PLC0415 - as above

        self._axes = TruncatedSVD(min(50, min(given["shape"].tolist()) - 1), random_state=7)
        vectors = _unit(self._axes.fit_transform(_table(given)))
        tell(_BEGUN)
        many = len(vectors) > _MANY
        early, later = _ROUNDS_OF_MANY if many else _ROUNDS
        steps = iter(range(1, early + later))
        start = initialization.pca(vectors, random_state=7, svd_solver="full")
        self._fitted = TSNE(
            perplexity=_PERPLEXITY_OF_MANY if many else _PERPLEXITY,
            early_exaggeration_iter=early, n_iter=later, initialization=start, random_state=7,
            n_jobs=os.cpu_count() or 1, negative_gradient_method="fft",
            callbacks=lambda *_: tell(min(1.0, _BEGUN + (1 - _BEGUN) * _OFTEN * next(steps) / (early + later))),
            callbacks_every_iters=_OFTEN,
        ).fit(vectors)  # fmt: skip
        self.places = np.asarray(self._fitted, dtype=float)

    def amid(self, given: Mapping[str, Any]) -> Points:
        """Set papers amid those that are most like them."""
        vectors = _unit(self._axes.transform(_table(given)))
        near, _ = self._fitted.affinities.knn_index.query(vectors, _AMID)
        places: Points = np.median(self.places[near], axis=1)
        return places


def _table(given: Mapping[str, Any]) -> Any:  # noqa: ANN401 - scipy has no hints
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - as above

    return csr_matrix((given["weights"], (given["places"], given["codes"])), shape=tuple(given["shape"].tolist()))


def _unit(vectors: Points) -> Points:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Points = vectors / np.where(lengths > 0, lengths, 1)
    return unit
