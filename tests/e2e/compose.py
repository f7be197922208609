"""What every scenario does: open a site's compose box, write, and see what got out."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .browsers.base import PATIENCE, Browser, Node, Page, until
from .server import Received, SiteServer
from .sites import Site

#: Two frames and a request of the page's own: whatever a gesture set off has been sent when this one has arrived.
_SENTINEL = """(async () => {
  for (let frame = 0; frame < 2; frame += 1) await new Promise((done) => requestAnimationFrame(done));
  await fetch("/sentinel", {method: "POST", body: %s, headers: {"X-Run": %s}});
})()"""


@dataclass
class Compose:
    """One open compose box."""

    page: Page
    site: Site
    server: SiteServer
    run: str

    def open(self) -> None:
        """Open the compose box unless it is open, and wait until it can be written in."""
        if self.site.opener and not self.page.js(f"$$({json.dumps(self.site.editor)}).length"):
            self.page.wait(f"!!$({json.dumps(self.site.opener)})")
            self.page.click(self.site.opener)
        self.page.wait(f"$({json.dumps(self.site.editor)}).getBoundingClientRect().width")

    def write(self, text: str) -> None:
        """Type into the editor with the keyboard."""
        self.page.click(self.site.editor)
        self.page.type(text)

    def clear(self) -> None:
        """Select all and delete, with the keyboard."""
        self.page.focus(self.site.editor)
        self.page.press("Control+a")
        self.page.press("Backspace")

    def text(self) -> str:
        """What stands in the editor, as it is shown."""
        shown: str = self.page.js(f"(({{value, innerText}}) => value ?? innerText)($({json.dumps(self.site.editor)}))")
        return shown.replace("\u00a0", " ").rstrip("\n")

    def wait_text(self, text: str) -> None:
        """Wait until exactly this stands in the editor."""
        until(lambda: self.text() == text, f"what was written in the editor of {self.site.name}")

    def wait_seen(self) -> None:
        """Wait until Saring has found the box, as it has before anybody can reach for a file."""
        self.page.wait("$$('[data-saring]').length > 0")

    def attach(self, *pictures: Path, shown: bool = True) -> None:
        """Choose pictures in the site's file input and, if they are to be ``shown``, wait for their thumbnails."""
        if self.site.name == "bluesky":
            self.page.click('[data-testid="openMediaBtn"]')
        self.page.set_files(self.site.files, *pictures)
        if shown:
            self.wait_thumbnails(len(pictures))

    def wait_thumbnails(self, count: int) -> None:
        """Wait until the site shows that many attached pictures."""
        self.page.wait(f"$$({json.dumps(self.site.thumbnail)}).length === {count}")

    def settle(self) -> None:
        """Return once everything that the page has sent up to now has arrived."""
        mark = uuid.uuid4().hex
        self.page.js(_SENTINEL % (json.dumps(mark), json.dumps(self.run)))
        until(lambda: any(one.body == mark.encode() for one in self.received(all_=True)), "the page's own mark arrives")

    def received(self, all_: bool = False) -> list[Received]:
        """What the site's server got from this page."""
        return [one for one in self.server.of(self.run) if all_ or one.path != "/sentinel"]

    def published(self) -> list[str]:
        """The texts that were published."""
        return self.site.texts(self.received())

    def wait_published(self, *texts: str) -> None:
        """Wait until something was published, and hold it to be exactly this."""
        until(lambda: len(self.published()) >= len(texts), f"{len(texts)} publication(s) on {self.site.name}")
        self.settle()
        published = self.published()
        assert published == list(texts), f"{len(published)} published, not exactly what was written"

    def phases(self) -> list[str]:
        """The phases of Saring's statuses on this page, as it shows them."""
        return [node.attributes["data-phase"] for node in self.statuses()]

    def statuses(self) -> list[Node]:
        """The status buttons on this page, without the hidden ones of empty boxes."""
        return [node for root in self.page.saring() for node in root.walk()
                if node.has_class("status") and "data-phase" in node.attributes and "hidden" not in node.attributes]

    def wait_phase(self, *phases: str, patience: float = PATIENCE) -> str:
        """Wait until some status of this page shows one of these phases; return it."""
        found: list[str] = []

        def look() -> str:
            found[:] = self.phases()
            return next((phase for phase in found if phase in phases), "")

        try:
            return until(look, f"status {' or '.join(phases)} on {self.site.name}", patience)
        except AssertionError as error:
            raise AssertionError(f"{error}; shown: {found}") from None

    def panel(self) -> list[Node]:
        """Everything in the panels that are open."""
        return [node for root in self.page.saring() for section in root.walk()
                if section.has_class("panel") and "hidden" not in section.attributes for node in section.walk()]

    def open_panel(self) -> None:
        """Press the status."""
        self.page.press_node(self.statuses()[0])
        until(self.panel, "the panel is open")

    def way(self, name: str) -> Node:
        """The button of one way on."""
        return until(lambda: next((node for node in self.panel() if node.attributes.get("data-way") == name
                                   and "hidden" not in node.attributes), None), f"the way on: {name}")


@contextmanager
def composing(browser: Browser, server: SiteServer, site: Site) -> Iterator[Compose]:
    """A fresh tab with the site's compose box open and ready to write in."""
    run = uuid.uuid4().hex
    url = f"http://{site.host}:{server.port}/{site.path}/?run={run}{site.query}"
    with browser.page(url) as page:
        box = Compose(page, site, server, run)
        box.open()
        yield box
