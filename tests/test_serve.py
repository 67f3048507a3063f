"""Where and with what the dashboards are served."""

from __future__ import annotations

import json
import os
import socket

import pytest

from explorer.errors import DocumentError
from explorer.serve import PORT, SOCKETS, PortError, Site, bound, for_others, link, prepare, rooted, shipped


@pytest.fixture
def taken():
    """A port that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_port_that_is_asked_for_and_taken_is_refused(taken):
    with pytest.raises(PortError) as error:
        bound("127.0.0.1", taken)

    assert str(error.value) == f"Port {taken} is taken; without --port the next free one is used."


def test_a_port_that_is_not_asked_for_is_the_next_free_one(monkeypatch, taken):
    monkeypatch.setattr("explorer.serve.PORT", taken)

    with bound("127.0.0.1", None) as held:
        assert held.getsockname()[1] > taken


def test_a_page_that_answers_every_ping_is_never_cut_off():
    # jupyter_server counts from the last answer, which at each ping is one interval old.
    assert SOCKETS["ws_ping_timeout"] > 2 * SOCKETS["ws_ping_interval"]


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(PortError) as error:
        bound("192.0.2.1", PORT)

    assert str(error.value) == f"Cannot listen on 192.0.2.1, port {PORT}: Cannot assign requested address."


@pytest.mark.parametrize(
    ("site", "shown"),
    [
        (Site(), "http://127.0.0.1:80/"),
        (Site(ip="0.0.0.0", base_url="a/b"), "http://127.0.0.1:80/a/b/"),
        (Site(ip="::1"), "http://[::1]:80/"),
    ],
)
def test_the_link_opens_on_this_machine(site, shown):
    assert link(site, 80) == shown


@pytest.mark.parametrize("written", ["team", "/team", "team/", "/team/"])
def test_a_base_url_has_a_slash_at_both_ends(written):
    assert rooted(written) == "/team/"


def test_the_shipped_folders_are_found():
    assert (shipped("notebooks") / "browse.ipynb").is_file()
    assert (shipped("data") / "daily-papers-jul-29.txt").is_file()


def test_documents_are_read_and_named_to_the_kernels(monkeypatch, tmp_path):
    monkeypatch.setenv("EXPLORER_DOCUMENTS", "")
    (tmp_path / "one.jsonl").write_text('{"title": "A paper"}\n')
    monkeypatch.chdir(tmp_path)

    assert prepare(["one.jsonl"]) == "1 paper"
    assert json.loads(os.environ["EXPLORER_DOCUMENTS"]) == [str(tmp_path / "one.jsonl")]


def test_no_document_means_the_shipped_ones(monkeypatch):
    monkeypatch.setenv("EXPLORER_DOCUMENTS", "")

    assert prepare([]) == "36 papers"


def test_a_bad_document_is_refused_before_anything_starts(tmp_path):
    (tmp_path / "empty.json").touch()

    with pytest.raises(DocumentError, match=r"empty\.json"):
        prepare([str(tmp_path / "empty.json")])


@pytest.mark.parametrize(("site", "said"), [(Site(), False), (Site(ip="::"), True), (Site(ip="0.0.0.0"), True),
                                            (Site(ip="0.0.0.0", url="https://a.example/"), False)])  # fmt: skip
def test_who_comes_from_elsewhere_is_told_what_to_write(site, said):
    assert for_others(site) == (" (others put this machine's name in the place of 127.0.0.1)" if said else "")
