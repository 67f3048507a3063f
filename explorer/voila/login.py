"""The way in: a link that holds the token, or a page that asks for it."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote, urlencode, urlsplit

from jupyter_server.auth.decorator import allow_unauthenticated

from explorer.voila.handlers import Plain
from explorer.voila.tries import SPAN

WRONG = "That was not it; try again."
OLD = "That link's token is not right any more."
OFTEN = "Too many tries; wait a minute and try again."
LINKS = {"old": OLD, "often": OFTEN}  # what the address of this page may say of the link that led to it


class Entrance(Plain):
    """A handler that lets visitors in."""

    async def enters(self, tried: str) -> bool | None:
        """Let a visitor in who brings the token or the password; nothing for one who tried too often."""
        fits: bool | None = await self.identity_provider.fit(tried, self.request.remote_ip)
        if fits:
            self.identity_provider.set_login_cookie(self, self.identity_provider.generate_anonymous_user(self))
        return fits


class Opening(Entrance):
    """A page's address, opened from outside or with a token in it, which must not stay there."""

    def initialize(self, token: str | None, *, inside: bool) -> None:
        """Remember the token that the address held."""
        self.tried, self.inside = token, inside

    @allow_unauthenticated
    async def get(self) -> None:
        """Lead to the same address without the token, or to the page that asks for one."""
        self.set_header("Cache-Control", "no-store")
        address = self.request.uri or self.base_url
        fits = self.inside or (await self.enters(self.tried) if self.tried else False)
        if fits:
            self.redirect(address)
            return
        said = {"next": "" if address == self.base_url else address, "link": why_not(fits) if self.tried else ""}
        asked = urlencode({name: held for name, held in said.items() if held}, quote_via=quote, safe="")
        self.redirect(f"{self.base_url}login{'?' if asked else ''}{asked}")


class Login(Entrance):
    """The page that asks for the password or the token."""

    @allow_unauthenticated
    def get(self) -> None:
        """Ask, unless the visitor is in."""
        if self.current_user:
            self.redirect(self._destination(self.get_query_argument("next", "")))
            return
        self._ask(self.get_query_argument("next", ""), LINKS.get(self.get_query_argument("link", ""), ""))

    @allow_unauthenticated
    async def post(self) -> None:
        """Lead on where a visitor wanted to go, or say that it was not right."""
        wanted = self.get_body_argument("next", "")
        fits = await self.enters(self.get_body_argument("password", "", strip=False))
        if fits:
            self.redirect(self._destination(wanted), status=HTTPStatus.SEE_OTHER)
            return
        if fits is None:
            self.set_status(HTTPStatus.TOO_MANY_REQUESTS)
            self.set_header("Retry-After", str(int(SPAN)))
            self._ask(wanted, OFTEN)
            return
        self.set_status(HTTPStatus.UNAUTHORIZED)
        self._ask(wanted, WRONG)

    def _ask(self, wanted: str, trouble: str = "") -> None:
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        page = self.settings["voila_jinja2_env"].get_template("login.html")
        asked_for = self.identity_provider.keys.asked_for
        self.finish(
            page.render(
                base_url=self.base_url,
                wanted=wanted,
                trouble=trouble,
                asked_for=asked_for,
                xsrf=self.xsrf_token.decode(),
            )
        )

    def _destination(self, wanted: str) -> str:
        return wanted if is_inside(wanted, self.base_url) else str(self.base_url)


def why_not(fits: bool | None) -> str:  # noqa: FBT001  # what `enters` gave
    """Name why a link's token opened nothing."""
    return "often" if fits is None else "old"


def is_inside(address: str, root: str) -> bool:
    """Say whether an address is a path of ours, however a browser may read it."""
    parts = urlsplit(address)
    plain = address.isprintable() and "\\" not in address and not parts.scheme and not parts.netloc
    return plain and parts.path.startswith(root) and not address.startswith("//") and ".." not in parts.path


class Refused(Plain):
    """Answer a request that the gate does not let through."""

    def initialize(self, status: HTTPStatus, sentence: str) -> None:
        """Remember why not."""
        self.status, self.sentence = status, sentence

    async def prepare(self) -> None:
        """Refuse whatever was asked."""
        self.set_status(self.status)
        self.say(self.status, self.sentence)
