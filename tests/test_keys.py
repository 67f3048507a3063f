"""Tokens and passwords, before any server."""

from __future__ import annotations

import pytest

from explorer.keys import Keys, KeysError, hash_in, hashed, token_of


@pytest.fixture(scope="module")
def password():
    return hashed("correct horse")


def test_a_token_fits_itself_alone():
    keys = Keys(token="ünlock")

    assert keys.fit("ünlock")
    assert not keys.fit("ünloc")
    assert not keys.fit("")


def test_a_password_fits_by_its_hash_and_the_hash_does_not(password):
    keys = Keys(hashed=password)

    assert keys.fit("correct horse")
    assert not keys.fit("correct horse ")
    assert not keys.fit(password)
    assert not keys.fit_token("")


def test_keys_are_never_shown(password):
    assert repr(Keys("a token", password)) == "Keys()"
    assert "correct horse" not in password


def test_nothing_is_locked_without_keys():
    assert not Keys()
    assert Keys(token="a")


@pytest.mark.parametrize(
    ("keys", "asked_for"),
    [(Keys("t"), "token"), (Keys(hashed="h"), "password"), (Keys("t", "h"), "password or token")],
    ids=["token", "password", "both"],
)
def test_a_visitor_is_asked_for_what_there_is(keys, asked_for):
    assert keys.asked_for == asked_for


def test_a_token_is_made_up_said_or_taken_from_the_environment(monkeypatch):
    monkeypatch.delenv("EXPLORER_TOKEN", raising=False)
    made = {token_of("") for _ in range(9)}

    assert len(made) == 9
    assert min(map(len, made)) >= 32
    assert token_of("mine") == "mine"
    assert token_of(None) == ""
    monkeypatch.setenv("EXPLORER_TOKEN", "theirs")
    assert token_of(None) == "theirs"


def test_a_document_is_not_taken_for_a_token(tmp_path):
    (tmp_path / "list.csv").touch()

    with pytest.raises(KeysError) as error:
        token_of(str(tmp_path / "list.csv"))

    assert str(error.value) == (
        f"--token {tmp_path / 'list.csv'}: that is a document; write --token=TEXT, or --token behind the documents."
    )


def test_an_empty_password_is_refused():
    with pytest.raises(KeysError) as error:
        hashed("")

    assert str(error.value) == "An empty password opens to everybody; --public says so aloud."


def test_a_hash_is_read_from_its_file(tmp_path, password):
    (tmp_path / "hash").write_text(f"{password}\n")

    assert hash_in(tmp_path / "hash") == password


@pytest.mark.parametrize("held", [b"correct horse", b"", b"\xff\xfe"])
def test_a_file_without_a_hash_is_refused(tmp_path, held):
    file = tmp_path / "hash"
    file.write_bytes(held)

    with pytest.raises(KeysError, match=r"make one by: explorer password > ") as error:
        hash_in(file)

    assert str(error.value).startswith(f"{file}: ")
