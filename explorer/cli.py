"""The command line: `explorer serve`, `explorer lab`, `explorer index`."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from explorer.errors import ExplorerError
from explorer.exposure import PUBLIC, is_exposed
from explorer.indexing import is_whole, make
from explorer.keys import TOKEN, Keys, KeysError, hash_in, hashed, token_of
from explorer.lab import lab
from explorer.serve import PORT, Site, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
NOTES = "Whether visitors read the tags, status, stars and notes of the list, or write them too."
FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)


class Refusal(click.ClickException):
    """An error that the user can mend, said in one sentence."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the sentence and nothing else."""
        click.echo(self.message, err=True, file=file)


@contextmanager
def refusing() -> Iterator[None]:
    """Turn an error of ours into its sentence."""
    try:
        yield
    except ExplorerError as error:
        raise Refusal(str(error)) from error


def placed(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the documents to read and the place to serve them."""
    for option in (
        click.option("--notebooks", type=FOLDER, hidden=True),
        click.option("--base-url", default="/", show_default=True, help="The path in front of every page."),
        click.option("--ip", default="127.0.0.1", show_default=True, help="The address to listen on."),
        click.option("--notes-file", type=click.Path(path_type=Path), help="Where notes lie, if not by the document."),
        click.option("--port", type=click.IntRange(0, 65535), help=f"The port; else {PORT} or the next free one."),
        click.argument("documents", nargs=-1, type=click.Path()),
    ):
        command = option(command)
    return command


def exposing(command: Callable[..., None]) -> Callable[..., None]:
    """Ask of a command who may come in, and how."""
    for option in (
        click.option("--keyfile", type=FILE, help="The certificate's key, where it lies in another file."),
        click.option("--certfile", type=FILE, help="A certificate: visitors come by https."),
        click.option("--url", default="", help="The whole address at which a proxy of yours shows the dashboards."),
        click.option("--public", is_flag=True, help="Let everybody in who reaches the address."),
        click.option(
            "--password-file", type=FILE, help="Let in who knows the password; `explorer password` makes it."
        ),
        click.option("--password", "asks", is_flag=True, help="Let in who knows a password, asked for now."),
        click.option(
            "--token",
            is_flag=False,
            flag_value="",
            metavar="[TEXT]",
            help=f"Let in who has the link; TEXT or ${TOKEN} is its secret, else one is made up.",
        ),
    ):
        command = option(command)
    return command


def watched(command: Callable[..., None]) -> Callable[..., None]:
    """Ask of a command how many may come, and how it logs."""
    for option in (
        click.option("--log-addresses", "addresses", is_flag=True, help="Log from which address each visitor comes."),
        click.option("--log", type=click.Choice(["text", "json"]), default="text", show_default=True,
                     help="How the log is written, to standard error."),
        click.option("--visitors", type=click.IntRange(1),
                     help="How many may be in at once; else 15 a core, as far as half of the free memory goes."),
    ):  # fmt: skip
        command = option(command)
    return command


def keys(token: str | None, file: Path | None, *, asks: bool) -> Keys:
    """Give what opens the dashboards."""
    password = hashed(asked()) if asks else hash_in(file) if file else ""
    return Keys(token_of(token), password)


def asked() -> str:
    """Ask for a password twice, where somebody sits."""
    if not sys.stdin.isatty():
        raise KeysError("--password asks on a terminal, and there is none; give --password-file.")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


@click.group()
@click.version_option(package_name="explorer", message="explorer %(version)s")
def main() -> None:
    """Explore lists of research papers."""


@main.command("serve")
@placed
@exposing
@watched
@click.option("--open", "opens", is_flag=True, help="Open the link in a browser.")
@click.option("--notes", type=click.Choice(["read", "shared"]), default="read", show_default=True, help=NOTES)
@click.option("--preheat/--no-preheat", default=True, show_default=True, help="Keep a kernel ready.")
def serve_command(
    documents: tuple[str, ...],
    *,
    opens: bool,
    token: str | None,
    password_file: Path | None,
    asks: bool,
    **place: Any,  # noqa: ANN401  # Site's fields
) -> None:
    """Serve dashboards of DOCUMENTS as a link.

    Files, folders, patterns, or - for what is piped in; the shipped ones where there is none.
    """

    def when_ready(line: str) -> None:
        if site.public and is_exposed(site):
            click.echo(PUBLIC, err=True)
        click.echo(line)
        if opens:
            webbrowser.open(line.partition(" at ")[2].partition(" ")[0])

    with refusing():
        site = Site(keys=keys(token, password_file, asks=asks), **place)
        serve(documents, site, when_ready=when_ready)


@main.command("lab")
@placed
@click.option("--open/--no-open", "opens", default=True, show_default=True, help="Open the link in a browser.")
def lab_command(documents: tuple[str, ...], *, opens: bool, **place: Any) -> None:  # noqa: ANN401  # Site's fields
    """Open the dashboards of DOCUMENTS in JupyterLab.

    Files, folders, patterns, or - for what is piped in; the shipped ones where there is none.
    """
    with refusing():
        lab(documents, Site(**place), opens=opens, when_ready=click.echo)


@main.command("password")
def password_command() -> None:
    """Ask for a password and print its hash, for `explorer serve --password-file`."""
    with refusing():
        click.echo(hashed(asked() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")))


@main.command("index")
@click.argument("documents", nargs=-1, type=click.Path())
@click.option("-o", "--output", help="The library: a new folder, or a library, which is replaced.")
@click.option("--facts/--no-facts", default=True, show_default=True, help="Read facts: minutes for thousands.")
@click.option("--map", is_flag=True, help="Lay the papers out for the map beforehand.")
@click.option("--meaning", is_flag=True, help="Read what the papers mean beforehand; needs the extra `semantic`.")
@click.option("--near", is_flag=True, help="Weigh the papers' words beforehand, by which near papers are found.")
@click.option("--check", "checked", help="A library: read every byte of it, and say whether it is as it was written.")
def index_command(
    documents: tuple[str, ...], *, output: str | None, checked: str | None, facts: bool, **more: bool
) -> None:
    """Make a library of DOCUMENTS: a folder that opens at once, however many papers it has.

    Files, folders, patterns, or - for what is piped in; the shipped ones where there is none.
    """
    with refusing():
        if checked and (documents or output):
            raise click.UsageError("--check reads a library and makes none: name it alone")
        if checked:
            click.echo(is_whole(checked))
            return
        if not output:
            raise click.UsageError("Name the library: -o library/")
        click.echo(make(documents, output, facts=facts, more=[name for name, is_asked in more.items() if is_asked]))
