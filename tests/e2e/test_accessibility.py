"""axe-core on the extension's own pages, and on a site while the panel is open."""

from __future__ import annotations

import pytest

from .axe import violations
from .browsers.base import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["popup/index.html", "options/index.html"])
def test_axe_finds_nothing_on_the_extension_pages(browser: Browser, path: str) -> None:
    page = browser.extension_page(path)
    try:
        page.wait("document.querySelector('main').textContent.trim().length > 20")
        assert violations(page) == []
    finally:
        page.close()
