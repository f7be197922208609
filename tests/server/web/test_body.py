"""Bodies: strict, bounded, never repeated."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.server.web.asking import Asker, code, draft, screening

CANARY = "kenari-7f3a91"


def _changed(path: str, value: Any) -> dict[str, Any]:
    body = screening(draft(CANARY))
    at: Any = body
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in steps:
        at = at[step]
    at[last] = value
    return body


MALFORMED = [
    b"", b"{", b"[]", b"null", b'"text"', b"\xff\xfe", b'{"a": NaN}', b'{"a": 1}garbage', b"[" * 100_000,
    b'{"protocol": ' + b"1" * 5000 + b"}", '{"a": "\ud800"}'.encode("utf-8", "surrogatepass"),
    b'{"protocol": 1, "protocol": 1}', b'{"a":' * 50 + b"1" + b"}" * 50,
]


@pytest.mark.parametrize("body", MALFORMED, ids=range(len(MALFORMED)))
def test_what_is_not_a_message_is_a_bad_request(asker: Asker, body: bytes) -> None:
    response = asker.ask("POST", "/v1/screenings", body)
    assert (response.status_code, code(response)) == (400, "bad_request")


@pytest.mark.parametrize("path,value,where", [
    ("protocol", 2, "/protocol"), ("protocol", "1", "/protocol"), ("protocol", True, "/protocol"),
    ("revision", -1, "/revision"), ("revision", 1.5, "/revision"), ("revision", "1", "/revision"),
    ("locale", "fr", "/locale"), ("locale", None, "/locale"),
    ("digest", "x" * 64, "/digest"), ("digest", "0" * 63, "/digest"), ("digest", "0" * 64 + "\n", "/digest"),
    ("draft", None, "/draft"), ("draft", [], "/draft"), ("draft.parts", [], "/draft/parts"),
    ("draft.parts", {}, "/draft/parts"), ("draft.kind", "story", "/draft/kind"),
    ("draft.site", 1, "/draft/site"), ("draft.parts.0.text", None, "/draft/parts/0/text"),
    ("draft.parts.0.text", ["a"], "/draft/parts/0/text"), ("draft.parts.0.media", None, "/draft/parts/0/media"),
    ("draft.parts.0.media", [{"sha256": "", "unreadable": ""}], "/draft/parts/0/media/0"),
    ("draft.parts.0.media", [{"sha256": "0" * 64, "unreadable": "why"}], "/draft/parts/0/media/0"),
    ("draft.parts.0.media", [{"sha256": "../../etc/passwd"}], "/draft/parts/0/media/0/sha256"),
    (CANARY, 1, ""), (f"draft.{CANARY}", CANARY, "/draft"), (f"draft.parts.0.{CANARY}", 1, "/draft/parts/0"),
])
def test_the_error_points_at_the_place_and_repeats_nothing(asker: Asker, path: str, value: Any, where: str) -> None:
    response = asker.ask("POST", "/v1/screenings", _changed(path, value))
    assert (response.status_code, code(response)) == (400, "bad_request")
    assert response.get_json()["error"]["where"] == where
    assert CANARY not in response.get_data(as_text=True)


@pytest.mark.parametrize("path,value", [
    ("draft.parts", [{"text": "", "media": []}] * 51),
    ("draft.parts.0.media", [{"sha256": "0" * 64}] * 21),
    ("draft.account", "a" * 201),
])
def test_what_is_too_long_is_too_large(asker: Asker, path: str, value: Any) -> None:
    response = asker.ask("POST", "/v1/screenings", _changed(path, value))
    assert (response.status_code, code(response)) == (413, "too_large")


def test_a_json_body_over_a_mebibyte_is_too_large(asker: Asker) -> None:
    at_limit = screening(draft("a"))
    room = (1 << 20) - len(json.dumps(at_limit).encode())
    over = _changed("draft.parts.0.text", "a" * (room + 1000))
    response = asker.ask("POST", "/v1/screenings", over)
    assert (response.status_code, code(response)) == (413, "too_large")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8).map(CANARY.__add__),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5).map(CANARY.__add__), inner,
                                                                max_size=3),
    max_leaves=8,
))
def test_no_refusal_repeats_any_of_the_body(asker: Asker, found: Any) -> None:
    for target in ("/v1/screenings", "/v1/approvals", "/v1/acknowledgements", "/v1/pairings"):
        response = asker.ask("POST", target, found)
        assert response.status_code == 400
        assert CANARY not in response.get_data(as_text=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_text_gets_a_verdict_of_its_own_digest(asker: Asker, text: str) -> None:
    asked = draft(text)
    assert asker.screen(asked).get_json()["digest"] == asked.digest
