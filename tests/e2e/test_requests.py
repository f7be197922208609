"""The request is the truth: what a page's script sends by itself is held by what stands in its body."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .browsers.base import Browser, until
from .compose import Compose, composing
from .server import Received, SiteServer
from .sites import BLUESKY, BRAND, LINKEDIN, MASTODON, X_INLINE, X_MODAL, Site, every

pytestmark = pytest.mark.browser

#: A first picture waits for the models to be loaded.
VISION = 60.0
CLEAN = "Selamat pagi, Jakarta!"

#: Site → path and body of its publish request; `%s` is where the text goes, as JSON.
PUBLISH = {
    "x": ("/i/api/graphql/AbC123/CreateTweet", '{"variables": {"tweet_text": %s}, "queryId": "AbC123"}'),
    "linkedin": ("/voyager/api/graphql?action=execute&queryId=voyagerContentcreationDashShares.0123",
                 '{"variables": {"post": {"commentary": {"text": %s}}}}'),
    "bluesky": ("/xrpc/com.atproto.repo.applyWrites", '{"writes": [{"value": {"text": %s}}]}'),
    "mastodon": ("/api/v1/statuses", '{"status": %s, "media_ids": []}'),
}

#: Ways in which a script can send. HELD: what the page learns when it was held.
FETCH = """fetch(path, {method: "POST", body, headers}).then((answer) => String(answer.status),
  (error) => error.constructor.name)"""
WAYS = {
    "fetch": FETCH,
    "fetch-request": FETCH.replace("fetch(path, {method: \"POST\", body, headers})",
                                   "fetch(new Request(path, {method: \"POST\", body, headers}))"),
    "xhr": """new Promise((done) => {
      const xhr = new XMLHttpRequest(), seen = [];
      for (const type of ["readystatechange", "load", "error", "loadend"])
        xhr.addEventListener(type, () => seen.push(type === "readystatechange" ? xhr.readyState : type));
      xhr.open("POST", path);
      for (const name in headers) xhr.setRequestHeader(name, headers[name]);
      xhr.addEventListener("loadend", () => done(`${xhr.status} ${seen.join()}`));
      xhr.send(body);
    })""",
    "xhr-sync": """(() => {
      const xhr = new XMLHttpRequest();
      xhr.open("POST", path, false);
      for (const name in headers) xhr.setRequestHeader(name, headers[name]);
      try { xhr.send(body); return String(xhr.status); } catch (error) { return error.name; }
    })()""",
    "beacon": "String(navigator.sendBeacon(path + mark, body))",
}
HELD = {
    "fetch": "TypeError", "fetch-request": "TypeError", "xhr": "0 1,4,error,loadend", "xhr-sync": "NetworkError",
    "beacon": "false",
}


def send(box: Compose, way: str, path: str, body: str) -> str:
    """Send ``body`` by a script of the page; what the page learns of it."""
    headers = json.dumps({"X-Run": box.run, "Content-Type": "application/json"})
    said: str = box.page.js(f"""(async () => {{
      const path = {json.dumps(path)}, body = {json.dumps(body)}, headers = {headers};
      const mark = "?" + {json.dumps(box.run)};
      return await {WAYS[way]};
    }})()""")
    return said


def publish(box: Compose, way: str, text: str) -> str:
    """Send the site's own publish request with this text, without touching its button."""
    path, body = PUBLISH[box.site.site]
    return send(box, way, path, body % json.dumps(text))


def beacons(server: SiteServer, path: str) -> list[Received]:
    """Beacons carry no header of the page's own."""
    return [one for one in server.of("") if one.path == path.partition("?")[0]]


@every(X_INLINE, LINKEDIN, BLUESKY, MASTODON)
def test_a_scripted_request_with_an_uncleared_text_is_held(
    browser: Browser, server: SiteServer, site: Site, obscene: str
) -> None:
    """No button, no key: the page's own script publishes, in every way that it has."""
    with composing(browser, server, site) as box:
        box.write(f"You {obscene}")
        box.wait_phase("blocked")
        before = len(beacons(server, PUBLISH[site.site][0]))
        for way, told in HELD.items():
            assert publish(box, way, f"You {obscene}") == told, way
        box.settle()
        assert box.published() == []
        assert len(beacons(server, PUBLISH[site.site][0])) == before
        told = publish(box, "fetch", "Something that stands in no box, and is harmless")
        assert told == "200", [node.text for root in box.page.saring() for node in root.walk() if node.text]


