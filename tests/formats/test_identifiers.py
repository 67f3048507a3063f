"""Identifiers as documents write them, and bare."""

import re

import pytest

from explorer.formats import arxiv_columns, stated
from explorer.formats.identifiers import arxiv_id, doi


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("2401.00001", "2401.00001"),
        ("0704.0001v12", "0704.0001"),
        ("arXiv:2401.00001v2", "2401.00001"),
        ("oai:arXiv.org:math/0306266", "math/0306266"),
        ("https://arxiv.org/abs/2401.00001v3?context=cs", "2401.00001"),
        ("http://export.arxiv.org/pdf/hep-th/9901001v1.pdf", "hep-th/9901001"),
        ("math.GT/0309136", "math/0309136"),
        ("https://doi.org/10.48550/arXiv.2401.00001", "2401.00001"),
        ("10.48550/arxiv.2401.00001", "2401.00001"),
        ("https://example.org/2401.00001", None),
        ("10.1000/2401.00001", None),
        ("1", None),
        ("thesis/1234567", None),
        ("pmid/1234567", None),
        ("hep-th/9913001", None),
        ("2013.12345", None),
        ("https://arxiv.org/abs/2013.12345", None),
        (None, None),
    ],
)
def test_an_arxiv_id_is_bare_and_has_no_version(written, bare):
    assert arxiv_id(written) == bare


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("10.1000/X.Y", "10.1000/x.y"),
        ("https://doi.org/10.1000/(SICI)1(2)", "10.1000/(sici)1(2)"),
        ("doi:10.1000/x", "10.1000/x"),
        ("see 10.1000/x.", "10.1000/x"),
        ("x", None),
        (None, None),
    ],
)
def test_a_doi_is_bare_and_small(written, bare):
    assert doi(written) == bare


@pytest.mark.parametrize("written", ["thesis/1234567", "report/1234567", "math/0013001", "2013.12345", "2400.00001"])
def test_what_looks_like_an_arxiv_id_is_none_anywhere(written):
    found = stated.arxiv_id(written), stated.stated_arxiv_id(f"arXiv:{written}"), re.search(arxiv_columns.ID, written)

    assert found == (None, None, None)
    assert not stated.is_arxiv_id(written)
