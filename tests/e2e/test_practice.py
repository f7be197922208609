"""The practice page, served by the companion: every engine's box is held and then posted; anybody can use the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .axe import violations
from .browsers.base import Browser, Page, until

pytestmark = pytest.mark.browser

ENGINES = ("draftjs", "lexical", "quill", "tiptap", "slate", "textarea")
PHONE = 360


def box(engine: str) -> str:
    """The form of one engine."""
    return f'form[data-engine="{engine}"]'


def editor(engine: str) -> str:
    """What one writes in."""
    return f"{box(engine)} .editor {'textarea' if engine == 'textarea' else '[contenteditable=true]'}"


def feed(page: Page) -> list[dict[str, str]]:
    """What was posted, newest first."""
    shown: list[dict[str, str]] = page.js(
        "$$('.feed article').map((one) => ({engine: one.dataset.engine, text: $$('.text', one)[0]?.textContent}))")
    return shown


def phases(page: Page) -> list[str]:
    """The statuses that are shown."""
    return [node.attributes["data-phase"] for root in page.saring() for node in root.walk()
            if node.has_class("status") and "data-phase" in node.attributes and "hidden" not in node.attributes]


def wait_phase(page: Page, phase: str, patience: float = 15) -> None:
    """Wait until the one box that is written in says this."""
    until(lambda: phases(page) == [phase], f"the only status is {phase}", patience)


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_is_held_and_then_posted(
    browser: Browser, practice: str, engine: str, obscene: str
) -> None:
    with browser.page(practice) as page:
        page.wait(f"!!$({json.dumps(editor(engine))})")
        page.click(editor(engine))
        page.type(f"You {obscene}")
        wait_phase(page, "blocked")
        page.click(f"{box(engine)} .post")
        page.focus(editor(engine))
        page.press("Control+Enter")
        page.js(f"$({json.dumps(box(engine))}).requestSubmit()")
        assert feed(page) == []
        page.press("Control+a")
        page.press("Backspace")
        page.type("You kind person")
        wait_phase(page, "clear")
        page.click(f"{box(engine)} .post")
        until(lambda: feed(page), "the post is in the feed")
        assert feed(page) == [{"engine": engine, "text": "You kind person"}]


def test_a_flagged_picture_is_held(browser: Browser, practice: str, standin: Path) -> None:
    with browser.page(practice) as page:
        page.wait(f"!!$({json.dumps(editor('quill'))})")
        # Saring has found the boxes, as it has before anybody can reach for a file; the page itself says so.
        page.wait("$('.presence').classList.contains('present')")
        page.set_files(f"{box('quill')} input[type=file]", standin)
        page.wait(f"$$({json.dumps(box('quill') + ' .pictures img')}).length === 1")
        wait_phase(page, "blocked", 60)
        page.click(f"{box('quill')} .post")
        assert feed(page) == []
        page.click(f"{box('quill')} .remove")
        page.click(editor("quill"))
        page.type("Without it")
        wait_phase(page, "clear")
        page.click(f"{box('quill')} .post")
        until(lambda: feed(page), "the post is in the feed")


@pytest.mark.parametrize(("locale", "theme"), [("en", "light"), ("id", "dark")])
def test_axe_finds_nothing(bare_browser: Browser, practice: str, locale: str, theme: str, standin: Path) -> None:
    with bare_browser.page(practice) as page:
        page.js(f"(localStorage.setItem('saring.practice.locale', '{locale}'), "
                f"localStorage.setItem('saring.practice.theme', '{theme}'))")
        page.goto(practice)
        page.wait("$('.presence').textContent.length > 0")
        page.set_files(f"{box('lexical')} input[type=file]", standin)
        page.wait("$$('.pictures img').length === 1")
        assert page.js("document.documentElement.lang") == locale
        assert page.js("document.documentElement.dataset.theme") == theme
        assert violations(page) == []


def test_it_fits_a_phone(bare_browser: Browser, practice: str) -> None:
    """Shown in a frame as wide as a phone: nothing has to be scrolled sideways."""
    with bare_browser.page(practice) as page:
        page.wait("$$('.post').length === 6")
        assert page.narrow_to(PHONE) <= PHONE


def test_the_page_says_that_saring_is_here(browser: Browser, practice: str) -> None:
    with browser.page(practice) as page:
        page.wait("$('.presence').classList.contains('present')")


def test_the_page_says_that_saring_is_not_here(bare_browser: Browser, practice: str) -> None:
    with bare_browser.page(practice) as page:
        page.wait("$('.presence').classList.contains('absent')")
