"""The ui on its own, in a real browser: axe-core, layout, keyboard and caret, the mirror over a textarea.

The demonstration page draws every phase with no site and no companion behind it. The shadow roots are opened for the
test, since axe-core can't see into closed ones.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright

from .conftest import program

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
UI = ROOT / "extension" / "src" / "ui"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PHASES = ("checking", "clear", "confirm", "review", "waiting", "blocked", "unchecked", "away", "unverified", "unpaired",
          "version", "stale")

OPEN_ROOTS = """
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) { return attach.call(this, {...init, mode: "open"}); };
"""

#: `ui()` is the inside of the only composer's ui, `rectOf` a rectangle as plain numbers.
HELPERS = """
window.ui = () => document.querySelector("[data-saring]").shadowRoot;
window.rectOf = (one) => {
  const {left, top, right, bottom} = one.getBoundingClientRect();
  return {left, top, right, bottom};
};
window.frames2 = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled demonstration page."""
    out = tmp_path_factory.mktemp("demo")
    (out / "demo.html").write_bytes((UI / "demo.html").read_bytes())
    subprocess.run([
        str(ROOT / "node_modules" / ".bin" / "esbuild"), str(UI / "demo.ts"), "--bundle", "--format=iife",
        "--log-level=warning", f"--outfile={out / 'demo.js'}"], cwd=ROOT, check=True)
    return out / "demo.html"


@pytest.fixture(scope="module")
def chromium_alone(playwright: Playwright) -> Iterator[Browser]:
    """Chromium without the extension."""
    browser = playwright.chromium.launch(executable_path=program("chromium"))
    yield browser
    browser.close()


def show(browser: Browser, demo: Path, query: str, width: int = 900, height: int = 800, **options: Any) -> Page:
    """The demonstration page with this query, drawn and at rest."""
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    context.add_init_script(OPEN_ROOTS + HELPERS)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{demo.as_uri()}?{query}")
    page.evaluate("frames2()")
    assert errors == []
    return page


@pytest.mark.parametrize(("look", "options"), [
    ("ground=light&lang=en", {"color_scheme": "light"}),
    ("ground=dark&lang=id", {"color_scheme": "dark", "reduced_motion": "reduce"}),
])
def test_axe_finds_nothing_in_any_phase(
        chromium_alone: Browser, demo: Path, look: str, options: dict[str, Any]) -> None:
    page = show(chromium_alone, demo, f"only=empty&{look}", **options)
    try:
        page.evaluate(f"(() => {{ {AXE.read_text('utf-8')}; return null; }})()")
        for phase in PHASES:
            switch(page, phase)
            found = page.evaluate("axe.run(document, {preload: false})")
            assert any("data-saring" in str(node["target"]) for one in found["passes"] for node in one["nodes"])
            wrong = [(phase, one["id"], node["html"][:120]) for one in found["violations"] for node in one["nodes"]]
            assert wrong == []
    finally:
        page.context.close()


def switch(page: Page, phase: str) -> None:
    """Draw another phase on the page's only composer, with the panel open where a held gesture opens it."""
    page.evaluate("""(phase) => {
      saringDemo.views[0].dispose();
      saringDemo.views[0] = saringDemo.mount(document.querySelector('.card'), phase);
      saringDemo.views[0].held();
    }""", phase)
    page.evaluate("frames2()")
    # A gesture that is held while Saring still checks is not worth a panel.
    assert page.evaluate("ui().querySelector('.panel').checkVisibility()") is (phase != "checking")


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (320, 568)])
def test_status_and_panel_stay_in_the_window_and_off_what_is_typed(
        chromium_alone: Browser, demo: Path, width: int, height: int) -> None:
    page = show(chromium_alone, demo, "only=empty&lang=id", width, height)
    try:
        for phase in PHASES:
            switch(page, phase)
            boxes = page.evaluate(
                "['.status', '.panel'].map((css) => ui().querySelector(css)).filter((one) => !one.hidden).map(rectOf)")
            typed = page.evaluate("rectOf(document.querySelector('.editor'))")
            button = page.evaluate("rectOf(document.querySelector('.publish'))")
            assert len(boxes) == (1 if phase == "checking" else 2), phase
            for box in boxes:
                assert 0 <= box["left"] and box["right"] <= width and 0 <= box["top"] and box["bottom"] <= height, phase
                assert not overlap(box, typed), f"{phase} covers what the author types"
                assert not overlap(box, button), f"{phase} covers the publish button"
    finally:
        page.context.close()


def overlap(one: dict[str, float], other: dict[str, float]) -> bool:
    """Whether two rectangles share more than an edge."""
    return (min(one["right"], other["right"]) - max(one["left"], other["left"]) > 0.5
            and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 0.5)


def test_the_site_keeps_its_layout(chromium_alone: Browser, demo: Path) -> None:
    page = show(chromium_alone, demo, "lang=en")
    try:
        measure = "JSON.stringify([...document.querySelectorAll('main *')].map(rectOf))"
        before = page.evaluate(measure)
        page.evaluate("for (const view of saringDemo.views) view.dispose()")
        assert page.evaluate(measure) == before
        assert page.evaluate("document.querySelectorAll('[data-saring]').length") == 0
    finally:
        page.context.close()


