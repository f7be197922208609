"""What a scenario may ask of a browser and of a page."""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

#: How long a condition may take before a test calls it not met, in seconds. Generous: it is only spent on failures.
PATIENCE = 15.0

#: Given to every expression: `$` finds an element in the page or in an open shadow root, `$$` finds all of them.
PRELUDE = """
const $$ = (css, root = document) => {
  const found = [...root.querySelectorAll(css)];
  for (const host of root.querySelectorAll("*")) if (host.shadowRoot) found.push(...$$(css, host.shadowRoot));
  return found;
};
const $ = (css) => { const one = $$(css)[0]; if (!one) throw new Error("nothing matches " + css); return one; };
"""

#: A file made in the page out of base64, handed over the way that a paste or a drop does.
TRANSFER = """
const transferOf = (base64, name, type) => {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, {type}));
  return transfer;
};
"""

#: The middle of an element once it is in view, and whether something else would take a click there.
POINT = """(() => {
  const element = $(%s);
  element.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
  const box = element.getBoundingClientRect();
  const x = Math.round(box.x + box.width / 2), y = Math.round(box.y + box.height / 2);
  let top = document.elementFromPoint(x, y);
  while (top?.shadowRoot) {
    const inner = top.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === top) break;
    top = inner;
  }
  const free = top && (element.contains(top) || top.contains(element));
  return {x, y, cover: free ? "" : (top ? top.outerHTML.slice(0, 120) : "outside the window")};
})()"""


@dataclass(frozen=True)
class Node:
    """An element inside a closed shadow root, as the browser's own tools see it."""

    tag: str
    attributes: Mapping[str, str]
    text: str
    handle: Any
    children: tuple[Node, ...] = field(default=())

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def has_class(self, name: str) -> bool:
        """Whether ``name`` is one of the element's classes."""
        return name in self.attributes.get("class", "").split()


def until(condition: Callable[[], T], what: str, patience: float = PATIENCE) -> T:
    """The first true answer of ``condition``. Raises ``AssertionError`` naming ``what`` when time is up."""
    deadline = time.monotonic() + patience
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {patience:g} s: {what}; at last: {answer!r}")
        time.sleep(0.02)


class Page(ABC):
    """One tab."""

    @abstractmethod
    def goto(self, url: str) -> None:
        """Open an address and wait until it is loaded."""

    @abstractmethod
    def move(self, path: str) -> None:
        """Go from one page of the extension to another of its pages."""

    @abstractmethod
    def evaluate(self, script: str) -> Any:
        """The JSON value of an expression in the page's own world, awaited. Raises ``AssertionError`` if it throws."""

    @abstractmethod
    def mouse(self, x: float, y: float) -> None:
        """Press and release the left button at a point of the window."""

    @abstractmethod
    def touch(self, x: float, y: float) -> None:
        """Tap with a finger."""

    @abstractmethod
    def type(self, text: str) -> None:
        """Type with the keyboard into whatever has focus."""

    @abstractmethod
    def press(self, keys: str) -> None:
        """Press a key or a chord such as ``Control+Enter``."""

    @abstractmethod
    def set_files(self, css: str, *files: Path) -> None:
        """Choose files in a file input, as its dialog would."""

    @abstractmethod
    def saring(self) -> list[Node]:
        """The roots of Saring's closed shadow trees on this page."""

    @abstractmethod
    def press_node(self, node: Node) -> None:
        """Click an element of a closed shadow tree with the mouse."""

    @abstractmethod
    def screenshot(self, file: Path) -> None:
        """Write a PNG of the window."""

    @abstractmethod
    def close(self) -> None:
        """Close the tab."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Give the page's window this size, in CSS pixels."""

    def narrow_to(self, width: int) -> int:
        """Make the window this narrow and return how wide the page's content then is."""
        self.resize(width, 800)
        self.wait(f"innerWidth === {width}")
        wide: int = self.js("document.documentElement.scrollWidth")
        return wide

    def js(self, expression: str) -> Any:
        """As ``evaluate``, with ``$`` and ``$$`` at hand."""
        return self.evaluate(f"(async () => {{ {PRELUDE} return ({expression}); }})()")

    def wait(self, expression: str, patience: float = PATIENCE) -> Any:
        """The first true value of an expression; one that throws counts as not true."""
        guarded = f"(async () => {{ {PRELUDE} try {{ return ({expression}); }} catch {{ return null; }} }})()"
        return until(lambda: self.evaluate(guarded), expression, patience)

    def point(self, css: str) -> tuple[float, float]:
        """The middle of an element. Raises ``AssertionError`` if something covers it."""
        found = self.js(POINT % json.dumps(css))
        assert not found["cover"], f"{css} is covered by {found['cover']}"
        return found["x"], found["y"]

    def click(self, css: str) -> None:
        """Click an element with the mouse."""
        self.mouse(*self.point(css))

    def tap(self, css: str) -> None:
        """Tap an element with a finger."""
        self.touch(*self.point(css))

    def focus(self, css: str) -> None:
        """Put the keyboard's focus on an element."""
        self.js(f"$({json.dumps(css)}).focus()")

    def paste(self, css: str, picture: Path) -> None:
        """Paste a picture into the element that has focus inside ``css``."""
        # Firefox leaves the given clipboardData out, but the one that it makes itself can be added to.
        self._transfer(css, picture, 'const paste = new ClipboardEvent("paste", {bubbles: true, cancelable: true, '
                                     'composed: true, clipboardData: transfer, dataType: "text/plain", data: ""}); '
                                     'const carried = paste.clipboardData; '
                                     'if (!carried.files.length) carried.items.add(transfer.files[0]); '
                                     'if (!carried.files.length) throw new Error("no file to paste"); '
                                     'box.dispatchEvent(paste)')

    def drop(self, css: str, picture: Path) -> None:
        """Drop a picture file on an element."""
        self._transfer(css, picture, 'for (const kind of ["dragenter", "dragover", "drop"]) box.dispatchEvent('
                                     'new DragEvent(kind, {bubbles: true, cancelable: true, composed: true, '
                                     'dataTransfer: transfer}))')

    def _transfer(self, css: str, picture: Path, act: str) -> None:
        from base64 import b64encode
        arguments = ", ".join(json.dumps(value) for value in (
            b64encode(picture.read_bytes()).decode(), picture.name, "image/png"))
        self.js(f"(() => {{ {TRANSFER} const box = $({json.dumps(css)}); "
                f"const transfer = transferOf({arguments}); {act}; }})()")


class Browser(ABC):
    """One running browser, with or without the extension."""

    name: str

    @abstractmethod
    def new_page(self) -> Page:
        """A fresh tab in front of all others."""

    @abstractmethod
    def opened(self, path: str) -> Page:
        """The tab that the extension itself opened on one of its pages, such as ``options/index.html``."""

    @abstractmethod
    def kill_background(self) -> None:
        """End the extension's background, as the browser does when it is idle."""

    @abstractmethod
    def close(self) -> None:
        """End the browser and remove its profile."""

    @contextmanager
    def page(self, url: str) -> Iterator[Page]:
        """A fresh tab on ``url``, closed afterwards."""
        page = self.new_page()
        try:
            page.goto(url)
            yield page
        finally:
            page.close()
