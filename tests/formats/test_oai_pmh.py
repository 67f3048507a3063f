"""Harvested records: arXiv's three forms, what was deleted, and what was cut."""

from pathlib import Path

import pytest
from stated import stated

from explorer.errors import DocumentError
from explorer.formats import load

DATA = Path(__file__).parents[1] / "data"
OAI = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'


def written(folder, text):
    path = folder / "oai.xml"
    path.write_text(text)
    return path


def test_arxivs_form_gives_every_field():
    papers = load(DATA / "oai-arxiv.xml", quiet=True)

    assert stated(papers, "2401.00001") == {
        "title": "Folding maps",
        "abstract": "We fold maps.",
        "arxiv_id": "2401.00001",
        "categories": ["cs.CG", "math.CO"],
        "doi": "10.1000/fold.7",
        "comment": "9 pages",
        "journal_ref": "J. Fold. 7 (2024) 1-9",
        "url": "https://arxiv.org/abs/2401.00001",
        "authors": ["Ada Łoś Jr", "Folders"],
        "affiliations": ["Paper Lab"],
        "published": "2024-01-01 00:00:00",
        "year": 2024,
        "updated": "2024-02-03 00:00:00",
        "report-no": "FOLD-1",
        "msc-class": "05C80",
        "acm-class": "F.2.2",
        "license": "http://creativecommons.org/licenses/by/4.0/",
        "datestamp": "2024-02-04",
        "sets": ["cs", "math"],
    }


def test_arxivs_raw_form_gives_every_field():
    papers = load(DATA / "oai-raw.xml", quiet=True)

    assert stated(papers, "0704.0001") == {
        "title": "Raw folds",
        "abstract": "Raw.",
        "arxiv_id": "0704.0001",
        "categories": ["hep-ph"],
        "doi": "10.1000/fold.1",
        "comment": "37 pages",
        "journal_ref": "Phys. Fold. 1",
        "url": "https://arxiv.org/abs/0704.0001",
        "authors": ["Ada Łoś", "Ben Ode", "Chi Wu"],
        "authors_text": "Ada Łoś (1 and 2), Ben Ode (2) and Chi Wu ((1) Paper Lab, (2) Map House)",
        "published": "2007-04-02 19:18:42",
        "year": 2007,
        "updated": "2007-07-24 20:10:27",
        "versions": ["v1 Mon, 2 Apr 2007 19:18:42 GMT", "v2 Tue, 24 Jul 2007 20:10:27 GMT"],
        "submitter": "Ada Łoś",
        "report-no": "F-2",
        "license": "http://arxiv.org/licenses/nonexclusive-distrib/1.0/",
        "datestamp": "2024-02-04",
        "sets": ["physics"],
    }


def test_dublin_core_gives_every_field_of_a_record_alone():
    papers = load(DATA / "oai-dc.xml", quiet=True)

    assert stated(papers, "math/0306999") == {
        "title": "Old folds",
        "abstract": "Folded long ago.",
        "arxiv_id": "math/0306999",
        "authors": ["Chi Wu", "Folders"],
        "categories": ["Mathematics - Combinatorics"],
        "published": "2003-06-18 00:00:00",
        "year": 2003,
        "updated": "2004-01-02 00:00:00",
        "doi": "10.1000/fold.3",
        "comment": "7 pages",
        "url": "http://arxiv.org/abs/math/0306999",
        "journal_ref": "J. Fold. 3 (2004) 1-2",
        "kind": "text",
        "language": "en",
        "contributor": "Quist, Dora",
        "datestamp": "2017-11-17",
        "sets": ["math"],
    }


def test_what_was_deleted_and_what_was_cut_is_said(capsys):
    load(DATA / "oai-arxiv.xml")

    assert capsys.readouterr().out == (
        "oai-arxiv.xml: 1 paper read, 1 skipped (record 2 (oai:arXiv.org:2401.00002): it was deleted),"
        " there is more: the list was cut at 2 of 1,090 records.\n"
    )


def test_another_archives_record_keeps_its_own_id_and_its_keywords(tmp_path):
    text = (DATA / "oai-dc.xml").read_text().replace("arXiv.org:math/0306999", "example.org:7")
    text = text.replace("http://arxiv.org/abs/math/0306999", "https://example.org/7")

    papers = load(written(tmp_path, text), quiet=True)

    assert papers.index.tolist() == ["oai:example.org:7"]
    assert papers["keywords"].tolist() == [["Mathematics - Combinatorics"]]


def test_no_record_that_matches_is_a_frame_without_rows(tmp_path):
    text = f'{OAI}<error code="noRecordsMatch"/></OAI-PMH>'

    papers = load(written(tmp_path, text), quiet=True)

    assert len(papers) == 0
    assert papers.attrs["report"][0]["note"] == "the archive found no record"


def test_a_truncated_list_gives_the_records_before_the_end(tmp_path):
    text = (DATA / "oai-arxiv.xml").read_text().partition("<resumptionToken")[0]

    papers = load(written(tmp_path, text), quiet=True)

    assert papers.index.tolist() == ["2401.00001"]
    assert papers.attrs["report"][0]["skips"][1:] == [
        "line 22, column 1: the XML ends in the middle, and what comes after it is lost"
    ]


REFUSED = {
    "an error": (
        f'{OAI}<error code="badArgument">No such set</error></OAI-PMH>',
        ": the archive answered with badArgument (No such set); expected records as OAI-PMH gives them.",
    ),
    "no records": (f"{OAI}</OAI-PMH>", ": it holds no record; expected records as OAI-PMH gives them."),
    "no metadata": (
        f"{OAI}<record/></OAI-PMH>",
        ": none of its records is a paper (record 1: it holds no metadata); expected records as OAI-PMH gives them.",
    ),
    "a cut before the first record": (
        OAI,
        ", line 1, column 55: the XML ends in the middle; the file was cut off; expected XML that is whole.",
    ),
}


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=REFUSED)
def test_an_answer_that_holds_no_list_says_why(tmp_path, text, said):
    path = written(tmp_path, text)

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == f"{path}{said}"


@pytest.mark.parametrize("name", ["thesis/1234567", "pmid/1234567"])
def test_an_identifier_of_dublin_core_that_is_not_arxivs_stays_what_it_is(written, name):
    record = (DATA / "oai-dc.xml").read_text().replace("http://arxiv.org/abs/math/0306999", name)
    record = record.replace("oai:arXiv.org:math/0306999", f"oai:example.org:{name}")

    paper = load(written(record), quiet=True).iloc[0]

    assert "arxiv_id" not in paper.dropna()
    assert name in paper["identifiers"]