@every(X_INLINE, MASTODON)
def test_a_body_that_is_not_the_cleared_draft_is_held(
    browser: Browser, server: SiteServer, site: Site, obscene: str
) -> None:
    """The draft is cleared and posted, but the page's script changes the body on its way."""
    with composing(browser, server, site) as box:
        box.write(CLEAN)
        box.wait_phase("clear")
        box.page.js(f"""(() => {{
          const before = window.fetch;
          window.fetch = (url, init) => before(url, typeof init?.body === "string"
            ? {{...init, body: init.body.replace({json.dumps(CLEAN)}, {json.dumps("You " + obscene)})}} : init);
        }})()""")
        box.page.click(site.button)
        box.page.wait("!!document.documentElement.dataset.failure")
        box.settle()
        assert box.published() == []


@every(X_MODAL, MASTODON)
def test_a_confirmed_draft_goes_out_once_and_unchanged(
    browser: Browser, server: SiteServer, site: Site, coarse: str
) -> None:
    """By itself the text would only be asked about: it passes because the author confirmed this very draft."""
    text = f"That is {coarse}, my friends"
    with composing(browser, server, site) as box:
        box.write(text)
        box.wait_phase("confirm")
        assert publish(box, "fetch", text) == "TypeError"
        if not box.panel():
            box.open_panel()
        box.page.press_node(box.way("confirm"))
        box.wait_phase("clear")
        box.page.click(site.button)
        box.wait_published(text)


@every(MASTODON)
def test_an_upload_is_held_until_the_picture_is_cleared(
    browser: Browser, server: SiteServer, site: Site, standin: Path, clean_picture: Path
) -> None:
    """This site uploads on attaching: the flagged picture does not leave, and the draft goes on without it."""
    with composing(browser, server, site) as box:
        box.write(CLEAN)
        box.wait_phase("clear")
        box.page.set_files(site.files, standin)
        box.wait_phase("blocked", patience=VISION)
        box.page.wait("!!document.documentElement.dataset.failure", patience=VISION)
        assert box.received() == [], "the picture left"
        box.page.click(site.editor)
        box.page.press("End")
        box.page.type("!")
        box.wait_phase("clear")
        box.page.set_files(site.files, clean_picture)
        box.wait_thumbnails(1)
        assert clean_picture.read_bytes() in box.received()[0].body
        box.wait_phase("clear", patience=VISION)
        box.page.click(site.button)
        box.wait_published(f"{CLEAN}!")


@every(BRAND, X_INLINE)
def test_a_request_that_nobody_described_is_known_by_the_text_in_it(
    browser: Browser, server: SiteServer, site: Site, obscene: str
) -> None:
    """Held, and reported once as a gap of the site's description."""
    with composing(browser, server, site) as box:
        box.write(f"You {obscene} of a friend")
        box.wait_phase("blocked")
        body = json.dumps({"deep": json.dumps({"text": f"You {obscene} of a friend"})})
        for way, told in HELD.items():
            assert send(box, way, "/api/unheard-of", body) == told, way
        form = f"""(() => {{
          const form = document.createElement("form");
          Object.assign(form, {{method: "post", action: "/api/form?run={box.run}"}});
          form.innerHTML = '<input name="words">';
          form.elements[0].value = {json.dumps(f"You {obscene} of a friend")};
          document.body.append(form);
          HTMLFormElement.prototype.%s.call(form);
        }})()"""
        for name in ("submit", "requestSubmit"):
            box.page.js(form % name)
        box.settle()
        assert box.received() == []
        assert beacons(server, "/api/unheard-of") == [] and beacons(server, "/api/form") == []