def test_the_status_follows_the_button(chromium_alone: Browser, demo: Path) -> None:
    page = show(chromium_alone, demo, "only=blocked")
    gap = "(() => rectOf(document.querySelector('.publish')).left - rectOf(ui().querySelector('.status')).right)()"
    level = "(() => rectOf(document.querySelector('.publish')).top - rectOf(ui().querySelector('.status')).top)()"
    try:
        before = page.evaluate(f"[{gap}, {level}]")
        # Something above grows without any event; then the composer itself does; then the page is scrolled.
        for change in ("document.querySelector('h1').style.height = '140px'",
                       "document.querySelector('.editor').append('\\n\\n\\n\\n')",
                       "(document.body.style.height = '3000px', scrollTo(0, 60))"):
            page.evaluate(f"({change}, null)")
            page.wait_for_function(f"Math.abs({gap} - {before[0]}) < 1 && Math.abs({level} - {before[1]}) < 1")
    finally:
        page.context.close()


@pytest.mark.parametrize("field", ["contenteditable", "textarea"])
def test_the_keyboard_reaches_everything_and_the_caret_stays(chromium_alone: Browser, demo: Path, field: str) -> None:
    page = show(chromium_alone, demo, f"only=review&field={field}")
    try:
        page.locator(".editor").click()
        page.keyboard.press("Control+Home")
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        page.locator(".editor").evaluate("() => ui().querySelector('.status').focus()")
        page.keyboard.press("Enter")
        assert page.evaluate("ui().activeElement.classList.contains('panel')")
        page.keyboard.press("Escape")
        assert page.evaluate("ui().activeElement.classList.contains('status')"), "focus goes back where it came from"
        page.locator(".editor").focus()
        page.keyboard.type("X")
        text = page.locator(".editor").evaluate("(one) => one.value ?? one.textContent")
        assert text.startswith("OurX new")
        assert page.evaluate("ui().querySelector('.panel').hidden")
        page.locator(".publish").focus()
        page.keyboard.press("Tab")
        assert page.evaluate("ui().activeElement.classList.contains('status')")
        page.keyboard.press("Enter")
        reached = set()
        for _ in range(8):
            page.keyboard.press("Tab")
            reached.add(page.evaluate("ui().activeElement?.id || ui().activeElement?.textContent || ''"))
        assert {"note", "Ask for approval", "Show in the text"} <= reached
    finally:
        page.context.close()


def test_a_click_with_the_mouse_leaves_the_caret(chromium_alone: Browser, demo: Path) -> None:
    page = show(chromium_alone, demo, "only=blocked")
    try:
        page.locator(".editor").click()
        page.keyboard.press("Control+Home")
        box = page.evaluate("rectOf(ui().querySelector('.status'))")
        page.mouse.click((box["left"] + box["right"]) / 2, (box["top"] + box["bottom"]) / 2)
        assert not page.evaluate("ui().querySelector('.panel').hidden")
        page.keyboard.type("X")
        assert (page.locator(".editor").text_content() or "").startswith("XOur new balm cures")
    finally:
        page.context.close()


def test_it_works_inside_a_modal_dialog(chromium_alone: Browser, demo: Path) -> None:
    page = show(chromium_alone, demo, "only=empty")
    try:
        page.evaluate("""() => {
          saringDemo.views[0].dispose();
          const dialog = document.createElement('dialog');
          dialog.style.transform = 'translateX(10px)';
          dialog.style.overflow = 'hidden';
          dialog.append(document.querySelector('.card'));
          document.body.append(dialog);
          dialog.showModal();
          saringDemo.mount(document.querySelector('.card'), 'blocked');
        }""")
        page.evaluate("frames2()")
        box = page.evaluate("rectOf(ui().querySelector('.status'))")
        page.mouse.click((box["left"] + box["right"]) / 2, (box["top"] + box["bottom"]) / 2)
        assert not page.evaluate("ui().querySelector('.panel').hidden")
        page.keyboard.press("Escape")
        assert page.evaluate("document.querySelector('dialog').open"), "Esc closed the site's dialog and not the panel"
        page.keyboard.press("Escape")
        assert not page.evaluate("document.querySelector('dialog').open")
    finally:
        page.context.close()


@pytest.mark.parametrize("width", [180, 333, 640])
@pytest.mark.parametrize("style", [
    "", "font: 13px/1.9 monospace; letter-spacing: 1px; padding: 3px 17px; border-width: 5px",
    "direction: rtl; text-indent: 20px; word-break: break-all"])
def test_the_mirror_breaks_its_lines_where_the_textarea_does(
        chromium_alone: Browser, demo: Path, width: int, style: str) -> None:
    page = show(chromium_alone, demo, "only=blocked&field=textarea")
    try:
        heights = page.evaluate("""async ([width, style]) => {
          saringDemo.views[0].dispose();
          const field = document.querySelector('textarea');
          field.style.cssText += `; width: ${width}px; height: 60px; ${style}`;
          field.value = ('cures Acme  by\\tfar\\n' + 'long words '.repeat(9) + 'x'.repeat(90) + '\\n').repeat(3);
          saringDemo.mount(document.querySelector('.card'), 'blocked');
          field.scrollTop = 50;
          await frames2();
          const lines = ui().querySelector('.lines');
          const shift = new DOMMatrix(getComputedStyle(lines).transform).f;
          return [field.scrollHeight, Math.round(lines.getBoundingClientRect().height), field.scrollTop, -shift];
        }""", [width, style])
        # One pixel is rounding: `scrollHeight` is whole, lines of 24.7 pixels are not.
        assert abs(heights[0] - heights[1]) <= 1
        assert heights[2] == heights[3] == 50
    finally:
        page.context.close()


def test_forced_colours_keep_borders_and_words(chromium_alone: Browser, demo: Path) -> None:
    page = show(chromium_alone, demo, "only=blocked&open=blocked", forced_colors="active")
    try:
        style = page.evaluate("""(() => { const one = getComputedStyle(ui().querySelector('.status'));
          return [one.borderTopColor, one.backgroundColor, one.color]; })()""")
        assert style[0] != style[1] and style[2] != style[1]
    finally:
        page.context.close()
