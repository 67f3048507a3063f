"""What a paper says of itself, each fact with the characters it was read from."""

from explorer.facts.base import Finder, Found, Reading, extract, finder, finders

__all__ = ["Finder", "Found", "Reading", "extract", "finder", "finders"]
