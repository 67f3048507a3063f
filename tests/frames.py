"""Papers frames to test with: a plain one, and the ugly ones that every view must bear."""

from __future__ import annotations

import pandas as pd

import explorer as ex

PLAIN = [
    {
        "id": "a",
        "title": "Sliced Recursive Transformer",
        "abstract": "Sharing weights across depth.",
        "year": 2021,
        "authors": ["Zhiqiang Shen", "Eric Xing"],
        "keywords": ["vision", "efficiency"],
        "venue": "ECCV",
        "published": "2021-11-09T10:00:00",
        "upvotes": 3,
        "code_url": "https://github.com/szq0214/SReT",
    },
    {
        "id": "b",
        "title": "Recursion is all",
        "abstract": "A recursive network, and a deep one.",
        "year": 2023,
        "authors": ["Ada Lovelace"],
        "keywords": ["theory"],
        "venue": "ICLR",
        "published": "2023-02-01",
        "upvotes": 12,
    },
    {
        "id": "c",
        "title": "Graphs",
        "abstract": "Nothing recurs here.",
        "year": 2022,
        "authors": None,
        "keywords": ["vision"],
        "venue": "ICLR",
        "published": "2022-06-30",
        "upvotes": None,
    },
    {
        "id": "d",
        "title": "On trees",
        "abstract": None,
        "year": None,
        "authors": ["Ada Lovelace", "Al Khwarizmi"],
        "keywords": [],
        "venue": None,
        "published": None,
        "upvotes": 0,
        "code_url": "javascript:alert(1)",
    },
]

UGLY = {
    "empty": [],
    "one row": [{"id": "x", "title": "Only"}],
    "all missing": [{"id": f"m{n}", "title": None, "abstract": None, "year": None, "venue": None} for n in range(3)],
    "many authors": [{"id": "m", "title": "CMS", "abstract": "Big.", "authors": [f"A. {n}" for n in range(664)]}],
    "markup": [
        {
            "id": "s",
            "title": "<script>window.ran=1</script><img src=x onerror='window.ran=1'>",
            "abstract": "a < b && c > d </script>",
            "venue": "<b>V</b>",
            "code_url": "javascript:window.ran=1",
            "url": "https://example.org/?q=<script>",
        }
    ],
    "duplicate ids": [{"id": "d", "title": "One", "abstract": "x"}, {"id": "d", "title": "One", "abstract": "x y"}],
    "emoji and right to left": [{"id": "🙂", "title": "🙂 שלום עולם", "abstract": "مرحبا 👩‍👩‍👧 e\u0301a"}],
    "long": [{"id": "l", "title": "Long", "abstract": "word " * 20_000}],
    "odd names": [{"id": "o", "title": "Odd", "abstract": "y", "a field & more=?": "v", "_words": "w"}],
}


def plain() -> pd.DataFrame:
    """Return four papers with every well-known kind of field."""
    return ex.conform(PLAIN)


def ugly(name: str) -> pd.DataFrame:
    """Return one of the ugly frames."""
    return ex.conform(UGLY[name])
