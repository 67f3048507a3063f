"""The house's rules, read from the code itself."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "explorer"
MODULES = sorted(PACKAGE.rglob("*.py"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PAGES = sorted(path for path in PACKAGE.rglob("*") if path.suffix in {".js", ".css", ".html", ".j2"})
# Each room may import from its own floor and from those before it.
FLOORS = [
    {
        "errors",
        "registry",
        "ids",
        "values",
        "terms",
        "columns",
        "report",
        "short",
        "gathering",
        "progress",
        "rows",
        "percolumn",
    },
    {"papers", "own", "lists"},
    {"query", "address", "where"},
    {"formats", "facts", "library", "search", "comparison", "charts", "claims"},
    {"frames", "view", "session"},
    {"widgets"},
    {"exposure", "keys", "piped", "serve", "voila", "lab", "indexing", "cli", "__main__"},
]
FLOOR = {room: number for number, floor in enumerate(FLOORS) for room in floor}
GUESTS = {"ipywidgets": "widgets", "anywidget": "widgets", "matplotlib": "charts"}


def name_of(path):
    return str(path.relative_to(ROOT))


def room_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path):
    """Give the full names of what a module imports, with the line of each."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def functions_of(path):
    """Give the functions of a module with their lengths, docstrings not counted."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            said = node.body[0].end_lineno - node.body[0].lineno + 1 if ast.get_docstring(node) else 0
            yield node.name, node.end_lineno - node.lineno + 1 - said


def cells_of(path):
    return json.loads(path.read_text())["cells"]


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path) != "__init__"], ids=name_of)
def test_imports_point_one_way(path):
    room = room_of(path)
    inside = [name.split(".")[1] for name, _ in imports_of(path) if name.startswith("explorer.")]

    assert room in FLOOR, f"the room {room!r} is on no floor"
    assert [other for other in inside if FLOOR[other] > FLOOR[room]] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_guests_stay_in_their_room(path):
    guests = {name.split(".")[0] for name, _ in imports_of(path)} & GUESTS.keys()

    assert [guest for guest in guests if GUESTS[guest] != room_of(path)] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_one_noun(path):
    text = path.read_text()

    assert len(text.splitlines()) <= 250
    assert ast.get_docstring(ast.parse(text))
    assert "except Exception" not in text


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_function_is_one_idea(path):
    assert [(name, length) for name, length in functions_of(path) if length > 40] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=name_of)
def test_a_notebook_calls_and_does_not_compute(path):
    code = ["".join(cell["source"]) for cell in cells_of(path) if cell["cell_type"] == "code"]

    assert len(cells_of(path)) <= 10
    assert max(len(source.splitlines()) for source in code) <= 8
    assert re.search(r"\bdef\b|\blambda\b|\.observe\(", "\n".join(code)) is None
    assert [cell for cell in cells_of(path) if cell.get("outputs") or cell.get("execution_count")] == []


@pytest.mark.parametrize("path", [*PAGES, *NOTEBOOKS], ids=name_of)
def test_a_page_names_no_other_host(path):
    names = re.findall(r"(?:https?:)?//[\w-]+(?:\.[\w-]+)+", path.read_text())

    assert set(names) <= {"http://www.w3.org", "https://github.com"}


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.lock")) + sorted(ROOT.glob("tests/**/*.lock")), ids=name_of)
def test_the_pins_name_no_host(path):
    assert "://" not in path.read_text()


def test_no_peer_of_the_benchmark_is_pinned_for_explorer():
    pins = (ROOT / "requirements.lock").read_text()

    assert re.findall(r"^(panel|streamlit|solara|marimo)==", pins, re.MULTILINE) == []
