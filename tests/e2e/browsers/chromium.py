"""Chromium through Playwright and, for what Playwright does not show, the DevTools protocol."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Error, Playwright
from playwright.sync_api import Page as Tab

from .base import Browser, Node, Page, until


class ChromiumPage(Page):
    """A tab of Chromium."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self.errors: list[str] = []
        tab.on("pageerror", lambda error: self.errors.append(str(error)))
        self.devtools: CDPSession = tab.context.new_cdp_session(tab)

    def goto(self, url: str) -> None:
        self.tab.goto(url, wait_until="load")

    def move(self, path: str) -> None:
        self.goto("/".join(self.tab.url.split("/")[:3]) + path)

    def evaluate(self, script: str) -> Any:
        try:
            return self.tab.evaluate(script)
        except Error as error:
            raise AssertionError(error.message) from None

    def mouse(self, x: float, y: float) -> None:
        self.tab.mouse.click(x, y)

    def touch(self, x: float, y: float) -> None:
        self.devtools.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
        self.devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def type(self, text: str) -> None:
        self.tab.keyboard.type(text)

    def press(self, keys: str) -> None:
        self.tab.keyboard.press(keys)

    def set_files(self, css: str, *files: Path) -> None:
        self.tab.locator(css).first.set_input_files(list(files))

    def saring(self) -> list[Node]:
        self.devtools.send("DOM.enable")
        document = self.devtools.send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]
        return [_node(shadow) for host in _find(document, "data-saring") for shadow in host.get("shadowRoots", [])]

    def press_node(self, node: Node) -> None:
        self.devtools.send("DOM.scrollIntoViewIfNeeded", {"backendNodeId": node.handle})
        quad = self.devtools.send("DOM.getContentQuads", {"backendNodeId": node.handle})["quads"][0]
        self.mouse(sum(quad[0::2]) / 4, sum(quad[1::2]) / 4)

    def resize(self, width: int, height: int) -> None:
        self.tab.set_viewport_size({"width": width, "height": height})

    def screenshot(self, file: Path) -> None:
        self.tab.screenshot(path=file)

    def close(self) -> None:
        self.tab.close()


class Chromium(Browser):
    """Debian's or anybody's Chromium, with a throw-away profile."""

    name = "chromium"

    def __init__(self, playwright: Playwright, program: str, extension: Path | None) -> None:
        self._profile = tempfile.mkdtemp(prefix="saring-e2e-")
        flags = [f"--disable-extensions-except={extension}", f"--load-extension={extension}"] if extension else []
        self.context = playwright.chromium.launch_persistent_context(
            self._profile, executable_path=program, headless=True, args=flags, has_touch=True, locale="en-US",
            viewport={"width": 1100, "height": 800})
        self.id = ""
        if extension:
            worker = self.context.service_workers[0] if self.context.service_workers else \
                self.context.wait_for_event("serviceworker")
            self.id = worker.url.split("/")[2]

    def new_page(self) -> ChromiumPage:
        return ChromiumPage(self.context.new_page())

    def opened(self, path: str) -> ChromiumPage:
        url = f"chrome-extension://{self.id}/{path}"
        waiter = self.context.pages[0]

        def find() -> Tab | None:
            waiter.evaluate("1")  # lets Playwright hear of new tabs
            return next((tab for tab in self.context.pages if tab.url == url), None)

        tab = until(find, f"{path} opens")
        assert tab
        return ChromiumPage(tab)

    def kill_background(self) -> None:
        tab = self.context.new_page()
        try:
            # Any address of the extension will do; the manifest runs none of its code.
            tab.goto(f"chrome-extension://{self.id}/manifest.json")
            devtools = self.context.new_cdp_session(tab)
            states: list[str] = []
            devtools.on("ServiceWorker.workerVersionUpdated",
                        lambda event: states.extend(one["runningStatus"] for one in event["versions"]))
            devtools.send("ServiceWorker.enable")
            states.clear()
            devtools.send("ServiceWorker.stopAllWorkers")
            until(lambda: (tab.evaluate("1"), "stopped" in states)[1], "the background has stopped")
        finally:
            tab.close()

    def close(self) -> None:
        self.context.close()
        shutil.rmtree(self._profile, ignore_errors=True)


def _attributes(node: dict[str, Any]) -> dict[str, str]:
    flat = node.get("attributes", [])
    return dict(zip(flat[0::2], flat[1::2], strict=True))


def _find(node: dict[str, Any], attribute: str) -> list[dict[str, Any]]:
    below = [*node.get("children", []), *node.get("shadowRoots", [])]
    if "contentDocument" in node:
        below.append(node["contentDocument"])
    found = [one for child in below for one in _find(child, attribute)]
    return [node, *found] if attribute in _attributes(node) else found


def _node(node: dict[str, Any]) -> Node:
    children = tuple(_node(child) for child in node.get("children", []) if child["nodeType"] == 1)
    text = "".join(child["nodeValue"] for child in node.get("children", []) if child["nodeType"] == 3)
    return Node(node["nodeName"].lower(), _attributes(node), text, node["backendNodeId"], children)
