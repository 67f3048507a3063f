"""The command line: `explorer serve` and `explorer lab`."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import IO, Any

import click

from explorer.errors import ExplorerError
from explorer.serve import PORT, Site, serve


class Refusal(click.ClickException):
    """An error that the user can mend, said in one sentence."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the sentence and nothing else."""
        click.echo(self.message, err=True, file=file)


@click.group()
@click.version_option(package_name="explorer", message="explorer %(version)s")
def main() -> None:
    """Explore lists of research papers."""


@main.command("serve")
@click.argument("documents", nargs=-1, type=click.Path())
@click.option("--port", type=click.IntRange(0, 65535), help=f"The port; else {PORT} or the next free one.")
@click.option("--ip", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--base-url", default="/", show_default=True, help="The path in front of every page.")
@click.option("--open", "opens", is_flag=True, help="Open the link in a browser.")
@click.option("--preheat/--no-preheat", default=True, show_default=True, help="Keep a kernel ready.")
@click.option("--notebooks", type=click.Path(path_type=Path, file_okay=False, exists=True), hidden=True)
def serve_command(documents: tuple[str, ...], *, opens: bool, **site: Any) -> None:
    """Serve dashboards of DOCUMENTS (files or folders; the shipped ones if none) as a link."""

    def when_ready(line: str) -> None:
        click.echo(line)
        if opens:
            webbrowser.open(line.rsplit(" ", 1)[-1])

    try:
        serve(documents, Site(**site), when_ready=when_ready)
    except ExplorerError as error:
        raise Refusal(str(error)) from error
