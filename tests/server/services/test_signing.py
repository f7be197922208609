"""The MACs, held to the vectors that the extension is held to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saring.services import signing

VECTORS = json.loads((Path(__file__).parents[2] / "contract" / "auth.json").read_text("utf-8"))


@pytest.mark.parametrize("v", VECTORS["requests"], ids=lambda v: v["name"])
def test_requests(v: dict[str, Any]) -> None:
    mac = signing.request_mac(bytes.fromhex(v["secret"]), v["method"], v["target"], v["client"], v["time"], v["nonce"],
                              bytes.fromhex(v["body"]))
    assert mac == v["mac"]


@pytest.mark.parametrize("v", VECTORS["replies"], ids=lambda v: v["name"])
def test_replies(v: dict[str, Any]) -> None:
    assert signing.reply_mac(bytes.fromhex(v["secret"]), v["nonce"], v["status"], bytes.fromhex(v["body"])) == v["mac"]


@given(st.text(), st.text())
def test_same_is_equality_of_ascii(one: str, other: str) -> None:
    assert signing.same(one, other) is (one == other and one.isascii())


def test_no_request_is_a_reply() -> None:
    """The two kinds of MAC begin differently, so that neither side's can be sent back as the other's."""
    assert signing.reply_mac(b"k", "n", 200, b"") != signing.request_mac(b"k", "n", "200", "", "", "", b"")
