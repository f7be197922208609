/** What a person types into the settings: codes and addresses. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clock, normaliseCode } from "../../../extension/src/options/code";
import { hostKey } from "../../../extension/src/options/host-name";

describe("normaliseCode", () => {
  it.each([
    ["ABCD-EFGH", "ABCDEFGH"], ["abcd efgh", "ABCDEFGH"], [" ab-cd ef.gh ", "ABCDEFGH"], ["o0iIlL11", "00111111"],
    ["ＡＢＣＤ－２３４５", "ABCD2345"], ["", ""], ["–", ""],
  ])("%j is %s", (typed, code) => expect(normaliseCode(typed)).toBe(code));

  it("reads its own output the same again", () =>
    fc.assert(fc.property(fc.string(), (typed) => {
      expect(normaliseCode(normaliseCode(typed))).toBe(normaliseCode(typed));
    })));
});

it.each([[120_000, "2:00"], [119_001, "2:00"], [65_000, "1:05"], [1, "0:01"], [0, "0:00"], [-5000, "0:00"]])(
  "clock %i", (milliseconds, said) => expect(clock(milliseconds)).toBe(said));

describe("hostKey", () => {
  it.each([
    ["social.example.org", "social.example.org"], ["HTTPS://Social.Example.org/", "social.example.org"],
    ["https://example.org/feed/?x=1#y", "example.org/feed"], ["example.org:8080", "example.org:8080"], ["localhost", "localhost"],
    ["192.168.1.4", "192.168.1.4"], ["  contoh.id  ", "contoh.id"], ["bücher.example", "xn--bcher-kva.example"],
  ])("%j is %s", (typed, key) => expect(hostKey(typed)).toBe(key));

  it.each(["", "   ", "two words.org", "*.example.org", "ftp://example.org", "javascript:alert(1)", "chrome://settings", "about:blank",
    "file:///etc/hosts", "user@example.org", "intranet", "-a.example", "example..org", "http://", "[::1]", "*"])(
    "%j is not an address", (typed) => expect(hostKey(typed)).toBeNull());
});
