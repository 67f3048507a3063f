"""The page's templates, compiled once: Voila compiles them for each kernel anew, which holds up every visitor."""

from __future__ import annotations

from types import CodeType

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache
from voila import notebook_renderer
from voila.exporter import VoilaExporter


class Compiled(BytecodeCache):
    """Keep compiled templates in memory, each until its source changes."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template as it was compiled before."""
        checksum, code = self._kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember how a template was compiled."""
        if bucket.code is not None:
            self._kept[bucket.key] = bucket.checksum, bucket.code


COMPILED = Compiled()


class Exporter(VoilaExporter):
    """Make pages from templates that another page may have compiled."""

    def _create_environment(self) -> Environment:
        """Let each page's own environment know of what is compiled."""
        environment: Environment = super()._create_environment()
        environment.bytecode_cache = COMPILED
        return environment


def compile_once() -> None:
    """Have Voila make its pages by our exporter; it has no setting for that."""
    notebook_renderer.VoilaExporter = Exporter
