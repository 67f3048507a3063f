"""Replies of arXiv's API: papers, nothing, an error; as sent and as recorded."""

import json
from pathlib import Path

import pytest
from stated import stated

from explorer.errors import DocumentError
from explorer.formats import load

DATA = Path(__file__).parents[1] / "data"
REPLY = DATA / "arxiv-reply.xml"
EMPTY = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:o="http://a9.com/-/spec/opensearch/1.1/">
<id>https://arxiv.org/api/made</id><o:totalResults>0</o:totalResults></feed>"""
ENTRY = """<entry><id>http://arxiv.org/api/errors#made</id><title>Error</title>
<summary>incorrect id format for abc</summary></entry></feed>"""
ERROR = EMPTY.replace("</feed>", ENTRY)
SAID = "arXiv answered with an error (incorrect id format for abc); expected a list of papers"


def written(folder, text):
    path = folder / "reply"
    path.write_text(text)
    return path


def recorded(body, status=200):
    return json.dumps({"url": "https://export.arxiv.org/api/query?x", "status_code": status, "body": body}, indent=2)


def test_a_reply_gives_every_field():
    papers = load(REPLY, quiet=True)

    assert stated(papers, "2401.00001") == {
        "title": "Folding maps with $x < y$ in $O(n)$",
        "abstract": "We fold maps, where a<b and c & d.",
        "arxiv_id": "2401.00001",
        "version": 3,
        "authors": ["Ada Łoś", "Ben Ode"],
        "affiliations": ["Paper Lab", "Map House"],
        "categories": ["cs.CG", "math.CO"],
        "published": "2024-01-01 12:00:00",
        "year": 2024,
        "updated": "2024-02-03 04:05:06",
        "doi": "10.1000/fold.7",
        "comment": "9 pages, 2 figures",
        "journal_ref": "J. Fold. 7 (2024) 1-9",
        "url": "https://arxiv.org/abs/2401.00001v3",
        "pdf_url": "https://arxiv.org/pdf/2401.00001v3",
    }


def test_an_old_id_keeps_its_archive_and_loses_its_version():
    papers = load(REPLY, quiet=True)

    assert papers.index.tolist() == ["2401.00001", "math/0306999"]


def test_a_part_of_what_was_found_is_said(capsys):
    load(REPLY)

    assert capsys.readouterr().out == "arxiv-reply.xml: 2 papers read, it holds papers 11 to 12 of 1,203.\n"


def test_a_recorded_reply_is_read_as_the_reply_itself(tmp_path):
    declared = REPLY.read_text().replace("UTF-8", "ISO-8859-1")

    papers = load(written(tmp_path, recorded(declared)), quiet=True)

    assert stated(papers, "2401.00001") == stated(load(REPLY, quiet=True), "2401.00001")


def test_a_reply_without_papers_is_a_frame_without_rows(tmp_path):
    papers = load(written(tmp_path, EMPTY), quiet=True)

    assert len(papers) == 0
    assert papers.attrs["report"][0]["note"] == "arXiv found no paper"


def test_another_status_is_said(tmp_path):
    papers = load(written(tmp_path, recorded(EMPTY, 301)), quiet=True)

    assert papers.attrs["report"][0]["note"] == "the server answered with status 301; arXiv found no paper"


REFUSED = {
    "an error": (ERROR, SAID),
    "a recorded error": (recorded(ERROR, 400), SAID),
    "no feed": (
        recorded("Rate exceeded.", 429),
        "the server answered with status 429 and no feed; expected a list of papers",
    ),
    "no text": (
        recorded(None).replace('"body"', '"html": "<feed", "body"'),
        "the recorded reply has no body of text; expected a list of papers",
    ),
}


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=REFUSED)
def test_a_reply_that_holds_no_list_says_why(tmp_path, text, said):
    path = written(tmp_path, text)

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == f"{path}: {said}."


def test_a_truncated_reply_says_where_it_ends(tmp_path):
    path = written(tmp_path, REPLY.read_text()[:1500])

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == (
        f"{path}, line 30, column 3: the XML ends in the middle; the file was cut off; expected XML that is whole."
    )
