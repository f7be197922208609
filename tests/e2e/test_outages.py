"""The companion away, the background ended, never paired: the gate stays shut, says why, and recovers by itself."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from .browsers.base import Browser
from .companion import Companion
from .compose import composing
from .server import SiteServer
from .sites import BRAND, LINKEDIN, MASTODON, X_INLINE, Site, every

pytestmark = pytest.mark.browser

#: The promise: a companion that is back is noticed within this time, in seconds.
RECOVERY = 2.0


@pytest.fixture
def mortal(companion: Companion) -> Iterator[Companion]:
    """The companion, running again afterwards whatever the test did to it."""
    yield companion
    companion.kill()
    companion.start()


@every(X_INLINE, MASTODON)
def test_a_companion_killed_while_typing_shuts_the_gate_until_it_is_back(
    browser: Browser, server: SiteServer, site: Site, mortal: Companion
) -> None:
    with composing(browser, server, site) as box:
        box.write("Good morning")
        box.wait_phase("clear")
        mortal.kill()
        box.page.type(", Jakarta")
        box.page.click(site.button)
        box.settle()
        assert box.published() == []
        box.wait_phase("away")
        box.page.click(site.button)
        box.settle()
        assert box.published() == []
        mortal.start()
        back = time.monotonic()
        box.wait_phase("clear")
        took = time.monotonic() - back
        assert took <= RECOVERY, f"noticed after {took:.1f} s"
        box.page.click(site.button)
        box.wait_published("Good morning, Jakarta")


@every(X_INLINE)
def test_a_draft_begun_without_a_companion_is_screened_when_it_comes(
    browser: Browser, server: SiteServer, site: Site, mortal: Companion, obscene: str
) -> None:
    mortal.kill()
    with composing(browser, server, site) as box:
        box.write(f"You {obscene}")
        box.wait_phase("away")
        mortal.start()
        box.wait_phase("blocked", patience=RECOVERY)
        box.page.click(site.button)
        box.settle()
        assert box.published() == []


@every(X_INLINE, LINKEDIN)
def test_the_background_ended_in_between_changes_nothing(
    forgetful_browser: Browser, server: SiteServer, site: Site, obscene: str
) -> None:
    with composing(forgetful_browser, server, site) as box:
        box.write("Good morning")
        box.wait_phase("clear")
        forgetful_browser.kill_background()
        box.page.type(f" {obscene}")
        box.page.click(site.button)
        box.settle()
        assert box.published() == []
        box.wait_phase("blocked")
        forgetful_browser.kill_background()
        box.clear()
        box.write("Good evening")
        box.wait_phase("clear")
        box.page.click(site.button)
        box.wait_published("Good evening")


@every(X_INLINE, BRAND)
def test_an_unpaired_extension_holds_and_says_so(unpaired_browser: Browser, server: SiteServer, site: Site) -> None:
    with composing(unpaired_browser, server, site) as box:
        box.write("Good morning")
        box.wait_phase("unpaired")
        box.page.click(site.button)
        box.settle()
        assert box.published() == []
