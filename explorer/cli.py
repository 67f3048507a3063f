"""The command line: `explorer serve` and `explorer lab`."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from explorer.errors import ExplorerError
from explorer.lab import lab
from explorer.serve import PORT, Site, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        click.option("--port", type=click.IntRange(0, 65535), help=f"The port; else {PORT} or the next free one."),
        click.argument("documents", nargs=-1, type=click.Path()),
    ):
        command = option(command)
    return command


@click.group()
@click.version_option(package_name="explorer", message="explorer %(version)s")
def main() -> None:
    """Explore lists of research papers."""


@main.command("serve")
@placed
@click.option("--open", "opens", is_flag=True, help="Open the link in a browser.")
@click.option("--preheat/--no-preheat", default=True, show_default=True, help="Keep a kernel ready.")
def serve_command(documents: tuple[str, ...], *, opens: bool, **place: Any) -> None:  # noqa: ANN401  # Site's fields
    """Serve dashboards of DOCUMENTS (files or folders; the shipped ones if none) as a link."""

    def when_ready(line: str) -> None:
        click.echo(line)
        if opens:
            webbrowser.open(line.rpartition(" ")[2])

    with refusing():
        serve(documents, Site(**place), when_ready=when_ready)


@main.command("lab")
@placed
@click.option("--open/--no-open", "opens", default=True, show_default=True, help="Open the link in a browser.")
def lab_command(documents: tuple[str, ...], *, opens: bool, **place: Any) -> None:  # noqa: ANN401  # Site's fields
    """Open the dashboards of DOCUMENTS (files or folders; the shipped ones if none) in JupyterLab."""
    with refusing():
        lab(documents, Site(**place), opens=opens, when_ready=click.echo)
