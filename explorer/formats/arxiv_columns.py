"""Lines of arXiv's snapshot read all at once, as columns, where each of them is as arXiv writes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.json as pj

from explorer import columns
from explorer.columns import DATE, TEXT
from explorer.formats.identifiers import ARXIV, DOI_START

PAGE = "https://arxiv.org/abs/"
NAMES = {"journal-ref": "journal_ref", "report-no": "report_number", "comments": "comment", "update_date": "updated"}
PLAIN = ("submitter", "comments", "journal-ref", "report-no", "license", "update_date")
SCHEMA = pa.schema(
    {
        **dict.fromkeys(("id", "title", "abstract", "authors", "categories", "doi", *PLAIN), TEXT),
        "versions": pa.list_(pa.struct({"version": TEXT, "created": TEXT})),
        "authors_parsed": pa.list_(pa.list_(TEXT)),
    }
)
RARE = {"doi_text", "authors_text"}  # what no paper has is no field
LONGEST = 1 << 20  # bytes of a line; a longer one is read by itself
ID = rf"^{ARXIV}$"
DOI = rf"^{DOI_START}[!#-;=?-~]*[!#-+\-/-:=?-~]$"  # of one text without ends of sentences
CREATED = r"^\w{3}, (?P<day>\d{1,2}) \w{3} \d{4} \d\d:\d\d:\d\d GMT$"
SPACES = r"  |[\x00-\x1f\x7f\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]"
Fields = dict[str, pa.Array]


class _OddError(Exception):
    """Say that a line is not as arXiv writes it."""


def at_once(text: str, mended: Callable[[dict[str, Any]], dict[str, Any]]) -> Fields | None:
    """Read whole lines as columns; nothing where one is odd.

    `mended` makes a paper of a record: it is asked for the few texts and DOIs that no column function reads.
    """
    try:
        table = pj.read_json(
            pa.py_buffer(text.encode()),
            read_options=pj.ReadOptions(block_size=LONGEST),
            parse_options=pj.ParseOptions(explicit_schema=SCHEMA, unexpected_field_behavior="error"),
        )
        return _papers({name: table[name].combine_chunks() for name in SCHEMA.names}, mended)
    except (pa.ArrowInvalid, _OddError):
        return None


def _papers(given: Fields, mended: Callable[[dict[str, Any]], dict[str, Any]]) -> Fields:
    ids, written = given["id"], given["authors"]
    _require(not ids.null_count and _all(pc.match_substring_regex(ids, ID)))
    has_place = pc.fill_null(pc.match_substring(written, "("), pa.scalar(value=False))
    found = {
        "id": ids,
        "title": _unwrapped(given["title"]),
        "abstract": _unwrapped(given["abstract"]),
        **{NAMES.get(name, name): given[name] for name in PLAIN},
        "arxiv_id": ids,
        "authors": _people(given["authors_parsed"]),
        "categories": _words(given["categories"]),
        "url": pc.binary_join_element_wise(PAGE, ids, ""),
        "versions": _versions(given["versions"]),
        **_identified(given["doi"], mended),
        "published": _published(given["versions"]),
        "authors_text": _unwrapped(pc.if_else(has_place, written, pa.scalar(None, TEXT))),
    }
    found = {name: array for name, array in found.items() if name not in RARE or array.null_count < len(array)}
    found["updated"] = _dates(found["updated"])
    found["year"] = pc.year(found["published"])
    return {name: columns.cast(name, array, []) for name, array in found.items()}


def _unwrapped(texts: pa.Array) -> pa.Array:
    """Put the lines of each text one after another, with single spaces."""
    found = pc.ascii_trim(pc.replace_substring(texts, "\n", " "), " ")
    return _mended(found, pc.match_substring_regex(found, SPACES), lambda text: " ".join(text.split()))


def _words(texts: pa.Array) -> pa.ListArray:
    _require(not _any(pc.invert(pc.match_substring_regex(texts, r"^[!-~]+(?: [!-~]+)*$"))))
    return pc.split_pattern(texts, " ")


def _people(parsed: pa.ListArray) -> pa.ListArray:
    """Put each author's parts, `[last, first, suffix, …]`, in the order in which they are said."""
    parts = parsed.flatten()
    _require(not parsed.null_count and not parts.null_count and not _any(pc.equal(pc.list_value_length(parsed), 0)))
    _require(_all(pc.greater_equal(pc.list_value_length(parts), 3)))
    said = [pc.list_element(parts, nth) for nth in (1, 0, 2)]
    said = [pc.if_else(pc.equal(part, ""), pa.scalar(None, TEXT), part) for part in said]
    names = pc.binary_join_element_wise(*said, " ", null_handling="skip")
    _require(not _any(pc.equal(pc.utf8_trim_whitespace(names), "")))
    return pa.ListArray.from_arrays(parsed.offsets, names)


def _versions(versions: pa.ListArray) -> pa.ListArray:
    parts = versions.flatten()
    numbers, dates = parts.field("version"), parts.field("created")
    _require(not versions.null_count and not numbers.null_count and not dates.null_count)
    return pa.ListArray.from_arrays(versions.offsets, pc.binary_join_element_wise(numbers, dates, " "))


def _published(versions: pa.ListArray) -> pa.Array:
    """Give the day on which the first version was sent in."""
    _require(not _any(pc.equal(pc.list_value_length(versions), 0)))
    created = versions.flatten().field("created").take(versions.offsets[:-1])
    days = pc.struct_field(pc.extract_regex(created, CREATED), "day").cast(pa.int64())
    found = pc.strptime(created, format="%a, %d %b %Y %H:%M:%S GMT", unit="ms", error_is_null=True)
    _require(not found.null_count and _all(pc.fill_null(pc.equal(pc.day(found), days), pa.scalar(value=False))))
    return found


def _dates(written: pa.Array) -> pa.Array:
    found = pc.strptime(written, format="%Y-%m-%d", unit="ms", error_is_null=True)
    _require(found.null_count == written.null_count and _all(pc.equal(pc.strftime(found, "%Y-%m-%d"), written)))
    return found.cast(DATE)


def _identified(written: pa.Array, mended: Callable[[dict[str, Any]], dict[str, Any]]) -> Fields:
    """Give the DOIs, and the texts that hold more than one."""
    is_odd = pc.invert(pc.fill_null(pc.match_substring_regex(written, DOI), pa.scalar(value=True)))
    few = [mended({"doi": text}) for text in written.filter(is_odd).to_pylist()]
    bare = pc.replace_with_mask(pc.ascii_lower(written), is_odd, pa.array([paper["doi"] for paper in few], TEXT))
    texts = pa.array([paper.get("doi_text") for paper in few], TEXT)
    return {"doi": bare, "doi_text": pc.replace_with_mask(pa.nulls(len(written), TEXT), is_odd, texts)}


def _mended(texts: pa.Array, is_odd: pa.Array, mend: Callable[[str], str]) -> pa.Array:
    is_odd = pc.fill_null(is_odd, pa.scalar(value=False))
    few = [mend(text) for text in texts.filter(is_odd).to_pylist()]
    return pc.replace_with_mask(texts, is_odd, pa.array(few, TEXT))


def _require(is_usual: bool) -> None:  # noqa: FBT001 - what it is called for
    if not is_usual:
        raise _OddError


def _any(flags: pa.Array) -> bool:
    return bool(pc.any(flags).as_py())


def _all(flags: pa.Array) -> bool:
    return not _any(pc.invert(flags))
