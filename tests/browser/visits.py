"""Visits to a server: in a browser, and by who is no browser of ours."""

from __future__ import annotations

import http.client
import re
import ssl
from contextlib import closing
from urllib.parse import urlsplit

from playwright.sync_api import expect

PATIENCE = 30  # seconds
UPGRADE = {
    "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}  # fmt: skip
COUNTER = [
    "import ipywidgets as w",
    """
text, letters = w.Text(description="Words"), w.Label("0 letters")
text.observe(lambda change: setattr(letters, "value", f"{len(change.new)} letters"), "value")
w.VBox([text, letters])
""",
]


def answer(server, path, method="GET", body=None, *, source="127.0.0.1", **headers):
    """Ask without a browser, which would mend the path; give the status, the headers and the text."""
    place, from_here = urlsplit(server.url), {"timeout": PATIENCE, "source_address": (source, 0)}
    if place.scheme == "https":
        opened = http.client.HTTPSConnection(place.netloc, context=ssl._create_unverified_context(), **from_here)
    else:
        opened = http.client.HTTPConnection(place.netloc, **from_here)
    with closing(opened) as link:
        link.request(method, path, body, headers)
        with link.getresponse() as response:
            return response.status, response.headers, response.read().decode("utf-8", "replace")


def kernel_in(text):
    """Give the id of the kernel that a page's text names."""
    return re.search(r'"kernelId":\s*"([^"]+)"', text)[1]


def kernel_of(page):
    """Give the id of a page's kernel."""
    return page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")


def type_and_see(page):
    """Type a word, and see that the kernel answers."""
    page.get_by_role("textbox", name="Words").fill("graph")
    expect(page.get_by_text("5 letters")).to_be_visible()
