"""What the author can do about a held draft, with the mouse and the keyboard, in the panel of the status."""

from __future__ import annotations

import pytest

from .browsers.base import Browser
from .compose import composing
from .server import SiteServer
from .sites import KNOWN, MASTODON, X_INLINE, X_MODAL, Site, every

pytestmark = pytest.mark.browser


@every(*KNOWN)
def test_a_warning_opens_after_the_author_confirms(
    browser: Browser, server: SiteServer, site: Site, coarse: str
) -> None:
    draft = f"What a {coarse} day"
    with composing(browser, server, site) as box:
        box.write(draft)
        box.wait_phase("confirm")
        box.page.click(site.button)
        box.settle()
        assert box.published() == []
        if not box.panel():
            box.open_panel()
        box.page.press_node(box.way("confirm"))
        box.wait_phase("clear")
        box.page.click(site.button)
        box.wait_published(draft)


@every(X_INLINE, MASTODON)
def test_a_confirmation_is_for_that_draft_alone(browser: Browser, server: SiteServer, site: Site, coarse: str) -> None:
    with composing(browser, server, site) as box:
        box.write(f"What a {coarse}")
        box.wait_phase("confirm")
        box.open_panel()
        box.page.press_node(box.way("confirm"))
        box.wait_phase("clear")
        box.page.focus(site.editor)
        box.page.press("End")
        box.page.type(" day")
        box.page.click(site.button)
        box.settle()
        assert box.published() == []
        box.wait_phase("confirm")


@every(X_MODAL, MASTODON)
def test_the_panel_says_what_where_why_whose_and_what_next(
    browser: Browser, server: SiteServer, site: Site, obscene: str
) -> None:
    with composing(browser, server, site) as box:
        box.write(f"You {obscene}")
        box.wait_phase("blocked")
        box.open_panel()
        said = " ".join(node.text for node in box.panel())
        for words in (
            "This can't be posted as it is", "In the text", "Obscene language does not go out under this account.",
            "Saring", "Say it in other words, then it is checked again.", "Show in the text",
        ):
            assert words in said
        assert obscene not in said, "the panel prints the word"
