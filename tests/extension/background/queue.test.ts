/** The queue runs few jobs at once and, per composer, the newest. */
import { describe, expect, it } from "vitest";
import { Queue } from "../../../extension/src/background/queue";

function job() {
  let end!: (value: string) => void;
  const state = { started: false };
  const ended = new Promise<string>((resolve) => { end = resolve; });
  return { state, end, run: () => { state.started = true; return ended; } };
}

describe("Queue", () => {
  it("keeps to its limit and goes on when one ends", async () => {
    const queue = new Queue(2);
    const jobs = [job(), job(), job()] as const;
    const [first] = jobs.map((one, index) => queue.run(String(index), one.run));
    expect(jobs.map(({ state }) => state.started)).toEqual([true, true, false]);
    jobs[0].end("done");
    expect(await first).toBe("done");
    await Promise.resolve();
    expect(jobs[2].state.started).toBe(true);
  });

  it("drops a composer's waiting job for a newer one, and never runs two of one composer", async () => {
    const queue = new Queue(2);
    const [running, older, newer] = [job(), job(), job()] as const;
    const first = queue.run("a", running.run);
    const dropped = queue.run("a", older.run);
    const last = queue.run("a", newer.run);
    await expect(dropped).rejects.toMatchObject({ code: "superseded" });
    expect(newer.state.started).toBe(false);
    running.end("1");
    newer.end("3");
    expect(await Promise.all([first, last])).toEqual(["1", "3"]);
    expect(older.state.started).toBe(false);
  });

  it("a failed job frees its place", async () => {
    const queue = new Queue(1);
    await expect(queue.run("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await queue.run("a", () => Promise.resolve("yes"))).toBe("yes");
  });
});
