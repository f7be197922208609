"""Many drafts: every line answered, in order, whatever stands in it."""

import io
import json

import pytest

from saring.policy.load import load_policy
from saring.services.batch import lines_of, screen_lines
from saring.services.draft_line import MAX_LINE
from saring.services.screen import Screener


@pytest.fixture(scope="module")
def screener():
    return Screener(load_policy("default"))


def answers(data, screener, **options):
    return list(screen_lines(lines_of(io.BytesIO(data)), screener, "en", **options))


def test_every_line_in_order(screener):
    data = b'{"id": 1, "text": "hello"}\n{broken\n\n{"id": 3, "images": ["/no.png"]}\r\n{"id": 4, "text": "bit.ly/x"}'
    found = answers(data, screener)
    assert [item.get("action", "error") for item in found] == ["allow", "error", "error", "review", "log"]
    assert [item["id"] for item in found] == [1, None, None, 3, 4]
    assert [item["line"] for item in found if "error" in item] == [2, 3]
    assert found[3]["unchecked"][0]["reason"] == "cannot_check"


def test_no_lines(screener):
    assert answers(b"", screener) == []


def test_a_line_that_is_too_long_is_one_answer(screener):
    data = b'{"text": "' + b"a" * (2 * MAX_LINE) + b'"}\n{"id": 2, "text": "hello"}\n'
    found = answers(data, screener)
    assert [item.get("action", "error") for item in found] == ["error", "allow"]


def test_a_screening_that_fails_costs_one_line_and_says_nothing_of_the_text(screener):
    class Broken:
        def screen(self, draft, images, locale):
            if draft.parts[0].text == "boom":
                raise RuntimeError(draft.parts[0].text)
            return screener.screen(draft, images, locale)

    found = answers(b'{"id": 1, "text": "boom"}\n{"id": 2, "text": "fine"}\n', Broken())
    assert found[0] == {"id": 1, "line": 1, "error": "the screening failed (RuntimeError)."}
    assert found[1]["action"] == "allow" and "boom" not in json.dumps(found)


def test_progress_hears_of_every_line(screener):
    seen = []
    answers(b'{"text": "a"}\nbroken\n', screener, seen=seen.append)
    assert seen == [b'{"text": "a"}', b"broken"]
