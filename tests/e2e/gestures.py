"""Every way in which a person, or the page itself, can publish what stands in a compose box."""

from __future__ import annotations

import json
from collections.abc import Callable

from .browsers.base import Page
from .sites import Site


def click(page: Page, site: Site) -> None:
    """The mouse on the button."""
    page.click(site.button)


def tap(page: Page, site: Site) -> None:
    """A finger on the button."""
    page.tap(site.button)


def enter_on_button(page: Page, site: Site) -> None:
    """Enter with the button focused."""
    page.focus(site.button)
    page.press("Enter")


def space_on_button(page: Page, site: Site) -> None:
    """The space bar with the button focused; buttons act when it is let go."""
    page.focus(site.button)
    page.press("Space")


def script_click(page: Page, site: Site) -> None:
    """A click made by a script of the page."""
    page.js(f"$({json.dumps(site.button)}).click()")


def ctrl_enter(page: Page, site: Site) -> None:
    """Ctrl+Enter in the editor."""
    page.focus(site.editor)
    page.press("Control+Enter")


def meta_enter(page: Page, site: Site) -> None:
    """Cmd+Enter in the editor."""
    page.focus(site.editor)
    page.press("Meta+Enter")


def enter(page: Page, site: Site) -> None:
    """Enter in an editor that sends on it."""
    page.focus(site.editor)
    page.press("Enter")


def request_submit(page: Page, site: Site) -> None:
    """The form's own submit, asked for by a script, as password managers and pages do."""
    page.js(f"$({json.dumps(site.button)}).form.requestSubmit()")


_BUTTON: dict[str, Callable[[Page, Site], None]] = {
    "click": click, "tap": tap, "enter-on-button": enter_on_button, "space-on-button": space_on_button,
    "script-click": script_click,
}
_MORE: dict[str, Callable[[Page, Site], None]] = {
    "ctrl-enter": ctrl_enter, "meta-enter": meta_enter, "enter": enter, "request-submit": request_submit,
}


def of(site: Site) -> dict[str, Callable[[Page, Site], None]]:
    """The gestures that publish on this site, by name."""
    return _BUTTON | {name: _MORE[name] for name in site.gestures}
