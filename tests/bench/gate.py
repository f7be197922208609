"""From keystroke to opened gate, in Chromium on the practice page: the real extension, the real companion behind it."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.companion import running
from bench.row import Row, row

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 15

#: From the input event on, press the button every few milliseconds until the page posts: the gate holds all before.
PRESS = """() => new Promise((resolve) => {
  const form = document.querySelector('form[data-engine="textarea"]');
  const button = form.querySelector('button.post'), feed = () => document.querySelectorAll('article').length;
  addEventListener('input', () => {
    const started = performance.now(), before = feed();
    const press = () => {
      button.click();
      setTimeout(() => feed() > before ? resolve(performance.now() - started) : press(), 4);
    };
    setTimeout(press, 0);
  }, { once: true, capture: true });
})"""


def measure() -> list[Row]:
    """The same page, the same draft, with the extension and without it."""
    import json

    with running() as (pairing, _, _), tempfile.TemporaryDirectory(prefix="saring-bench-") as folder:
        handover = Path(folder) / "handover.json"
        handover.write_text(json.dumps(pairing), "utf-8")
        extension = Path(folder) / "extension"
        subprocess.run([sys.executable, str(ROOT / "scripts" / "build_extension.py"), "--out", str(extension),
                        "--handover", str(handover)], check=True, stdout=subprocess.DEVNULL)
        without = _rounds(pairing["url"], None)
        held = _rounds(pairing["url"], extension)
    added = statistics.median(held) - statistics.median(without)
    return [
        row("gate", "from keystroke to post, the page without Saring", without),
        row("gate", "from keystroke to post, with Saring", held, beside=f"adds {added:.0f} ms, 150 of them a pause"),
    ]


def _rounds(url: str, extension: Path | None) -> list[float]:
    from playwright.sync_api import sync_playwright

    loaded = [f"--disable-extensions-except={extension}", f"--load-extension={extension}"] if extension else []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory(prefix="saring-bench-") as profile:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path="/usr/bin/chromium", headless=True, args=loaded)
        page = context.new_page()
        page.goto(f"{url}/practice")
        times = [_once(page, number) for number in range(ROUNDS)]
        context.close()
    return times[1:]


def _once(page: Any, number: int) -> float:
    page.locator('form[data-engine="textarea"] textarea').first.focus()
    page.evaluate(f"() => {{ globalThis.measured = ({PRESS})() }}")
    page.keyboard.insert_text(f"Good morning number {number}")
    return float(page.evaluate("() => globalThis.measured"))
