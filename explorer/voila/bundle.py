"""Every script of a page in one file, so that a page asks once and not a hundred times."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from voila.paths import collect_static_paths
from voila.utils import get_voila_labextensions_path

EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget")
# Runtimes, which are loaded by name, and scripts of other pages.
RUNTIMES = ("remoteEntry", "main.", "style.js", "voila", "treepage", "require", "reveal")
# Chunks of voila 0.5.13 that no dashboard loads: mermaid, the file browser, second copies of lodash and
# lumino. One that is wanted all the same is loaded by itself.
UNWANTED = ("9484.", "1807.", "264.39a", "324.ee1", "443.62f", "651.d9c")
# ipywidgets waits 2 s for a model, looking every 0.1 s, and gives up without a last look: a model that came while a
# busy page slept is "not found", for good (@jupyter-widgets/base-manager, ManagerBase.get_model).
GIVING_UP = re.compile(
    rb'async get_model\((\w+)\)\{(.{1,400}?)throw ((?:new )?Error\("widget model not found"\))', re.DOTALL
)
LOOKING_AGAIN = rb"async get_model(\1){\2if(this._models[\1]!==void 0)return this._models[\1];throw \3"


@dataclass(frozen=True)
class Bundle:
    """Some scripts as one, under a name that changes when they do."""

    content: bytes

    @cached_property
    def name(self) -> str:
        """A file name made from the content."""
        return f"explorer-{hashlib.sha256(self.content).hexdigest()[:16]}.js"

    @cached_property
    def packed(self) -> bytes:
        """The same, compressed."""
        return gzip.compress(self.content, 6)


def page_bundle() -> Bundle:
    """Join what a dashboard's page loads: Voila's styles and chunks, and those of the widget extensions."""
    own = next(path for path in map(Path, collect_static_paths(["voila"], "base")) if path.is_dir())
    extensions = [found for name in EXTENSIONS if (found := extension_static(name))]
    return mended(joined([own / "voila-style.js", *chunks([own, *extensions])]))


def mended(bundle: Bundle) -> Bundle:
    """Let a page look once more for a widget's model before it gives up."""
    return Bundle(GIVING_UP.sub(LOOKING_AGAIN, bundle.content))


def joined(scripts: Iterable[Path]) -> Bundle:
    """Join scripts in order; a webpack runtime that finds its chunks there loads none."""
    return Bundle(b"\n;".join(script.read_bytes() for script in scripts))


def chunks(folders: Iterable[Path]) -> Iterator[Path]:
    """Find the scripts of some folders that a page's runtime would load one by one."""
    for folder in folders:
        yield from (path for path in sorted(folder.glob("*.js")) if not path.name.startswith(RUNTIMES + UNWANTED))


def extension_static(name: str) -> Path | None:
    """Find the scripts of an extension of JupyterLab."""
    candidates = (Path(root, name, "static") for root in get_voila_labextensions_path())
    return next((path for path in candidates if path.is_dir()), None)
