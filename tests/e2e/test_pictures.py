"""Pictures: what the nudity model flags and what is written in a picture hold the draft, however it was attached.

The flagged picture is a mosaic of cold colours that shows nothing (tests/fixtures/make_standin.py); the default policy
and its own thresholds apply.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .browsers.base import Browser
from .compose import Compose, composing
from .server import SiteServer
from .sites import BLUESKY, KNOWN, LINKEDIN, MASTODON, X_INLINE, X_MODAL, Site, every

pytestmark = pytest.mark.browser

#: A first picture waits for the models to be loaded.
VISION = 60.0


def shows_flagged(box: Compose) -> bool:
    """Mastodon shows what its server gave back; a flagged picture never gets there."""
    return box.site is not MASTODON


def by_input(box: Compose, picture: Path) -> None:
    """Chosen in the site's own file dialog."""
    box.attach(picture, shown=shows_flagged(box))


def by_paste(box: Compose, picture: Path) -> None:
    """Pasted into the editor."""
    box.page.paste(box.site.editor, picture)
    if shows_flagged(box):
        box.wait_thumbnails(1)


def by_drop(box: Compose, picture: Path) -> None:
    """Dropped on the editor."""
    box.page.drop(box.site.editor, picture)
    if shows_flagged(box):
        box.wait_thumbnails(1)


ways = pytest.mark.parametrize("attach", [by_input, by_paste, by_drop])


@every(*KNOWN)
@ways
def test_a_flagged_picture_holds_the_draft(
    browser: Browser, server: SiteServer, site: Site, attach: Callable[[Compose, Path], None], standin: Path
) -> None:
    with composing(browser, server, site) as box:
        box.write("Good morning")
        box.wait_phase("clear")
        attach(box, standin)
        box.page.click(site.button)
        box.settle()
        assert box.published() == [], "published before the picture was looked at"
        box.wait_phase("blocked", patience=VISION)
        box.page.click(site.button)
        box.settle()
        assert box.published() == []


@every(X_INLINE, LINKEDIN, BLUESKY, MASTODON)
def test_a_picture_of_an_obscene_word_holds_the_draft(
    browser: Browser, server: SiteServer, site: Site, worded_picture: Path
) -> None:
    with composing(browser, server, site) as box:
        box.wait_seen()
        box.attach(worded_picture, shown=shows_flagged(box))
        box.write("Good morning")
        box.wait_phase("blocked", patience=VISION)
        box.page.click(site.button)
        box.settle()
        assert box.published() == []


@every(*KNOWN)
def test_a_clean_picture_goes_out_as_it_was_chosen(
    browser: Browser, server: SiteServer, site: Site, clean_picture: Path
) -> None:
    with composing(browser, server, site) as box:
        box.wait_seen()
        box.attach(clean_picture)
        box.write("The view today")
        box.wait_phase("clear", patience=VISION)
        box.page.click(site.button)
        box.wait_published("The view today")
        if site is not BLUESKY:  # it recompresses what it uploads
            assert any(clean_picture.read_bytes() in one.body for one in box.received()), "the picture was changed"


@every(X_MODAL)
def test_a_draft_whose_picture_was_removed_is_posted(
    browser: Browser, server: SiteServer, site: Site, standin: Path
) -> None:
    with composing(browser, server, site) as box:
        box.write("Good morning")
        box.attach(standin)
        box.wait_phase("blocked", patience=VISION)
        box.page.click('[role="dialog"] [data-testid="removeMedia"]')
        box.wait_phase("clear")
        box.page.click(site.button)
        box.wait_published("Good morning")
        assert not any(standin.read_bytes() in one.body for one in box.received())


@every(X_INLINE)
def test_what_a_picture_description_says_counts(
    browser: Browser, server: SiteServer, site: Site, clean_picture: Path, obscene: str
) -> None:
    with composing(browser, server, site) as box:
        box.wait_seen()
        box.attach(clean_picture)
        box.write("The view today")
        box.wait_phase("clear", patience=VISION)
        box.page.click('[data-testid="altTextInput"]')
        box.page.type(f"a {obscene} hill")
        box.page.click(site.button)
        box.settle()
        assert box.published() == []
        box.wait_phase("blocked")
        assert box.published() == []
