"""A page's templates are compiled once, whoever makes the page."""

from __future__ import annotations

import pytest
from voila import notebook_renderer
from voila.exporter import VoilaExporter

from explorer.voila.templates import Exporter, compile_once


@pytest.fixture
def templates(tmp_path):
    """A folder with one template."""
    (tmp_path / "index.html.j2").write_text("first")
    return tmp_path


def environment(folder):
    """Give what one page is made by."""
    return Exporter(template_paths=[str(folder)]).environment


@pytest.fixture
def compiled(monkeypatch):
    """The names of the templates that were compiled."""
    names = []
    kind = type(Exporter().environment)
    compile_ = kind.compile
    monkeypatch.setattr(kind, "compile", lambda *given: names.append(given[2]) or compile_(*given))
    return names


def test_a_second_page_compiles_nothing(templates, compiled):
    for _ in range(2):
        environment(templates).get_template("index.html.j2")

    assert compiled == ["index.html.j2"]


def test_a_template_that_changed_is_compiled_again(templates, compiled):
    environment(templates).get_template("index.html.j2")
    (templates / "index.html.j2").write_text("second")

    template = environment(templates).get_template("index.html.j2")

    assert compiled == ["index.html.j2"] * 2
    assert [part for part in template.root_render_func.__code__.co_consts if part == "second"] == ["second"]


def test_voila_makes_its_pages_by_it(monkeypatch):
    monkeypatch.setattr(notebook_renderer, "VoilaExporter", VoilaExporter)

    compile_once()

    assert notebook_renderer.VoilaExporter is Exporter
