"""The reader's own columns: tags, status, stars and a note a paper, in a plain file beside the document."""

from __future__ import annotations

from explorer.own.change import FIELDS, STATUSES, Change, NotesError
from explorer.own.columns import annotate, beside, fields_of, noted, own_columns
from explorer.own.file import Notes
from explorer.own.place import ENDING, NOTES, is_notes, place, told

__all__ = [
    "ENDING",
    "FIELDS",
    "NOTES",
    "STATUSES",
    "Change",
    "Notes",
    "NotesError",
    "annotate",
    "beside",
    "fields_of",
    "is_notes",
    "noted",
    "own_columns",
    "place",
    "told",
]
