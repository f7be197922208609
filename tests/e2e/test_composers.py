"""Several compose boxes on one page, and several parts in one: each is held for its own words."""

from __future__ import annotations

import pytest

from .browsers.base import Browser
from .compose import composing
from .server import SiteServer
from .sites import X_INLINE, X_MODAL

pytestmark = pytest.mark.browser

OPEN_MODAL = X_MODAL.opener


def test_a_box_behind_the_modal_does_not_hold_the_modal(browser: Browser, server: SiteServer, obscene: str) -> None:
    with composing(browser, server, X_INLINE) as box:
        box.write(f"You {obscene}")
        box.wait_phase("blocked")
        box.page.click(OPEN_MODAL)
        box.page.wait(f"!!$('{X_MODAL.editor}')")
        box.page.click(X_MODAL.editor)
        box.page.type("Good morning")
        box.wait_phase("clear")
        box.page.click(X_MODAL.button)
        box.wait_published("Good morning")
        box.page.wait("!$$('[role=\"dialog\"]').length")
        box.page.click(X_INLINE.button)
        box.settle()
        assert box.published() == ["Good morning"]


def test_a_clean_box_behind_does_not_open_an_obscene_modal(browser: Browser, server: SiteServer, obscene: str) -> None:
    with composing(browser, server, X_INLINE) as box:
        box.write("Good morning")
        box.wait_phase("clear")
        box.page.click(OPEN_MODAL)
        box.page.wait(f"!!$('{X_MODAL.editor}')")
        box.page.click(X_MODAL.editor)
        box.page.type(f"You {obscene}")
        box.wait_phase("blocked")
        box.page.click(X_MODAL.button)
        box.page.focus(X_MODAL.editor)
        box.page.press("Control+Enter")
        box.settle()
        assert box.published() == []


def test_one_obscene_part_holds_the_whole_thread(browser: Browser, server: SiteServer, obscene: str) -> None:
    part = '[role="dialog"] [data-testid="tweetTextarea_1"]'
    with composing(browser, server, X_MODAL) as box:
        box.write("First part")
        box.wait_phase("clear")
        box.page.click('[data-testid="addButton"]')
        box.page.wait(f"!!$('{part}')")
        box.page.click(part)
        box.page.type(f"You {obscene}")
        box.page.click(X_MODAL.button)
        box.settle()
        assert box.published() == []
        box.wait_phase("blocked")
        box.page.focus(part)
        box.page.press("Control+a")
        box.page.press("Backspace")
        box.page.type("Second part")
        box.wait_phase("clear")
        box.page.click(X_MODAL.button)
        box.wait_published("First part", "Second part")
