"""axe-core on a page, in either browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .browsers.base import Page

_SOURCE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page) -> list[str]:
    """What axe-core finds on the page as it stands, one line each; its best practices count, too."""
    page.evaluate(f"(() => {{ {_SOURCE.read_text('utf-8')}; return null; }})()")
    found: dict[str, Any] = page.evaluate("axe.run(document)")
    assert found["passes"], "axe looked at nothing"
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"]]
