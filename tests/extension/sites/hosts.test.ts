/** Which site a page belongs to. */
import { describe, expect, it } from "vitest";
import { siteIdFor } from "../../../extension/src/sites/hosts";

const HOSTS = {
  "x.com": "x", "example.org": "generic", "example.org/forum": "mastodon", "forum.example.org": "bluesky",
  "localhost": "generic", "localhost:8080/x": "x", "127.0.0.1/practice": "practice",
};

describe("siteIdFor", () => {
  it.each([
    ["https://x.com/home", "x"],
    ["https://www.x.com/home", "x"],
    ["https://X.COM/", "x"],
    ["https://notx.com/", null],
    ["https://x.com.evil.example/", null],
    ["https://example.org/", "generic"],
    ["https://example.org/forum", "mastodon"],
    ["https://example.org/forum/new", "mastodon"],
    ["https://example.org/forums", "generic"],
    ["https://forum.example.org/", "bluesky"],
    ["http://localhost:8080/x/post", "x"],
    ["http://localhost:9090/x/post", "generic"],
    ["http://127.0.0.1:7274/practice", "practice"],
    ["http://127.0.0.1:7274/", null],
    ["http://1.127.0.0.1.example/practice", null],
    ["about:blank", null],
  ])("%s is %s", (address, id) => {
    expect(siteIdFor(new URL(address), HOSTS)).toBe(id);
  });
});
