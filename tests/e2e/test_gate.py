"""The gate on every site: a clean draft goes out unchanged, an uncleared one goes out by no gesture at all."""

from __future__ import annotations

import json

import pytest

from . import gestures
from .browsers.base import Browser
from .compose import composing
from .server import SiteServer
from .sites import ALL, BRAND, KNOWN, MASTODON, Site, every

pytestmark = pytest.mark.browser

#: Scripts, marks and joined emoji as people write them.
PLAIN = "Selamat pagi, Jakarta!"
CURIOUS = "Café, na\u0308ive, 日本語, שלום, 👩🏽‍💻 and \u201cquotes\u201d"


@every(*ALL)
def test_a_clean_draft_goes_out_once_and_unchanged(browser: Browser, server: SiteServer, site: Site) -> None:
    with composing(browser, server, site) as box:
        box.write(PLAIN)
        box.wait_phase("clear")
        box.page.click(site.button)
        box.wait_published(PLAIN)


@every(*KNOWN)
def test_every_character_goes_out_as_written(browser: Browser, server: SiteServer, site: Site) -> None:
    """Two lines, with characters that take several code points or another direction."""
    with composing(browser, server, site) as box:
        box.write("First line")
        box.page.press("Enter")
        # Typed first: Draft.js breaks when something is inserted into a line that is still empty.
        box.page.type("Second: ")
        box.page.js(f"document.execCommand('insertText', false, {json.dumps(CURIOUS)})")
        box.wait_phase("clear")
        box.page.click(site.button)
        box.wait_published(f"First line\nSecond: {CURIOUS}")


@every(*ALL)
def test_an_obscene_draft_goes_out_by_no_gesture(
    browser: Browser, server: SiteServer, site: Site, obscene: str
) -> None:
    """Held on every publish path; then mended, and posted."""
    with composing(browser, server, site) as box:
        box.write(f"You {obscene}")
        box.wait_phase("blocked")
        before = box.text()
        let_through = []
        for name, gesture in gestures.of(site).items():
            gesture(box.page, site)
            box.settle()
            if box.published():
                let_through.append(name)
                break
        assert not let_through, f"published by {let_through}"
        assert box.text() == before, "the author's text was changed"
        box.clear()
        box.write("You kind person")
        box.wait_phase("clear")
        box.page.click(site.button)
        box.wait_published("You kind person")


@every(*ALL)
def test_an_unread_draft_goes_out_by_no_gesture(
    browser: Browser, server: SiteServer, site: Site, obscene: str
) -> None:
    """Typed and published without a moment for anything to be checked."""
    with composing(browser, server, site) as box:
        for name, gesture in gestures.of(site).items():
            box.clear()
            box.write(f"You {obscene}")
            gesture(box.page, site)
            box.settle()
            assert box.published() == [], f"published by {name}"


@every(*ALL)
def test_a_change_after_clearance_shuts_the_gate_in_the_same_task(
    browser: Browser, server: SiteServer, site: Site, obscene: str
) -> None:
    with composing(browser, server, site) as box:
        box.write("Good morning")
        box.wait_phase("clear")
        box.page.js(f"(document.execCommand('insertText', false, {json.dumps(' ' + obscene)}), "
                    f"$({json.dumps(site.button)}).click())")
        box.settle()
        assert box.published() == [], "changed and clicked in one task"
        box.wait_phase("blocked")
        assert box.published() == []


@every(*ALL)
def test_a_change_after_clearance_shuts_the_gate_within_milliseconds(
    browser: Browser, server: SiteServer, site: Site, obscene: str
) -> None:
    with composing(browser, server, site) as box:
        box.write("Good morning")
        box.wait_phase("clear")
        box.page.type(f" {obscene}")
        box.page.click(site.button)
        box.settle()
        assert box.published() == []
        box.wait_phase("blocked")
        assert box.published() == []


@every(*ALL)
def test_a_script_that_changes_the_text_behind_the_gate_is_noticed(
    browser: Browser, server: SiteServer, site: Site, obscene: str
) -> None:
    """No key, no event: the page writes into its own editor after the draft was cleared, and clicks."""
    with composing(browser, server, site) as box:
        box.write("Good morning")
        box.wait_phase("clear")
        box.page.js(f"""(() => {{
          const editor = $({json.dumps(site.editor)});
          if ("value" in editor) editor.value = {json.dumps("Good " + obscene)};
          else {{
            const texts = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
            texts.nextNode().data = {json.dumps("Good " + obscene)};
          }}
          $({json.dumps(site.button)}).click();
        }})()""")
        box.settle()
        assert box.published() == []


@every(*ALL)
def test_the_caret_stays_where_the_author_put_it(
    browser: Browser, server: SiteServer, site: Site, obscene: str
) -> None:
    """Marks are drawn over the text, and what is typed next lands where the author is writing."""
    with composing(browser, server, site) as box:
        box.write(f"You {obscene} friend")
        for _ in range(len(" friend")):
            box.page.press("ArrowLeft")
        box.wait_phase("blocked")
        box.page.type("s")
        box.wait_text(f"You {obscene}s friend")


@every(BRAND, MASTODON)
def test_shift_enter_is_a_new_line_and_not_a_gesture(
    browser: Browser, server: SiteServer, site: Site, obscene: str
) -> None:
    with composing(browser, server, site) as box:
        box.write(f"You {obscene}")
        box.wait_phase("blocked")
        box.page.press("Shift+Enter")
        box.page.type("more")
        box.wait_text(f"You {obscene}\nmore")
        assert box.published() == []
