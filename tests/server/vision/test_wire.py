"""What a worker sends is data of the right shape, or it is nothing: a taken-over worker gains no more than a lie."""

from __future__ import annotations

import io
import json
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saring.domain import Region, Word
from saring.vision import wire

GOOD: dict[str, Any] = {
    "format": "PNG", "width": 4, "height": 3, "frames_seen": 1, "frames_total": 1, "unchecked": [], "absent": [],
    "regions": [["FACE_MALE", 0.5, [0, 1, 2, 3], 0]],
    "words": [["two words", 0.9, [0, 0, 9, 9], 0, [[0, 3, [0, 0, 4, 9]], [4, 9, [5, 0, 4, 9]]]]],
}


def test_a_good_report_is_taken() -> None:
    report = wire.parse_report("aa", GOOD)
    assert report.regions == (Region("FACE_MALE", 0.5, (0, 1, 2, 3)),)
    assert report.words == (
        Word("two words", 0.9, (0, 0, 9, 9), 0, ((0, 3, (0, 0, 4, 9)), (4, 9, (5, 0, 4, 9)))),)
    assert (report.sha256, report.unchecked, report.fault, report.detail) == ("aa", (), "", "")


def test_faults_become_reasons_and_the_first_is_explained() -> None:
    report = wire.parse_report("aa", GOOD | {"unchecked": [["text", "slow"], ["nudity", "model"]]})
    assert report.unchecked == (("text", "timed_out"), ("nudity", "model_missing"))
    assert (report.fault, report.detail) == ("slow", "Checking the picture took too long.")


@pytest.mark.parametrize("change", [
    {"width": -1}, {"width": "4"}, {"width": 1 << 40}, {"width": True}, {"format": "BMP"}, {"unchecked": None},
    {"unchecked": [["decode", "no such fault"]]}, {"unchecked": [["anything", "slow"]]}, {"unchecked": ["slow"]},
    {"regions": [["A", 2, [0, 0, 1, 1], 0]]}, {"regions": [["A", 0.5, [0, 0, 1], 0]]}, {"regions": [["A", 0.5]]},
    {"regions": [["A" * 81, 0.5, [0, 0, 1, 1], 0]]}, {"regions": [["A", float("nan"), [0, 0, 1, 1], 0]]},
    {"words": [["a", 1, [0, 0, 1, 1], 0, [[0, 1]]]]}, {"words": [["a" * 5000, 1, [0, 0, 1, 1], 0, []]]},
    {"words": [[None, 1, [0, 0, 1, 1], 0, []]]}, {"words": 7}, {"frames_seen": 1.5},
    {"absent": ["nudity"]}, {"absent": None},
])
def test_a_report_of_any_other_shape_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(wire.WireError, match="shape"):
        wire.parse_report("aa", GOOD | change)


@pytest.mark.parametrize("key", GOOD)
def test_a_report_that_lacks_something_is_refused(key: str) -> None:
    with pytest.raises(wire.WireError):
        wire.parse_report("aa", {name: value for name, value in GOOD.items() if name != key})


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
                    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from(sorted(GOOD)), inner)))
def test_any_json_at_all_is_a_report_or_refused(value: Any) -> None:
    try:
        wire.parse_report("aa", GOOD | {"words": value, "regions": value})
        wire.parse_report("aa", value)
    except wire.WireError:
        pass


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5)), st.binary(max_size=99))
def test_messages_survive_the_pipe(message: dict[str, str], payload: bytes) -> None:
    assert wire.read(io.BytesIO(wire.pack(message, payload)), 4096) == (message, payload)


@pytest.mark.parametrize("frame", [
    b"", b"\0\0\0", struct.pack(">II", 2, 0), struct.pack(">II", 2, 0) + b"{", struct.pack(">II", 2, 0) + b"[]",
    struct.pack(">II", 2, 0) + b"{x", struct.pack(">II", 2, 9) + b"{}12345678", struct.pack(">II", 2**31, 2**31),
    struct.pack(">II", 200, 0) + json.dumps({"a": "b" * 192}).encode(),
])
def test_a_broken_stream_is_a_wire_error(frame: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.read(io.BytesIO(frame), 100)
