"""What opens the dashboards: a token, a password, or nothing."""

from __future__ import annotations

import hmac
import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from explorer.errors import ExplorerError

TOKEN = "EXPLORER_TOKEN"  # noqa: S105  # the name of a variable
HASH = re.compile(r"argon2:\$argon2id?\$\S+")


class KeysError(ExplorerError):
    """Say what is wrong with a token or a password, and what to do."""


@dataclass(frozen=True)
class Keys:
    """A token, the hash of a password, both or neither; never shown."""

    token: str = field(default="", repr=False)
    hashed: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        """Say whether anything is locked."""
        return bool(self.token or self.hashed)

    def fit_token(self, tried: str) -> bool:
        """Say whether a text is the token, in the same time for every wrong one."""
        return bool(self.token) and hmac.compare_digest(self.token.encode(), tried.encode())

    def fit(self, tried: str) -> bool:
        """Say whether a text is the token or the password; a hash takes its time."""
        from jupyter_server.auth.security import passwd_check  # noqa: PLC0415  # heavy, and only a login needs it

        return self.fit_token(tried) or (bool(self.hashed) and bool(passwd_check(self.hashed, tried)))

    @property
    def asked_for(self) -> str:
        """Name what a visitor is asked for."""
        return " or ".join(name for name, held in (("password", self.hashed), ("token", self.token)) if held)


def token_of(said: str | None) -> str:
    """Give the token that was said, or make one up where none was; the environment's where it was not asked for."""
    held = os.environ.pop(TOKEN, "")  # no kernel needs to know it
    if said is None:
        return held
    if said and Path(said).exists():
        raise KeysError(f"--token {said}: that is a document; write --token=TEXT, or --token behind the documents.")
    return said or held or secrets.token_urlsafe(24)


def hashed(password: str) -> str:
    """Hash a password, so that nobody who sees the hash knows it."""
    from jupyter_server.auth.security import passwd  # noqa: PLC0415  # heavy, and only few need it

    if not password:
        raise KeysError("An empty password opens to everybody; --public says so aloud.")
    return str(passwd(password))


def hash_in(file: Path) -> str:
    """Read the hash that `explorer password` wrote into a file."""
    try:
        held = file.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise KeysError(f"{file}: cannot be read; make one by: explorer password > {file}") from error
    if not HASH.fullmatch(held):
        raise KeysError(f"{file}: this is no hash of a password; make one by: explorer password > {file}")
    return held
