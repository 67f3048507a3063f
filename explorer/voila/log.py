"""The owner's log: a line an event, for people or as JSON, of one shape."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Any

FIELDS = ("error", "visitor", "page", "seconds", "why", "visitors", "places", "address", "trace")  # in this order
# What others log of what we log ourselves, with a number and a visitor, or of what is no news.
NOISE = (
    "is not trusted",
    "Error at server while executing cell",
    "cannot be longer than the websocket_ping_interval",  # tornado takes Jupyter's milliseconds for its seconds
    "KeyboardInterrupt caught in kernel",  # which is ended in the middle of its work
    "No such comm",  # a page's word to a widget that is gone already
)
SECRETS = (re.compile(r"(?<=token=)[^&\s'\")]+|(?<=token%3d)[^&\s'\")%]+", re.IGNORECASE),)
ADDRESSES = (
    re.compile(r" \((?:[\d.]+|[\da-f:.]+)\)"),  # as tornado writes them
    re.compile(r"remote_ip='[^']*'"),
    re.compile(r" ?\('[\da-f:.]+(?:%\w+)?', \d+(?:, \d+, \d+)?\)", re.IGNORECASE),  # as Python writes a socket's
    re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)"),
    re.compile(r"(?<![\w:])[\da-f]{1,4}:(?:[\da-f]{0,4}:){1,6}[\da-f]{0,4}(?!\w)", re.IGNORECASE),
)
TIME = re.compile(r"\d\d?:\d\d:\d\d")  # which is no address
log = logging.getLogger("explorer")


def begin(shape: str = "text", *, addresses: bool = False) -> None:
    """Write all that is logged in this process to standard error, in one shape."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter((AsJson if shape == "json" else AsText)(addresses=addresses))
    handler.addFilter(is_news)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    log.setLevel(logging.INFO)


def pass_on(logger: logging.Logger) -> None:
    """Let a logger of Jupyter's, which would write for itself, write where all is written, and only what matters."""
    logger.handlers.clear()
    logger.propagate = True
    logger.setLevel(logging.WARNING)


def hush() -> None:
    """Write only what we say ourselves: what others were doing no longer matters."""
    for handler in logging.getLogger().handlers:
        handler.addFilter(lambda record: record.name == log.name)


def tell(event: str, *, level: int = logging.INFO, exc_info: Any = None, **fields: Any) -> None:  # noqa: ANN401
    """Log an event with its fields, those without a value left out."""
    known = {name: value for name, value in fields.items() if value not in (None, "")}
    log.log(level, event, exc_info=exc_info, extra={"fields": known})


def is_news(record: logging.LogRecord) -> bool:
    """Say whether a record tells what is not told elsewhere."""
    return not any(noise in record.getMessage() for noise in NOISE)


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """Give a record's fields in order, its traceback last."""
    held = dict(getattr(record, "fields", {}))
    if record.exc_info:
        held["trace"] = logging.Formatter().formatException(record.exc_info)
    return {name: held[name] for name in FIELDS if name in held}


class Shape(logging.Formatter):
    """Write what happened and its fields, without secrets, and without addresses where nobody asked for them."""

    def __init__(self, *, addresses: bool = False) -> None:
        self._hidden = SECRETS if addresses else SECRETS + ADDRESSES
        super().__init__()

    def read(self, record: logging.LogRecord) -> tuple[str, dict[str, Any]]:
        """Give what happened and its fields."""
        asked_for = self._hidden == SECRETS
        fields = {name: held for name, held in fields_of(record).items() if name != "address" or asked_for}
        return self.clean(record.getMessage()), {name: self.clean(held) for name, held in fields.items()}

    def clean(self, held: Any) -> Any:  # noqa: ANN401 - a field's value
        """Take secrets, and addresses, out of a text."""
        if isinstance(held, str):
            for hidden in self._hidden:
                held = hidden.sub(kept_time, held)
        return held


def kept_time(found: re.Match[str]) -> str:
    """Give what stays of what is hidden: nothing, but for a time of day."""
    return found[0] if TIME.fullmatch(found[0]) else ""


class AsText(Shape):
    """Write a time, a level, what happened and its fields on a line; a traceback below it."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record."""
        event, fields = self.read(record)
        trace = [f"    {line}" for line in str(fields.pop("trace", "")).splitlines()]
        said = [f"{name}={value}" for name, value in fields.items()]
        when = datetime.fromtimestamp(record.created).astimezone().isoformat(" ", "seconds")[:19]
        first = f"{when} {record.levelname.lower():7} {'  '.join([' '.join(event.split()), *said])}"
        return "\n".join([first, *trace])


class AsJson(Shape):
    """Write the same as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record."""
        event, fields = self.read(record)
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = {"time": when, "level": record.levelname.lower(), "event": event}
        return json.dumps(said | fields, ensure_ascii=False, default=str)
