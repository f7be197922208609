"""Without Saring every gesture publishes, on every site: so a test that finds nothing published could have failed."""

from __future__ import annotations

import pytest

from . import gestures
from .browsers.base import Browser
from .compose import composing
from .server import SiteServer
from .sites import ALL, Site, every

pytestmark = pytest.mark.browser


@every(*ALL)
def test_every_gesture_publishes(bare_browser: Browser, server: SiteServer, site: Site) -> None:
    """What was written arrives once and unchanged, whichever gesture publishes it."""
    written = []
    with composing(bare_browser, server, site) as box:
        for name, gesture in gestures.of(site).items():
            written.append(f"Good morning, {name}")
            box.open()
            box.write(written[-1])
            gesture(box.page, site)
            box.wait_published(*written)
            box.page.wait(f"$('[data-posted]').dataset.posted === '{len(written)}'")
