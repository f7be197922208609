/** The hook's line: what it is told, and that nothing but an answer lets a request go. @vitest-environment node */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ANSWER_MS, COVER_MS, Line, type Question } from "../../../extension/src/page/line";
import type { HookHears, HookSays } from "../../../extension/src/protocol/requests";

const QUESTION: Question = { known: true, kind: "post", texts: ["a"], media: [] };
const RULE = { purpose: "publish", kind: "post", methods: ["POST"], path: "/a$", body: "json", texts: ["/t"] } as const;

let ends: MessageChannel;
let line: Line;
let heard: HookSays[];
const say = (said: HookHears) => ends.port2.postMessage(JSON.stringify(said));

beforeEach(() => {
  ends = new MessageChannel();
  line = new Line(ends.port1);
  heard = [];
  ends.port2.onmessage = ({ data }) => heard.push(JSON.parse(data as string) as HookSays);
});

afterEach(() => {
  vi.useRealTimers();
  ends.port1.close();
  ends.port2.close();
});

describe("Line", () => {
  it("compiles the rules it is told", async () => {
    expect(line.rules).toBeUndefined();
    say({ hear: "cover", rules: [{ ...RULE, methods: ["POST"], texts: ["/t"] }] });
    await line.whenCovered();
    expect(line.rules?.[0]?.pattern.test("/x/a")).toBe(true);
  });

  it.each([true, false])("answers a question with %s, each its own", async (opens) => {
    const [first, second] = [line.ask(QUESTION), line.ask(QUESTION)];
    await vi.waitFor(() => expect(heard).toMatchObject([{ say: "ask", id: 1, texts: ["a"] }, { say: "ask", id: 2 }]));
    say({ hear: "answer", id: 2, opens });
    say({ hear: "answer", id: 1, opens: !opens });
    expect(await Promise.all([first, second])).toEqual([!opens, opens]);
  });

  it("does not let go on an answer to another question", async () => {
    const ended = vi.fn();
    void line.ask(QUESTION).then(ended);
    say({ hear: "answer", id: 7, opens: true });
    say({ hear: "watch", lines: ["a line that was written"] });
    await vi.waitFor(() => expect(line.watched).toEqual(["a line that was written"]));
    expect(ended).not.toHaveBeenCalled();
  });

  it("refuses when it is taken back", async () => {
    const stop = new AbortController();
    const answer = line.ask(QUESTION, stop.signal);
    stop.abort();
    expect(await answer).toBe(false);
  });

  it("refuses without an answer, and takes a silent content script for a page that is not covered", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const silent = new Line(ends.port1);
    const answer = silent.ask(QUESTION);
    vi.advanceTimersByTime(ANSWER_MS);
    expect(await answer).toBe(false);
    const covered = silent.whenCovered();
    vi.advanceTimersByTime(COVER_MS);
    await covered;
    expect(silent.rules).toBeUndefined();
  });

  it("goes on with the originals when the page replaces them", async () => {
    const post = vi.spyOn(MessagePort.prototype, "postMessage").mockImplementation(() => undefined);
    const data = vi.spyOn(MessageEvent.prototype, "data", "get").mockReturnValue(JSON.stringify({ hear: "answer", id: 1, opens: true }));
    const answer = line.ask(QUESTION);
    post.mockRestore();
    ends.port2.onmessage = () => say({ hear: "answer", id: 1, opens: false });
    expect(await answer).toBe(false);
    data.mockRestore();
  });
});
