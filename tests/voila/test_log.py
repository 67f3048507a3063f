"""The owner's log: one shape, whoever speaks."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import subprocess
import sys

import pytest

from explorer.voila.log import AsJson, AsText, is_news
from explorer.voila.report import SOCKET, Tell, listening

PATIENCE = 30  # seconds


def record(event, level=logging.INFO, exc_info=None, **fields):
    made = logging.LogRecord("explorer", level, __file__, 1, event, (), exc_info)
    made.fields = fields
    return made


@pytest.fixture
def failed():
    """An error with its traceback."""
    error = ZeroDivisionError("division by zero")
    try:
        raise error
    except ZeroDivisionError:
        return sys.exc_info()


def test_a_line_for_people_holds_what_happened_and_its_fields():
    line = AsText().format(record("drawn", visitor="3f9a1c", page="browse.ipynb", seconds=0.82))

    assert re.fullmatch(
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d info    drawn  visitor=3f9a1c  page=browse.ipynb  seconds=0.82", line
    )


def test_a_traceback_stands_below_its_line(failed):
    first, *trace = AsText().format(record("Papers failed", logging.ERROR, failed, error="7f3a2c")).splitlines()

    assert first.endswith("error   Papers failed  error=7f3a2c")
    assert trace[0] == "    Traceback (most recent call last):"
    assert trace[-1] == "    ZeroDivisionError: division by zero"


def test_a_line_of_json_holds_the_same(failed):
    said = json.loads(
        AsJson().format(record("Papers failed", logging.ERROR, failed, error="7f3a2c", visitor="3f9a1c"))
    )

    assert list(said) == ["time", "level", "event", "error", "visitor", "trace"]
    assert (said["level"], said["event"], said["error"]) == ("error", "Papers failed", "7f3a2c")
    assert said["trace"].endswith("ZeroDivisionError: division by zero")


def test_what_others_log_has_the_same_shape():
    other = logging.LogRecord("tornado.general", logging.WARNING, __file__, 1, "of\n%s", ("others",), None)

    assert AsText().format(other).endswith("warning of others")
    assert json.loads(AsJson().format(other))["event"] == "of\nothers"


@pytest.mark.parametrize("shape", [AsText, AsJson])
def test_no_address_and_no_token_is_logged_unless_addresses_are_asked_for(shape):
    said = record("403 GET /?token=secret&q=a (192.0.2.7): no", address="192.0.2.7")

    assert re.search(r"192\.0|secret", shape().format(said)) is None
    assert "192.0.2.7" in shape(addresses=True).format(said)
    assert "secret" not in shape(addresses=True).format(said)


@pytest.mark.parametrize("shape", [AsText, AsJson])
@pytest.mark.parametrize("field", ["page", "trace", "why"])
@pytest.mark.parametrize(
    "said",
    [
        "SSL Error on 12 ('192.0.2.5', 51234)",
        "lost ('2001:db8::5', 51234, 0, 0)",
        "from 192.0.2.5:51234.",
        "for http://[2001:db8::5]:80/",
        "at ::ffff:192.0.2.5",
    ],
)
def test_no_text_holds_an_address_unless_addresses_are_asked_for(shape, field, said):
    line = record(said, **{field: f"{said} ?Token=secret&next=%3Ftoken%3Dsecret%26q"})

    assert re.search(r"192\.0|2001:|db8|secret", shape().format(line)) is None
    assert shape(addresses=True).format(line).count("51234") == 2 * ("51234" in said)
    assert "secret" not in shape(addresses=True).format(line)


def test_a_time_and_a_slice_are_no_addresses():
    assert AsText().clean("12:30:45 papers[::2] 1.2.3 x.py:12:3: b") == "12:30:45 papers[::2] 1.2.3 x.py:12:3: b"


def test_what_is_logged_with_a_number_is_not_logged_again():
    assert not is_news(record("Error at server while executing cell: …"))
    # as tornado writes it
    said = "The websocket_ping_timeout (90000) cannot be longer than the websocket_ping_interval (30000).\nSetting …"
    assert not is_news(record(said))
    assert is_news(record("Papers failed"))


@pytest.fixture
def hearing(tmp_path):
    """Hear what a step tells, as a server does."""

    def heard(step):
        async def script():
            lines = asyncio.Queue()
            async with listening(str(tmp_path / "log"), lines.put_nowait):
                await asyncio.to_thread(step)
                return await asyncio.wait_for(lines.get(), PATIENCE)

        return asyncio.run(script())

    return heard


def test_what_a_kernel_logs_is_heard_by_the_server(hearing, failed, monkeypatch):
    monkeypatch.setenv("VOILA_KERNEL_ID", "k")

    line = hearing(lambda: Tell().emit(record("Papers failed", logging.ERROR, failed, error="7f3a2c")))

    assert (line["kernel"], line["level"], line["event"], line["error"]) == ("k", 40, "Papers failed", "7f3a2c")
    assert line["trace"].endswith("ZeroDivisionError: division by zero")


def test_a_line_that_nobody_hears_is_lost_and_the_kernel_goes_on(tmp_path, monkeypatch):
    monkeypatch.setenv(SOCKET, str(tmp_path / "nobody"))

    Tell().emit(record("Papers failed"))


def test_a_process_like_a_kernel_s_tells_all_it_logs(hearing):
    code = "from explorer.voila.report import *; load_ipython_extension(None); logging.getLogger('x').error('told')"

    line = hearing(lambda: subprocess.run([sys.executable, "-c", code], check=True, env=os.environ))

    assert (line["level"], line["event"]) == (40, "told")
