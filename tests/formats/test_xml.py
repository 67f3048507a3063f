"""XML of others: what is whole is read, what may be an attack is refused with a sentence."""

import io

import pytest

from explorer.errors import DocumentError
from explorer.formats import xml

WHOLE = "expected XML that is whole"
PLAIN = "expected XML without declarations of its own"
HIDDEN = "its document type 'r' holds declarations, which can hide an attack"
CUT = "the XML ends in the middle; the file was cut off"


def names(content):
    return [element.get("n") for element in xml.elements(io.BytesIO(content), ["a"])]


REFUSED = {
    "a billion laughs": (
        b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><r>&c;</r>',
        f"document: {HIDDEN}; {PLAIN}.",
    ),
    "a quadratic blowup": (
        b'<!DOCTYPE r [<!ENTITY a "' + b"x" * 10_000 + b'">]><r>' + b"&a;" * 10_000 + b"</r>",
        f"document: {HIDDEN}; {PLAIN}.",
    ),
    "an external entity": (
        b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>',
        f"document: {HIDDEN}; {PLAIN}.",
    ),
    "an external document type that declares": (
        b'<!DOCTYPE r SYSTEM "https://example.org/r.dtd" [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><r/>',
        f"document: {HIDDEN}; {PLAIN}.",
    ),
    "attributes with a long default": (
        b'<!DOCTYPE r [<!ATTLIST a n CDATA "' + b"x" * 10_000 + b'">]><r>' + b"<a/>" * 10_000 + b"</r>",
        f"document: {HIDDEN}; {PLAIN}.",
    ),
    "an entity that nobody declared": (
        b'<!DOCTYPE r SYSTEM "r.dtd">\n<r>&b;</r>',
        f"document, line 2, column 4: this is no XML (undefined entity); {WHOLE}.",
    ),
    "no end of depth": (b"<r>" * 1_000_000, f"document: its XML is more than 100 levels deep; {WHOLE}."),
    "no end of elements": (
        b"<r>" + b"<b/>" * 500_001,
        f"document: its XML holds more than 500,000 elements in one record; {WHOLE}.",
    ),
    "no end of text": (
        b"<r>" + b"x" * (9 << 20),
        f"document: its XML runs on for 8 MB without an element; {WHOLE}.",
    ),
    "no end of an attribute": (
        b'<r n="' + b"x" * (9 << 20),
        f"document: its XML runs on for 8 MB without an element; {WHOLE}.",
    ),
    "no beginning": (b"<!--" + b"x" * (9 << 20), f"document: its XML runs on for 8 MB without an element; {WHOLE}."),
    "nothing": (b"", f"document, line 1, column 1: {CUT}; {WHOLE}."),
    "an open tag": (b"<r>\n <a", f"document, line 2, column 2: {CUT}; {WHOLE}."),
    "an open text": (b"<r>\n x", f"document, line 2, column 3: {CUT}; {WHOLE}."),
    "tags that cross": (b"<r><a></r>", f"document, line 1, column 9: this is no XML (mismatched tag); {WHOLE}."),
    "an unknown encoding": (
        b"<?xml version='1.0' encoding='klingon'?><r/>",
        f"document: the XML cannot be read (unknown encoding: klingon); {WHOLE}.",
    ),
}


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_trusted_is_refused(content, said):
    with pytest.raises(DocumentError) as error:
        names(content)

    assert str(error.value) == said


@pytest.mark.parametrize("head", [b"", b"\xef\xbb\xbf", b'<?xml version="1.0"?>\n<!DOCTYPE r PUBLIC "-//R" "r.dtd">'])
def test_each_element_of_a_name_is_given_whatever_its_namespace(head):
    content = head + b'<r xmlns:o="urn:o"><a n="1"/><b/><o:a n="2"/><c><a n="3"/></c></r>'

    assert names(content) == ["1", "2", "3"]


def test_what_was_whole_is_given_before_the_end_is_missed():
    found = xml.elements(io.BytesIO(b'<r><a n="1">x</a><a n="2">'), ["a"])

    assert next(found).get("n") == "1"
    with pytest.raises(DocumentError, match="the XML ends in the middle"):
        next(found)


def test_a_long_list_of_short_records_is_read_in_little_memory():
    content = b"<r>" + b'<a n="1"><b/><b/></a>' * 200_000 + b"</r>"

    assert sum(1 for _ in xml.elements(io.BytesIO(content), ["a"])) == 200_000


def test_a_text_is_on_one_line_with_what_its_marks_hold():
    title = next(xml.elements(io.BytesIO(b"<t> H<sub>2</sub>O\n and <i>more</i> </t>"), ["t"]))

    assert xml.text(title) == "H2O and more"
    assert xml.text(title, "sub") == "2"
    assert xml.text(title, "b") is None
    assert xml.texts(title, "*") == ["2", "more"]


@pytest.mark.parametrize(
    ("head", "tag"),
    [
        (b'<?xml version="1.0"?>\n<!-- a > b --><!DOCTYPE r [<!ENTITY a "b">]>\n<o:r n="1"><a>', '<o:r n="1">'),
        (b"\xef\xbb\xbf<r/>", "<r/>"),
        ("<r>".encode("utf-16"), "<r>"),
        (b"<r n='1", "<r n='1"),
        (b"{}", ""),
        (b"", ""),
    ],
)
def test_the_first_tag_is_found(head, tag):
    assert xml.root(head) == tag


@pytest.mark.parametrize("tag", ["<o:r n='1'>", "<r>", "<r/>", "{urn:o}r", "r"])
def test_a_name_is_without_its_namespace(tag):
    assert xml.name_of(tag) == "r"
