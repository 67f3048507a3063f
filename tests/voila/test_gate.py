"""What the gate sees in a request, without a server."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from explorer.keys import Keys
from explorer.serve import Site
from explorer.voila import names
from explorer.voila.doors import origin_of
from explorer.voila.gate import taken_token
from explorer.voila.login import is_inside
from explorer.voila.names import names_of
from explorer.voila.tries import KNOWN, LIMIT, SPAN, Tries
from explorer.voila.visitors import Visitors

ELSEWHERE = [
    "https://elsewhere.example/papers/",
    "//elsewhere.example/papers/",
    "///elsewhere.example",
    "/\\elsewhere.example",
    "\\\\elsewhere.example",
    "/\t/elsewhere.example",
    "\n//elsewhere.example",
    "/papers/../../elsewhere",
    "javascript:alert(1)",
    "data:text/html,x",
    "papers/",
    "/other/",
    "",
]


@pytest.fixture
def now():
    """A clock that a test sets."""
    return SimpleNamespace(time=0.0)


@pytest.fixture
def tries(now):
    return Tries(lambda: now.time)


def asked(uri):
    return HTTPServerRequest(start_line=RequestStartLine("GET", uri, "HTTP/1.1"), headers=HTTPHeaders({"Host": "a"}))


@pytest.mark.parametrize(
    ("uri", "token", "clean"),
    [
        ("/?token=a", "a", "/"),
        ("/?q=x&token=a%20b&n=1", "a b", "/?q=x&n=1"),
        ("/?token=a&token=b", "a", "/"),
        ("/?to%6ben=a&q=%C3%BC", "a", "/?q=%C3%BC"),
        ("/?token", "", "/"),
        ("/?tokens=a", None, "/?tokens=a"),
        ("/", None, "/"),
    ],
)
def test_a_token_is_taken_out_of_the_address(uri, token, clean):
    request = asked(uri)

    assert taken_token(request) == token
    assert request.uri == clean
    assert "token" not in request.arguments
    assert "token" not in request.query_arguments


@given(st.lists(st.sampled_from(["q=graph", "token=secret", "tok%65n=secret", "", "n", "a=token"])))
def test_no_address_keeps_a_token(parts):
    request = asked(f"/?{'&'.join(parts)}")

    taken_token(request)

    assert "secret" not in f"{request.uri}{request.query}{request.arguments}"
    assert [part for part in request.query.split("&") if part] == [
        part for part in parts if part and "secret" not in part
    ]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_a_login_leads_nowhere_else(address):
    assert not is_inside(address, "/papers/")


@pytest.mark.parametrize("address", ["/papers/", "/papers/voila/render/browse.ipynb?q=a%2Fb//c:d#e"])
def test_a_login_leads_to_the_page_that_was_asked_for(address):
    assert is_inside(address, "/papers/")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
@pytest.mark.parametrize("site", [Site(), Site(ip="0.0.0.0", public=True)], ids=["here", "everywhere"])
def test_a_server_answers_to_this_machine_s_local_names(site, host):
    assert names_of(site).answer_to(host)


@pytest.mark.parametrize("host", ["elsewhere.example", "localhost.elsewhere.example", "127.0.0.1.elsewhere.example"])
@pytest.mark.parametrize(
    "site", [Site(), Site(ip="0.0.0.0", public=True), Site(url="https://papers.example/", public=True)], ids=str
)
def test_no_server_answers_to_a_stranger_s_name(site, host):
    assert not names_of(site).answer_to(host)


def test_numbers_and_the_machine_s_name_are_answered_to_where_others_may_come(monkeypatch):
    monkeypatch.setattr(names, "gethostname", lambda: "Tower.lan")

    assert [names_of(Site(ip="0.0.0.0")).answer_to(host) for host in ("10.0.0.5", "tower.lan", "tower")] == [True] * 3
    assert [names_of(Site()).answer_to(host) for host in ("10.0.0.5", "tower.lan", "tower")] == [False] * 3


def test_the_name_that_the_proxy_is_known_by_is_answered_to():
    assert names_of(Site(url="https://Papers.example:8443/a/")).answer_to("papers.example")


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://Papers.example/a/", "https://papers.example"),
        ("https://papers.example:443", "https://papers.example"),
        ("http://papers.example:8080/", "http://papers.example:8080"),
    ],
)
def test_an_origin_is_written_as_browsers_write_it(url, origin):
    assert origin_of(url) == origin


def test_an_address_has_so_many_tries_and_more_after_a_while(tries, now):
    assert [tries.take("10.0.0.1") for _ in range(LIMIT + 1)] == [True] * LIMIT + [False]
    assert tries.take("10.0.0.2")

    now.time = SPAN + 1

    assert tries.take("10.0.0.1")


def test_a_right_try_does_not_count_and_excuses_no_other(tries):
    for _ in range(LIMIT - 1):
        tries.take("10.0.0.1")
    for _ in range(9):
        assert tries.take("10.0.0.1")
        tries.forgive("10.0.0.1")

    assert [tries.take("10.0.0.1"), tries.take("10.0.0.1")] == [True, False]


def test_each_login_that_fails_is_logged_without_what_was_tried(caplog):
    visitors = Visitors(keys=Keys(token="sesame"))

    async def script():
        return [await visitors.fit(tried, "10.0.0.1") for tried in ["sesame", *["barley"] * (LIMIT + 1)]]

    assert asyncio.run(script()) == [True, *[False] * LIMIT, None]
    assert caplog.messages == ["refused"] * (LIMIT + 1)
    assert [record.fields["why"] for record in caplog.records][-2:] == ["a wrong token or password", "too many tries"]
    assert "barley" not in str([record.__dict__ for record in caplog.records])


def test_a_network_that_has_addresses_without_number_tries_as_one(tries):
    assert [tries.take(f"2001:db8::{number:x}") for number in range(LIMIT + 1)][-1] is False
    assert tries.take("2001:db8:0:1::1")
    assert tries.take("::ffff:10.0.0.1")
    assert tries.take(None)


def test_tries_are_remembered_of_so_many_addresses_only(tries):
    for number in range(KNOWN + 9):
        tries.take(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")

    assert len(tries._made) == KNOWN
