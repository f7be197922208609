"""The extension's own pages, reached as a person reaches them: the panel opens the settings; axe-core finds nothing."""

from __future__ import annotations

import pytest

from .axe import violations
from .browsers.base import Browser
from .compose import composing
from .server import SiteServer
from .sites import X_INLINE

pytestmark = pytest.mark.browser


def test_axe_finds_nothing_on_the_settings_and_the_popup(unpaired_browser: Browser, server: SiteServer) -> None:
    with composing(unpaired_browser, server, X_INLINE) as box:
        box.write("Good morning")
        box.wait_phase("unpaired")
        box.open_panel()
        box.page.press_node(box.way("settings"))
        page = unpaired_browser.opened("options/index.html")
        try:
            for path in ("/options/index.html", "/popup/index.html"):
                page.move(path)
                page.wait(f"location.pathname === '{path}' && $('main').textContent.trim().length > 20")
                assert violations(page) == []
        finally:
            page.close()
