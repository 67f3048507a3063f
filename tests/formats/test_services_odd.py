"""Services' JSON with anything at all in any place: a frame, or a sentence on what is wrong."""

import copy
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import DocumentError
from explorer.formats import FORMATS
from explorer.papers import conform

DATA = Path(__file__).parents[1] / "data"
PAGES = {"OpenAlex JSON": "openalex.json", "Semantic Scholar JSON": "semantic-scholar.json"}
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
ANYTHING = st.recursive(SCALARS, lambda held: st.lists(held) | st.dictionaries(st.text(), held), max_leaves=5)


def places(found, path=()):
    yield path
    inner = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
    for name, value in inner:
        yield from places(value, (*path, name))


def replaced(found, path, value):
    if not path:
        return value
    changed = copy.copy(found)
    changed[path[0]] = replaced(found[path[0]], path[1:], value)
    return changed


def read_or_refused(name, page):
    try:
        return conform(FORMATS[name].read(io.BytesIO(json.dumps(page).encode())).papers).index.is_unique
    except DocumentError as error:
        return str(error).endswith(".")


@pytest.mark.parametrize("name", PAGES)
@given(data=st.data())
def test_anything_in_any_place_is_a_frame_or_an_error_of_ours(name, data):
    page = json.loads((DATA / PAGES[name]).read_text())
    place = data.draw(st.sampled_from(list(places(page))))

    assert read_or_refused(name, replaced(page, place, data.draw(ANYTHING)))
