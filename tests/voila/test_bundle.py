"""A page's scripts as one file."""

from __future__ import annotations

import gzip

import pytest

from explorer.serve import hasten

hasten()  # before Jupyter's modules are imported

from explorer.voila.bundle import Bundle, extension_static, joined, mended, page_bundle  # noqa: E402


@pytest.fixture(scope="module")
def bundle():
    return page_bundle()


def test_scripts_are_joined_in_order(tmp_path):
    (tmp_path / "b.js").write_text("b()")
    (tmp_path / "a.js").write_text("a()")

    assert joined([tmp_path / "b.js", tmp_path / "a.js"]).content == b"b()\n;a()"


def test_the_name_changes_with_the_content():
    assert Bundle(b"a").name == Bundle(b"a").name != Bundle(b"b").name


def test_the_packed_bundle_is_the_same(bundle):
    assert gzip.decompress(bundle.packed) == bundle.content
    assert len(bundle.packed) < len(bundle.content) / 3


def test_the_bundle_holds_what_voila_and_the_widgets_load(bundle):
    for name in (
        b"_JUPYTERLAB_CORE_OUTPUT",
        b"_jupyter_widgets_jupyterlab_manager",
        b"_anywidget_monorepo",
    ):
        assert name in bundle.content


def test_a_page_looks_once_more_for_a_model_before_it_gives_up(bundle):
    given_up = bundle.content.count(b'Error("widget model not found")')

    assert given_up > 0
    assert bundle.content.count(b"return this._models[e];throw ") == given_up


def test_other_scripts_stay_as_they_are():
    content = b'async get_model(e){throw new Error("no model")}'

    assert mended(Bundle(content)).content == content


def test_an_unknown_extension_has_no_scripts():
    assert extension_static("@nobody/nothing") is None
