"""Take the README's pictures: the practice page in a real Chromium, the real companion behind it, a draft held.

Run it inside the environment after scripts/test.py has made one: `.venv/bin/python scripts/screenshots.py`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "pictures"

sys.path.insert(0, str(ROOT / "tests"))

from bench.companion import running  # noqa: E402

#: File name → locale, colour scheme, draft. The words break a rule of the example brand pack and are fit to be shown.
SHOTS = {
    "held.png": ("en", "light", "Save with us: guaranteed returns of 12% a year, from Monday on."),
    "held-id-dark.png": ("id", "dark", "Menabung bersama kami: pasti untung 12% setahun, mulai hari Senin."),
}


def main() -> int:
    """Take every picture."""
    from playwright.sync_api import sync_playwright

    os.environ["SARING_POLICY"] = "brand-example"
    OUT.mkdir(exist_ok=True)
    with running() as (pairing, _, _), sync_playwright() as playwright:
        for name, (locale, scheme, draft) in SHOTS.items():
            with tempfile.TemporaryDirectory(prefix="saring-shots-") as folder:
                extension = _build(Path(folder), {**pairing, "locale": locale})
                context = playwright.chromium.launch_persistent_context(
                    f"{folder}/profile", executable_path="/usr/bin/chromium", headless=True, color_scheme=scheme,
                    locale=locale, viewport={"width": 1160, "height": 760},
                    args=[f"--disable-extensions-except={extension}", f"--load-extension={extension}"])
                _take(context.new_page(), pairing["url"], draft, OUT / name)
                context.close()
    return 0


def _build(folder: Path, handover: dict[str, Any]) -> Path:
    (folder / "handover.json").write_text(json.dumps(handover), "utf-8")
    subprocess.run([sys.executable, str(ROOT / "scripts" / "build_extension.py"), "--out", str(folder / "extension"),
                    "--handover", str(folder / "handover.json")], check=True, stdout=subprocess.DEVNULL)
    return folder / "extension"


def _take(page: Any, url: str, draft: str, out: Path) -> None:
    page.goto(f"{url}/practice")
    box = page.locator('form[data-engine="quill"]')
    box.locator("[contenteditable=true]").click()
    page.keyboard.type(draft)
    box.evaluate("form => form.scrollIntoView({block: 'end'})")
    page.mouse.wheel(0, 130)
    # The mark on the words is there exactly when the verdict is.
    page.wait_for_function("() => [...CSS.highlights.values()].some((marks) => marks.size > 0)")
    button = box.locator("button.post").bounding_box()
    page.mouse.click(button["x"] + button["width"] + 60, button["y"] + button["height"] / 2)
    page.wait_for_timeout(400)
    page.screenshot(path=str(out))


if __name__ == "__main__":
    sys.exit(main())
