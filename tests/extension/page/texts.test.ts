/** Where a body's words are found: rows that must hold a request, and rows that must not. @vitest-environment jsdom */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparable, watchedLines, type RequestRule } from "../../../extension/src/protocol/requests";
import { carriedBy } from "../../../extension/src/page/guard";
import type { Rule } from "../../../extension/src/page/line";
import { payloadOf } from "../../../extension/src/page/payload";
import { allTexts, carriers, stringsIn, textsAt, treeOf } from "../../../extension/src/page/texts";
import { siteById } from "../../../extension/src/sites";

const compiled = (rule: RequestRule): Rule => ({ ...rule, pattern: new RegExp(rule.path, "u") });
const rulesOf = (site: string) => siteById(site)!.requests.map(compiled);
const ruleFor = (site: string, method: string, path: string) =>
  rulesOf(site).find(({ methods, pattern }) => methods.includes(method) && pattern.test(path)) ?? null;
const carried = (rule: Rule | null, body: unknown, watched: string[] = []) => carriedBy(rule, payloadOf(body)!, watched);
const textsOf = (found: ReturnType<typeof carriedBy>) => (typeof found === "string" ? found : found.texts);
const T = "Selamat pagi, \"Jakarta\" é\n👋";
const J = JSON.stringify;

describe("publish requests", () => {
  it.each<[string, string, string, unknown, string[]]>([
    ["x", "POST", "/i/api/graphql/AbC-1_2/CreateTweet", { variables: { tweet_text: T } }, [T]],
    ["x", "POST", "/i/api/graphql/x/CreateTweet?v=1", { variables: { tweet_text: T } }, [T]],
    ["x", "POST", "/i/api/graphql/x/CreateNoteTweet", { variables: { tweet_text: T } }, [T]],
    ["x", "POST", "/i/api/graphql/x/CreateScheduledTweet", { variables: { post_tweet_request: { status: T, thread_tweets: [{ status: "b" }] } } }, [T, "b"]],
    ["x", "POST", "/1.1/media/metadata/create.json", { media_id: "1", alt_text: { text: T } }, [T]],
    ["linkedin", "POST", "/voyager/api/graphql?action=execute&queryId=voyagerContentcreationDashShares.27ab", { variables: { post: { commentary: { text: T } } } }, [T]],
    ["linkedin", "POST", "/voyager/api/graphql?queryId=voyagerContentcreationDashShares.9", { variables: { entity: { commentary: { text: T } }, resourceKey: "urn" } }, [T]],
    ["bluesky", "POST", "/xrpc/com.atproto.repo.applyWrites", { writes: [{ value: { text: T, embed: { images: [{ alt: "a hill" }] } } }, { value: { text: "b" } }] }, [T, "b", "a hill"]],
    ["bluesky", "POST", "/xrpc/com.atproto.repo.createRecord", { record: { text: T } }, [T]],
    ["mastodon", "POST", "/api/v1/statuses", { status: T, spoiler_text: "cw", poll: { options: ["yes", "no"] } }, [T, "cw", "yes", "no"]],
    ["mastodon", "POST", "/api/v1/statuses", { status: T, scheduled_at: "2026-12-01T00:00:00Z" }, [T]],
    ["mastodon", "PUT", "/api/v1/statuses/109", { status: T, media_attributes: [{ description: "d" }] }, [T, "d"]],
    ["mastodon", "PUT", "/api/v1/media/7", { description: T }, [T]],
  ])("%s %s %s", (site, method, path, body, texts) => {
    const rule = ruleFor(site, method, path);
    expect(rule?.purpose).toBe("publish");
    expect(textsOf(carried(rule, J(body)))).toEqual(texts);
    expect(textsOf(carried(rule, new TextEncoder().encode(J(body))))).toEqual(texts);
  });

  it.each<[string, string, string]>([
    ["x", "POST", "/i/api/graphql/x/HomeTimeline"],
    ["x", "POST", "/i/api/graphql/x/CreateTweetReport"],
    ["x", "GET", "/i/api/graphql/x/CreateTweet"],
    ["linkedin", "POST", "/voyager/api/graphql?queryId=voyagerFeedDashMainFeed.1"],
    ["bluesky", "POST", "/xrpc/app.bsky.notification.updateSeen"],
    ["mastodon", "POST", "/api/v1/statuses/109/favourite"],
    ["mastodon", "PUT", "/api/v1/statuses/109/interaction_policy"],
    ["mastodon", "POST", "/api/v1/accounts/7/follow"],
    ["generic", "POST", "/api/v1/statuses"],
  ])("has no rule for %s %s %s", (site, method, path) => expect(ruleFor(site, method, path)).toBeNull());

  it.each<[string, unknown]>([
    ["a like", { writes: [{ value: { $type: "app.bsky.feed.like", subject: { uri: "at://x" } } }] }],
    ["an empty text", { writes: [{ value: { text: "  " } }] }],
  ])("lets %s pass", (_, body) => expect(carried(ruleFor("bluesky", "POST", "/xrpc/com.atproto.repo.applyWrites"), J(body))).toBe("nothing"));

  const tweet = ruleFor("x", "POST", "/graphql/x/CreateTweet")!;
  it("takes all that is said for the post when the body has another form", () => expect(textsOf(carried(tweet, "what is this"))).toEqual(["what is this"]));
  it("finds the draft's words at a place that the rule does not name", () =>
    expect(textsOf(carried(tweet, J({ variables: { moved: "Selamat pagi, Jakarta!" } }), ["Selamat pagi, Jakarta!"]))).toEqual(["Selamat pagi, Jakarta!"]));
  it("can't read a stream", () => expect(carried(tweet, new ReadableStream())).toBe("unreadable"));
  it("reads a form with JSON in a field", () => {
    const rule = { ...tweet, body: "form" as const, texts: ["/variables/input/message/text"] };
    const form = new URLSearchParams({ doc_id: "1", variables: J({ input: { message: { text: T } } }) });
    expect(textsOf(carried(rule, form))).toEqual([T]);
    expect(textsOf(carried(rule, form.toString()))).toEqual([T]);
  });
});

