"""The document formats: each module in this folder that ends in `register(...)` is one."""

from __future__ import annotations

import importlib
import pkgutil

from explorer.formats.base import FORMATS, Format, Reading, register
from explorer.formats.files import default, load, save, shipped

__all__ = ["FORMATS", "Format", "Reading", "default", "load", "register", "save", "shipped"]

for found in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{found.name}")
