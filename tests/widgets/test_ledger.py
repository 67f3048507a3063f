"""The ledger's cards."""

from __future__ import annotations

import pytest

import explorer as ex
from explorer.session import Session
from explorer.widgets import Ledger, Paper

ABSTRACT = "Deep nets are slow. Ours cuts the runtime by up to 30% on COCO."


@pytest.fixture
def reader():
    papers = ex.conform([{"id": "m", "title": "Measured", "abstract": ABSTRACT}, {"id": "n", "title": "None"}])
    facts = ex.extract(papers)
    return Session(ex.enrich(papers, facts), facts)


@pytest.fixture
def ledger(reader):
    return Ledger(Session(ex.ledger(reader.papers, reader.facts)), reader)


def test_a_row_shows_the_figure_what_it_measures_and_its_sentence(ledger):
    row = ledger.view["rows"][0]

    assert (row["figure"], row["title"]) == ("up to 30%", [{"text": "runtime, on COCO"}])
    assert {"text": "30%", "kind": "quoted", "note": ""} in row["snippet"]


def test_a_paper_without_a_figure_has_a_row_that_says_so(ledger):
    row = ledger.view["rows"][1]

    assert (row["figure"], row["title"]) == ("no claim", [{"text": "none stated"}])
    assert row["snippet"] == [{"text": "No claim was found in the abstract."}]


def test_the_count_tells_rows_and_figures(ledger):
    assert ledger.view["count"] == "2 of 2 rows, 1 figure"


def test_reading_a_row_opens_its_paper_at_its_sentence(ledger, reader):
    pane = Paper(reader)

    ledger.receive({"do": "read", "id": ledger.view["rows"][0]["id"]})

    assert reader.reading == "m"
    told = [segment["text"] for segment in pane.paper["abstract"] if "told" in segment.get("kind", "")]
    assert "".join(told) == "Ours cuts the runtime by up to 30% on COCO."


def test_reading_a_row_without_a_sentence_opens_its_paper(ledger, reader):
    ledger.receive({"do": "read", "id": "n"})

    assert reader.reading == "n"


def test_the_reading_pane_follows_the_first_row_until_one_is_read(ledger, reader):
    ledger.session.query = ex.Query(among={"claims": ("none stated",)})

    assert reader.reading == "n"


def test_a_figure_far_into_a_sentence_is_shown_with_the_words_before_it():
    papers = ex.conform([{"id": "m", "title": "M", "abstract": f"We {'really ' * 60}cut the runtime by 30% on COCO."}])
    facts = ex.extract(papers)
    reader = Session(ex.enrich(papers, facts), facts)

    (row,) = Ledger(Session(ex.ledger(reader.papers, facts)), reader).view["rows"]

    assert row["snippet"][0] == {"text": "… "}
    assert {"text": "30%", "kind": "quoted", "note": ""} in row["snippet"]


def test_an_address_opens_a_row_s_paper_at_its_sentence(ledger, reader):
    row = ledger.view["rows"][0]["id"]
    reader.reading = "n"

    ledger.session.open(f"?read={row}")

    assert (reader.reading, reader.fact["paper"]) == ("m", "m")
