"""What the author can do about a held draft, with the mouse and the keyboard, in the panel of the status."""

from __future__ import annotations

import pytest

from .browsers.base import Browser, Node, until
from .compose import Compose, composing
from .server import SiteServer
from .sites import KNOWN, MASTODON, X_INLINE, X_MODAL, Site, every

pytestmark = pytest.mark.browser


def panel(box: Compose) -> list[Node]:
    """Everything in the panels that are open."""
    return [node for root in box.page.saring() for section in root.walk()
            if section.has_class("panel") and "hidden" not in section.attributes for node in section.walk()]


def open_panel(box: Compose) -> None:
    """Press the status."""
    box.page.press_node(box.statuses()[0])
    until(lambda: panel(box), "the panel is open")


def way(box: Compose, name: str) -> Node:
    """The button of one way on."""
    return until(lambda: next((node for node in panel(box) if node.attributes.get("data-way") == name
                               and "hidden" not in node.attributes), None), f"the way on: {name}")


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
        if not panel(box):
            open_panel(box)
        box.page.press_node(way(box, "confirm"))
        box.wait_phase("clear")
        box.page.click(site.button)
        box.wait_published(draft)


@every(X_INLINE, MASTODON)
def test_a_confirmation_is_for_that_draft_alone(browser: Browser, server: SiteServer, site: Site, coarse: str) -> None:
    with composing(browser, server, site) as box:
        box.write(f"What a {coarse}")
        box.wait_phase("confirm")
        open_panel(box)
        box.page.press_node(way(box, "confirm"))
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
        open_panel(box)
        said = " ".join(node.text for node in panel(box))
        for words in (
            "This can't be posted as it is", "In the text", "Obscene language does not go out under this account.",
            "Saring", "Say it in other words, then it is checked again.", "Show in the text",
        ):
            assert words in said
        assert obscene not in said, "the panel prints the word"
