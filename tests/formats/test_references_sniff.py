"""BibTeX, RIS and CSL-JSON know their own documents and leave the others alone."""

from pathlib import Path

import pytest

from explorer.formats import FORMATS
from explorer.formats.base import HEAD, recognised

DATA = Path(__file__).parents[1] / "data"
SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
LICENCES = {"COPYING", "LICENSE", "README.md"}
OURS = {".bib": "BibTeX", ".ris": "RIS"}
NAMED = {"papers-csl.json": "CSL-JSON", "papers-wos.txt": "RIS"}
DOCUMENTS = [
    path
    for folder in (DATA, SAMPLES)
    for path in sorted(folder.rglob("*"))
    if path.is_file() and path.name not in LICENCES
]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_is_ours_or_another_s(path):
    with path.open("rb") as file:
        head = file.read(HEAD)
    wanted = NAMED.get(path.name) or OURS.get(path.suffix)

    if wanted:
        assert recognised(head, path.name).name == wanted
    else:
        assert [name for name in ("BibTeX", "RIS", "CSL-JSON") if FORMATS[name].sniff(head)] == []


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'[{"id": "x", "type": "document", "title": "A paper"}]', "CSL-JSON"),
        (b'[{"type": "paper-conference", "title": "A paper"}]', "CSL-JSON"),
        (b'[{"title": "One", "type": "book", "author": [{"family": "A"}]}]', "CSL-JSON"),
        (b'[{"paper": {"id": "1", "type": "article"}}]', "Hugging Face JSON"),
        (b"Some words first.\n@misc{a, title = {One}}", "BibTeX"),
        (b"@comment{only}", "BibTeX"),
        (b"% Written by explorer: 0 papers\n", "BibTeX"),
        (b"title,code\nOne,@misc{a", "CSV"),
        (b"PT J\nAU A\nTI One\nER\n", "RIS"),
        (b"1.\r\nTY  - JOUR\r\n", "RIS"),
    ],
)
def test_a_beginning_says_the_format(head, name):
    assert recognised(head, "x").name == name


def test_code_is_no_bibtex():
    assert (
        FORMATS["BibTeX"].sniff(b"import a\n\n@dataclass(frozen=True)\nclass B:\n\n@media (max-width: 1px) {a: b}")
        == 0
    )
