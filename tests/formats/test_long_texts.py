"""No text, however it repeats itself, takes more than one look at each of its characters."""

import time

import pytest

from explorer.formats import bibtex, page_text
from explorer.formats.arxiv_atom import DECLARED
from explorer.formats.bibtex_reading import AND
from explorer.formats.bibtex_values import parted
from explorer.formats.csv_header import start
from explorer.formats.csv_people import given_first
from explorer.formats.feed import ANNOUNCED
from explorer.formats.identifiers import doi
from explorer.formats.latex_text import plain
from explorer.formats.page_html import AUTHORS
from explorer.formats.titles import keeper

LONG = 200_000


@pytest.mark.parametrize(
    ("read", "part"),
    [
        (keeper, ". "),
        (keeper, ": a"),
        (doi, "10."),
        (doi, "10.1"),
        (doi, "10.."),
        (lambda text: given_first([f"{text}x"]), " "),
        (lambda text: given_first([text]), "(1"),
        (lambda text: start(f"{text}x"), " "),
        (lambda text: start(f"{text}x"), "\n"),
        (start, "sep=;\n"),
        (lambda text: plain(f"\\'{{{text}x"), "\N{NO-BREAK SPACE}"),
        (plain, "\\'{\N{NO-BREAK SPACE}"),
        (lambda text: parted(f"a{text}b", AND), " "),
        (lambda text: parted(f"{{a}}{text}b", AND), " "),
        (lambda text: parted(text, AND), " and"),
        (lambda text: DECLARED.sub("", text), " "),
        (lambda text: DECLARED.sub("", text), "<?xml"),
        (lambda text: ANNOUNCED.sub("", text), "arXiv:"),
        (lambda text: ANNOUNCED.sub("", f"arXiv:1{text}"), " "),
        (AUTHORS.search, "1"),
        (page_text.HEADING.search, "\n"),
        (page_text.HEADING.search, "- "),
        (lambda text: bibtex.sniff(f"@a{{{text}".encode()), " "),
        (lambda text: bibtex.sniff(f"@{text}".encode()), "a"),
        (lambda text: bibtex.sniff(text.encode()), "@a{\n"),
    ],
)
def test_a_long_text_is_read_in_one_go(read, part):
    text = part * (LONG // len(part))
    begun = time.process_time()

    read(text)

    assert time.process_time() - begun < 5  # seconds: a quarter of a second is usual, minutes are what a square takes


@pytest.mark.parametrize(
    ("title", "word", "is_kept"),
    [
        ("On the graphs: Where nothing recurs here", "Where", False),
        ("On the graphs of Where nothing recurs here", "Where", True),
        ("On the graphs.  (Where) nothing recurs here", "Where", False),
    ],
)
def test_a_word_that_opens_a_sentence_needs_no_capital(title, word, is_kept):
    assert keeper(title)(word) == is_kept


@pytest.mark.parametrize(
    ("text", "shown"), [("12 authors", "12"), ("1 author", "1"), ("1234567890123 authors", None), ("authors", None)]
)
def test_a_count_of_authors_is_whole(text, shown):
    found = AUTHORS.search(text)

    assert (found and found[1]) == shown
