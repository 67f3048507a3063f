"""What a page may tell its kernel."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1

from explorer.voila.channels import V1, is_allowed

SENT = [
    ("shell", "kernel_info_request", {}),
    ("control", "kernel_info_request", {}),
    ("shell", "comm_info_request", {"target_name": "jupyter.widget"}),
    ("shell", "comm_open", {"comm_id": "1", "target_name": "jupyter.widget.control", "data": {}}),
    ("shell", "comm_msg", {"comm_id": "1", "data": {"method": "update", "state": {"value": "graph"}}}),
    ("shell", "comm_msg", {"comm_id": "1", "data": {"method": "request_state"}}),
    ("shell", "comm_msg", {"comm_id": "1", "data": {"method": "custom", "content": {"_": 1}}}),
    ("shell", "comm_close", {"comm_id": "1"}),
]
FORGED = [
    ("shell", "execute_request", {"code": "1"}),
    ("control", "execute_request", {"code": "1"}),
    ("shell", "comm_open", {"comm_id": "1", "target_name": "jupyter.widget", "data": {"state": {}}}),
    ("shell", "comm_open", {"comm_id": "1", "target_name": "elsewhere", "target_module": "os"}),
    ("shell", "comm_open", {}),
    ("shell", "inspect_request", {"code": "os", "cursor_pos": 2}),
    ("shell", "complete_request", {"code": "os.", "cursor_pos": 3}),
    ("shell", "history_request", {}),
    ("shell", "shutdown_request", {"restart": False}),
    ("control", "shutdown_request", {"restart": False}),
    ("control", "debug_request", {"command": "evaluate"}),
    ("control", "comm_msg", {"comm_id": "1", "data": {}}),
    *(
        ("shell", "comm_msg", {"comm_id": "1", "data": {"method": "update", "state": {"value": "", name: "x"}}})
        for name in ("_esm", "_css", "_model_module", "_model_name", "_view_module", "_view_name", "_dom_classes")
    ),
    ("shell", "comm_msg", {"comm_id": "1", "data": {"state": [1]}}),
    ("shell", "comm_msg", {"comm_id": "1", "data": [1]}),
    ("stdin", "input_reply", {"value": "1"}),
    ("iopub", "comm_msg", {}),
    (["shell"], "comm_msg", {}),
    ("shell", {"comm_msg": 1}, {}),
]


def as_json(channel, kind, content):
    """Write a message as pages did at first."""
    return json.dumps({"channel": channel, "header": {"msg_type": kind}, "content": content})


def as_bytes(channel, kind, content):
    """Write a message as pages do now."""
    parts = [json.dumps(part).encode() for part in ({"msg_type": kind}, {}, {}, content)]
    return serialize_msg_to_ws_v1(parts, channel)


@pytest.mark.parametrize("sent", SENT, ids=str)
def test_what_a_page_sends_is_passed_on(sent):
    assert is_allowed(as_json(*sent), None)
    assert is_allowed(as_bytes(*sent), V1)


@pytest.mark.parametrize("forged", FORGED, ids=str)
def test_what_no_page_sends_is_refused(forged):
    assert not is_allowed(as_json(*forged), None)
    assert not isinstance(forged[0], str) or not is_allowed(as_bytes(*forged), V1)


@given(st.text() | st.binary(), st.sampled_from([None, V1]))
def test_no_bytes_are_an_error(message, protocol):
    assert not is_allowed(message, protocol)


@given(
    st.recursive(
        st.none() | st.text() | st.integers(), lambda held: st.lists(held) | st.dictionaries(st.text(), held)
    ),
    st.sampled_from([("channel",), ("header",), ("content",), ("channel", "header", "content")]),
)
def test_no_shape_of_a_message_is_an_error(held, places):
    good = {"channel": "shell", "header": {"msg_type": "comm_open"}, "content": {}}

    assert not is_allowed(json.dumps(held), None)
    assert not is_allowed(json.dumps(good | dict.fromkeys(places, held)), None)
