"""What is no list of papers is refused, with what to write instead."""

import pandas as pd
import pytest

from explorer.errors import ExplorerError
from explorer.lists import common, merge, new, only
from explorer.papers import conform

PAPERS = conform([{"title": "One"}])
TAKES = "takes papers frames, as load gives them, and was given"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: merge([PAPERS, PAPERS]), f"merge {TAKES} a list; write merge(*frames)"),
        (lambda: merge("a.bib"), f"merge {TAKES} 'a.bib'; write load('a.bib')"),
        (lambda: merge(PAPERS, None), f"merge {TAKES} None"),
        (lambda: merge(PAPERS, {}), f"merge {TAKES} a dict"),
        (lambda: new("a.bib", since=PAPERS), f"new {TAKES} 'a.bib'; write load('a.bib')"),
        (lambda: common(PAPERS, [PAPERS]), f"common {TAKES} a list; write common(*frames)"),
        (lambda: only(PAPERS, None), f"only {TAKES} None"),
    ],
)
def test_what_is_no_frame_is_refused(call, message):
    with pytest.raises(TypeError) as error:
        call()

    assert str(error.value) == message


def test_a_frame_without_title_abstract_and_id_is_refused():
    with pytest.raises(ExplorerError) as error:
        merge(PAPERS, pd.DataFrame({"year": [2024], "pages": ["7"]}))

    assert str(error.value) == (
        "merge takes papers with a title, an abstract or an id; this frame's columns: year, pages."
    )