#: Requests that Saring has no business with, while a blocked draft stands in the box. Each says what it saw.
UNTOUCHED = """(async () => {
  const headers = {"X-Run": %s}, json = {...headers, "Content-Type": "application/json"}, said = {};
  said.get = (await fetch("/received?run=none")).status;
  const poll = JSON.stringify({query: "{ feed }", since: 12});
  said.poll = (await fetch("/poll", {method: "POST", headers: json, body: poll})).status;
  const form = new FormData();
  form.append("file", new Blob(["a picture that goes to no upload address"], {type: "image/png"}), "a.png");
  said.form = (await fetch("/form", {method: "POST", headers, body: form})).status;
  said.bytes = (await fetch("/bytes", {method: "POST", headers, body: new Uint8Array([1, 255, 3])})).status;
  const request = new Request("/request", {method: "PUT", headers: json, body: "{\\"seen\\": true}"});
  said.request = (await fetch(request)).status;
  said.used = request.bodyUsed;
  const stop = new AbortController();
  const stopped = fetch("/aborted", {method: "POST", headers: json, body: "{}", signal: stop.signal})
    .catch((error) => error.name);
  stop.abort();
  said.aborted = await stopped;
  const reader = (await fetch("/received?run=none")).body.getReader();
  said.streamed = new TextDecoder().decode((await reader.read()).value);
  said.xhr = await new Promise((done) => {
    const xhr = new XMLHttpRequest();
    xhr.open("POST", "/xhr");
    xhr.setRequestHeader("X-Run", headers["X-Run"]);
    xhr.responseType = "json";
    xhr.onload = () => done(typeof xhr.response.id);
    xhr.send(new URLSearchParams({a: "1"}));
  });
  said.beacon = navigator.sendBeacon("/beacon", "nothing of the draft");
  said.named = [fetch.name, fetch.length, XMLHttpRequest.prototype.open.length, String(fetch).replace(/\\s+/g, " "),
    String(Function.prototype.toString).replace(/\\s+/g, " ")];
  try { fetch.call({}, "/x"); } catch (error) { said.wrong = error.name; }
  said.rejected = await fetch.call({}, "/x").catch((error) => error.name);
  said.invalid = await fetch("http://[", {method: "POST", body: "x"}).catch((error) => error.name);
  return said;
})()"""


@every(X_INLINE)
def test_all_other_requests_are_as_they_were(browser: Browser, server: SiteServer, site: Site, obscene: str) -> None:
    with composing(browser, server, site) as box:
        box.write(f"You {obscene} of a friend")
        box.wait_phase("blocked")
        said = box.page.js(UNTOUCHED % json.dumps(box.run))
        box.settle()
        assert said == {
            "get": 200, "poll": 200, "form": 200, "bytes": 200, "request": 200, "used": True, "aborted": "AbortError",
            "streamed": "[]", "xhr": "string", "beacon": True, "rejected": "TypeError", "invalid": "TypeError",
            "named": ["fetch", 1, 2, "function fetch() { [native code] }", "function toString() { [native code] }"],
        }
        arrived = {one.path: one for one in box.received()}
        assert arrived["/poll"].json == {"query": "{ feed }", "since": 12}
        assert b"a picture that goes to no upload address" in arrived["/form"].body
        assert arrived["/bytes"].body == b"\x01\xff\x03"
        assert arrived["/request"].json == {"seen": True} and arrived["/request"].method == "PUT"
        assert arrived["/xhr"].body == b"a=1"
        until(lambda: beacons(server, "/beacon"), "the beacon arrives")


@every(X_INLINE)
def test_a_held_request_can_be_taken_back(browser: Browser, server: SiteServer, site: Site) -> None:
    """Aborted by the page in the moment after it was sent: the page learns so at once, in the browser's own way."""
    with composing(browser, server, site) as box:
        path, body = PUBLISH[site.site]
        said = box.page.js(f"""(async () => {{
          const stop = new AbortController(), body = {json.dumps(body % json.dumps(CLEAN))};
          const init = {{method: "POST", body, headers: {{"X-Run": {json.dumps(box.run)}}}, signal: stop.signal}};
          const sent = fetch({json.dumps(path)}, init).catch((error) => error.name);
          stop.abort();
          const xhr = new XMLHttpRequest(), seen = [];
          for (const type of ["abort", "error", "loadend"]) xhr.addEventListener(type, () => seen.push(type));
          xhr.open("POST", {json.dumps(path)});
          xhr.setRequestHeader("X-Run", {json.dumps(box.run)});
          xhr.send(body);
          xhr.abort();
          return [await sent, seen.join(), xhr.readyState];
        }})()""")
        box.settle()
        assert said == ["AbortError", "abort,loadend", 0]
        assert box.published() == []
