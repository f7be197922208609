"""`saring doctor`: a line per check, and an exit status a script can use."""

from __future__ import annotations

import json
import socket
from pathlib import Path

from tests.server.cli.running import handed_over, saring, serving


def test_it_finds_what_is_missing_and_then_nothing(tmp_path: Path) -> None:
    home = tmp_path / "s"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    before = saring(home, "doctor", "--port", port)
    assert before.returncode == 1 and "2 problems." in before.stdout
    assert "problem  pairings: none\n         → Start `saring serve`, then run `saring pair`." in before.stdout
    with serving(home):
        handed_over(home)
        after = saring(home, "doctor", "--json", "--port", port)
    lines = [json.loads(line) for line in after.stdout.splitlines()]
    assert {tuple(line) for line in lines} == {("check", "ok", "found", "fix")}
    assert [line["check"] for line in lines if not line["ok"] and line["check"] != "browsers"] == []
    assert after.returncode == (0 if all(line["ok"] for line in lines) else 1)
