"""The error codes are those of docs/protocol.md."""

from __future__ import annotations

import re
from pathlib import Path

from saring.web.errors import ERRORS

PROTOCOL = Path(__file__).parents[3] / "docs" / "protocol.md"


def test_the_page_and_the_program_have_the_same_codes() -> None:
    text = PROTOCOL.read_text("utf-8")
    table = text[text.index("| status | codes |"):text.index("## Who is speaking")]
    written = set()
    for line in table.splitlines():
        written |= set(re.findall(r"`([a-z_]+)`", line)) if line.startswith("|") else set()
    assert written == set(ERRORS)


def test_every_status_stands_beside_its_codes() -> None:
    text = PROTOCOL.read_text("utf-8")
    for code, (status, _) in ERRORS.items():
        row = next(line for line in text.splitlines() if line.startswith("|") and f"`{code}`" in line)
        assert str(status) in row.split("|")[1], code
