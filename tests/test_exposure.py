"""Who may reach the dashboards, and what must be said before."""

from __future__ import annotations

import pytest

from explorer.exposure import ExposureError, check, encryption, is_encrypted, is_local
from explorer.keys import Keys
from explorer.serve import Site

OUTSIDE = "add --token or --password, or --public for everybody."
LOCKED = Keys(token="t")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost", "LOCALHOST", "a.localhost"])
def test_what_can_only_be_this_machine_is_local(host):
    assert is_local(host)


@pytest.mark.parametrize("host", ["", "0.0.0.0", "::", "10.0.0.1", "example.org", "localhost.example.org", "127.1"])
def test_what_others_may_reach_is_not_local(host):
    assert not is_local(host)


@pytest.mark.parametrize(
    "site",
    [
        Site(),
        Site(ip="::1"),
        Site(ip="0.0.0.0", keys=LOCKED),
        Site(ip="0.0.0.0", public=True),
        Site(url="https://papers.example.org/", public=True),
        Site(url="http://localhost:8080/papers"),
        Site(public=True),
    ],
    ids=str,
)
def test_what_is_local_locked_or_said_aloud_is_served(site):
    check(site)


@pytest.mark.parametrize(
    ("site", "said"),
    [
        (Site(ip="0.0.0.0"), f"Other machines reach 0.0.0.0: {OUTSIDE}"),
        (Site(ip=""), f"Other machines reach every address of this machine: {OUTSIDE}"),
        (Site(url="https://papers.example.org/"), f"Other machines reach https://papers.example.org/: {OUTSIDE}"),
        (
            Site(public=True, keys=LOCKED),
            "--public lets everybody in, and a token or a password does not; choose one.",
        ),
        *(
            (Site(url=url), f"--url {url}: write the whole address, as in https://papers.example.org/papers/.")
            for url in ("papers.example.org", "ftp://a/", "https://", "https://a/?q=1", "https://a/#b")
        ),
    ],
)
def test_what_is_open_by_accident_is_refused(site, said):
    with pytest.raises(ExposureError) as error:
        check(site)

    assert str(error.value) == said


def test_a_visitor_comes_by_https_where_the_proxy_or_the_server_says_so(tmp_path):
    assert is_encrypted(Site(url="https://a/"))
    assert is_encrypted(Site(certfile=tmp_path))
    assert not is_encrypted(Site(url="http://a/", certfile=tmp_path))
    assert not is_encrypted(Site())


def test_a_certificate_that_cannot_be_read_is_one_sentence(tmp_path):
    (tmp_path / "a.pem").write_text("none")

    with pytest.raises(ExposureError) as error:
        encryption(tmp_path / "a.pem", tmp_path / "b.pem")

    files = f"{tmp_path / 'a.pem'} and {tmp_path / 'b.pem'}"
    assert str(error.value) == f"{files}: no certificate with its key could be read."


def test_a_key_without_its_certificate_is_refused(tmp_path):
    with pytest.raises(ExposureError) as error:
        encryption(None, tmp_path)

    assert str(error.value) == "--keyfile is the key of a certificate; name that one by --certfile."


def test_nothing_is_encrypted_without_a_certificate():
    assert encryption(None, None) is None