describe("uploads", () => {
  const picture = new File([new Uint8Array([137, 80, 78, 71])], "a.png", { type: "image/png" });
  const form = (entries: Record<string, string | Blob>) => Object.entries(entries).reduce((data, [name, value]) => (data.append(name, value), data), new FormData());
  const media = (found: ReturnType<typeof carriedBy>) => (typeof found === "string" ? found : found.media.length);

  it.each<[string, string, string, unknown, unknown]>([
    ["mastodon", "POST", "/api/v2/media", form({ file: picture }), 1],
    ["x", "POST", "/i/media/upload.json?command=APPEND&segment_index=0", form({ media: picture }), 1],
    ["bluesky", "POST", "/xrpc/com.atproto.repo.uploadBlob", picture, 1],
    ["bluesky", "POST", "/xrpc/com.atproto.repo.uploadBlob", new Uint8Array([137, 80, 255]), 1],
    ["linkedin", "PUT", "/dms-uploads/sp/D5/0", picture, 1],
    ["x", "POST", "/i/media/upload.json", new URLSearchParams({ command: "INIT", total_bytes: "9" }), "nothing"],
    ["mastodon", "POST", "/api/v2/media", form({ file: new File([], "empty.png") }), "nothing"],
  ])("%s %s %s", (site, method, path, body, count) => {
    const rule = ruleFor(site, method, path);
    expect(rule?.purpose).toBe("upload");
    expect(media(carried(rule, body))).toBe(count);
  });

  it("reads the description that goes with a picture", () =>
    expect(textsOf(carried(ruleFor("mastodon", "POST", "/api/v2/media"), form({ file: picture, description: T })))).toEqual([T]));
  it("are no business of ours at another address", () => expect(carried(null, form({ file: picture }), ["a line being written"])).toBe("nothing"));
});

describe("requests that no rule describes", () => {
  const watched = watchedLines(["Good morning to all of you\nShort\nand a second line"]);
  it.each<[string, unknown]>([
    ["JSON", J({ a: ["x", { b: "Good morning to all of you" }] })],
    ["JSON in JSON", J({ a: J({ b: J(["and a second line"]) }) })],
    ["other white space", J({ html: "<p>Good\u00a0morning \n to all of you</p>" })],
    ["a form", "x=1&text=Good+morning+to%20all+of+you"],
    ["a form's data", new URLSearchParams({ variables: J({ t: "Good morning to all of you" }) })],
    ["plain text", "He said: Good morning to all of you"],
    ["bytes", new TextEncoder().encode(J({ b: "and a second line" }))],
  ])("are known by the words: %s", (_, body) => expect(textsOf(carried(null, body, watched))).toHaveLength(1));

  it.each<[string, unknown]>([
    ["a short line", J({ text: "Short" })],
    ["a part of a line", J({ query: "Good morning" })],
    ["numbers", J({ a: 1, b: null, c: [true] })],
    ["bytes that are no text", new Uint8Array([255, 254, 0, 1])],
    ["a stream", new ReadableStream()],
  ])("pass with %s", (_, body) => expect(carried(null, body, watched)).toBe("nothing"));

  it("pass while nothing is written", () => expect(carried(null, J({ text: "Good morning to all of you" }), [])).toBe("nothing"));
});

describe("any text", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }).filter((value) => value.trim() !== "" && !/^\s*[[{]/.test(value));

  it("is found in JSON, in JSON within a form, and in a multipart form", () => {
    fc.assert(fc.property(text, (value) => {
      expect(textsAt(treeOf(payloadOf(J({ a: { b: [value] } }))!, "json"), "/a/b/*")).toEqual([value]);
      const form = new URLSearchParams({ v: J({ t: value }) });
      expect(textsAt(treeOf(payloadOf(form.toString())!, "form"), "/v/t")).toEqual([value.toWellFormed()]);
      const data = new FormData();
      data.append("status", value);
      expect(textsAt(treeOf(payloadOf(data)!, "multipart"), "/status").map(comparable)).toEqual([comparable(value.toWellFormed())]);
    }));
  });

  it("never breaks the reader", () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), (body) => {
      if (body === "") return;
      const texts = allTexts(payloadOf(body)!);
      expect(carriers(texts, ["a line that is not there, surely"]).length).toBeLessThanOrEqual(texts.length);
    }));
  });

  it("is among the strings of any JSON that holds it", () => {
    fc.assert(fc.property(fc.jsonValue(), text, (value, needle) => {
      expect(stringsIn([value, { deep: J({ deeper: needle }) }])).toContain(needle);
    }));
  });

  it("compares equal whatever white space stands in it", () => {
    fc.assert(fc.property(fc.array(text.map((value) => value.trim()), { minLength: 1 }), fc.constantFrom(" ", "\n", "\r\n", "\u00a0", "  \n"), (words, space) => {
      expect(comparable(`${words.join(space)}${space}`)).toBe(comparable(words.join(" ")));
    }));
  });
});
