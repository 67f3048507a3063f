"""Real BibTeX and RIS, where they lie beside the checkout: every one loads and the counts add up."""

import json
import re
import warnings
from pathlib import Path

import pandas as pd
import pypandoc
import pytest
import rispy
from pybtex.database import parse_string

from explorer.formats import FORMATS, load, save

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
BIBTEX, RIS = sorted((SAMPLES / "bibtex").glob("*.bib")), sorted((SAMPLES / "ris").glob("*.ris"))
LITTLE = ["+RTS", "-M1g", "-RTS"]  # what pandoc may hold: of some documents it would take all there is
ENTRY = re.compile(r"^\s*@(?!comment|string|preamble)\w+\s*[{(]", re.IGNORECASE | re.MULTILINE)

pytestmark = pytest.mark.skipif(not BIBTEX, reason="the real samples are not beside this checkout")


def counted(papers):
    (row,) = papers.attrs["report"]
    assert len(papers) == row["read"] - row["merged"]
    return row["read"] + row["skipped"]


@pytest.mark.parametrize("path", BIBTEX, ids=lambda path: path.name)
def test_every_entry_is_read_or_named(path):
    papers = load(path, quiet=True)

    assert counted(papers) == len(ENTRY.findall(path.read_text("utf-8-sig")))
    without_maths = papers["title"].dropna().str.replace(r"\$[^$]+\$", "", regex=True)
    assert not without_maths.str.contains(r"[{}]|\\[\"'`^a-z]").any()


@pytest.mark.parametrize("path", BIBTEX, ids=lambda path: path.name)
def test_what_is_read_from_bibtex_is_written_for_everyone(tmp_path, path):
    papers = load(path, quiet=True)

    written = save(papers, tmp_path / "again.bib", quiet=True)

    again = load(written, quiet=True)
    held = [name for name in papers if FORMATS["BibTeX"].is_held(name, papers[name])]
    kept = [name for name in held if name not in ("key", "source", "position")]
    pd.testing.assert_frame_equal(again.reindex(columns=kept), papers[kept], check_dtype=False)
    assert len(parse_string(written.read_text(), "bibtex").entries) == len(papers)
    found = json.loads(pypandoc.convert_text(written.read_text(), "csljson", format="biblatex", extra_args=LITTLE))
    assert len(found) == len(papers)


@pytest.mark.parametrize("path", RIS, ids=lambda path: path.name)
def test_every_reference_is_read_or_named(path):
    text = path.read_text("utf-8-sig")

    papers = load(path, quiet=True)

    parser = {"implementation": rispy.WokParser} if text.startswith("FN") else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        references = rispy.loads(text, **parser)
    titles = [
        reference.get("title") or reference.get("primary_title") or reference.get("document_title")
        for reference in references
    ]
    assert counted(papers) == len(references)
    assert set(papers["title"]) == set(filter(None, titles))


@pytest.mark.parametrize("path", [*BIBTEX, *RIS], ids=lambda path: path.name)
def test_csl_json_holds_every_field_of_every_document(tmp_path, path):
    papers = load(path, quiet=True)

    again = load(save(papers, tmp_path / "a.json"), quiet=True)

    kept = [name for name in papers if name not in ("source", "position") and papers[name].notna().any()]
    pd.testing.assert_frame_equal(again.reindex(columns=kept), papers[kept], check_dtype=False)
