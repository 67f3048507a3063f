"""The words of a title whose capitals a bibliography must keep: BibTeX lowers all that no braces hold."""

from __future__ import annotations

import re
from collections.abc import Callable

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
STOP = re.compile(r"[.:?!—–]\s")
_LITTLE = """
    about above across after against along among around before behind below beneath beside between beyond during
    except inside toward towards under until using versus via with within without where which while whose their there
    these those through
"""
LITTLE = frozenset(_LITTLE.split())
_EPONYMS = """
    Adam Bayes Bayesian Bellman Boltzmann Brownian Cartesian Cauchy Chebyshev Chinese Dirichlet English Euclidean
    Euler European Fisher Fourier French Frobenius Galerkin Gauss Gaussian German Gibbs Hamiltonian Hebbian Hermitian
    Hessian Hilbert Hopfield Hungarian Indian Jacobian Japanese Kalman Krylov Lagrangian Langevin Laplace Laplacian
    Lebesgue Lévy Lipschitz Lyapunov Markov Markovian Monte Carlo Nash Nesterov Newton Newtonian Poisson Python
    Riemannian Schrödinger Shapley Sinkhorn Sobolev Spanish Stein Taylor Turing Twitter Wasserstein Wiener Wikipedia
"""
EPONYMS = frozenset(_EPONYMS.split())


def keeper(title: str) -> Callable[[str], bool]:
    """Say for the words of a title which of them are names, acronyms or otherwise capital by nature.

    In a title that is written like a sentence, every capital inside it is one; in one that is written
    In Capitals only inner capitals (`ImageNet`), single letters and names known here tell.
    """
    words = [word for word in WORD.findall(title) if len(word) > 1]
    openings = _openings(title)
    later = [word for word in words if word not in openings]
    lower = sum(word.islower() and len(word) > 4 and word not in LITTLE for word in later)
    is_sentence = 2 * lower >= max(sum(word.istitle() for word in later), 1)

    def is_kept(word: str) -> bool:
        parts = word.split("-")
        if any(part[1:] != part[1:].lower() or part in EPONYMS for part in parts):
            return True
        if len(parts[0]) == 1 and parts[0].isupper():
            return len(parts) > 1 or parts[0] != "A"
        return is_sentence and word[:1].isupper() and word not in openings

    return is_kept


def _openings(title: str) -> frozenset[str]:
    """Find the words that a sentence starts with, or what stands behind a colon or a dash."""
    found, end = set(), 0
    for word in WORD.finditer(title):
        if not end or STOP.search(title, end, word.start()):
            found.add(word[0])
        end = word.end()
    return frozenset(found)
