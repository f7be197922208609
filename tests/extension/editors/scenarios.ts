/** The same checks for every editing engine, against the DOM that the engine's own package makes. */
import fc from "fast-check";
import { expect } from "vitest";
import type { Engine } from "../../../extension/src/editors";

/** A live editor: blocks, each of one or more lines with soft breaks between them. */
export interface Hosted {
  root: Element;
  write(blocks: string[][]): void | Promise<void>;
  /** What the engine's own model holds, one newline per block; `null` if only what was written is known. */
  modelText?(): string;
}

/** Letters, joined emoji, invisible and double-width characters, other directions; no controls, no newline. */
const line = fc.array(
  fc.constantFrom("a", "b ", " c", "é", "ñ", "👩🏽‍💻", "🍜", "\u200b", "\u200d", "\u2060", "日本", "שלום", "@ani", "#x", "<i>", "&amp;", "\u00a0"),
  { maxLength: 8 },
).map((pieces) => pieces.join(""));

/** At least one block; a block has at least one line. */
export const blocksOf = (softBreaks: boolean): fc.Arbitrary<string[][]> =>
  fc.array(softBreaks ? fc.array(line, { minLength: 1, maxLength: 3 }) : fc.tuple(line), { minLength: 1, maxLength: 4 });

/** One newline per block and per soft break; NBSP as a space. */
export function asPosted(blocks: string[][]): string {
  return blocks.map((lines) => lines.join("\n")).join("\n").replaceAll("\u00a0", " ");
}

/** Whatever is written, `read` gives it back as it will be posted, and leaves the DOM as it is. */
export async function readsWhatIsPosted(engine: Engine, host: Hosted, softBreaks = true): Promise<void> {
  await fc.assert(fc.asyncProperty(blocksOf(softBreaks), async (blocks) => {
    await host.write(blocks);
    const before = host.root.outerHTML;
    expect(engine.read(host.root).text).toBe(host.modelText?.() ?? asPosted(blocks));
    expect(engine.read(host.root).text).toBe(asPosted(blocks));
    expect(host.root.outerHTML).toBe(before);
  }), { numRuns: 60, seed: 7 });
}

/** Every span of the text is found on screen: the ranges hold its very characters, in order. */
export async function locatesEverySpan(engine: Engine, host: Hosted, softBreaks = true): Promise<void> {
  await fc.assert(fc.asyncProperty(blocksOf(softBreaks), fc.nat(), fc.nat(), async (blocks, one, other) => {
    await host.write(blocks);
    const { text } = engine.read(host.root);
    const [start, end] = [one % (text.length + 1), other % (text.length + 1)].sort((a, b) => a - b) as [number, number];
    const located = engine.locate(host.root, start, end);
    if (located.kind !== "ranges") throw new Error("a rich editor gives ranges");
    const shown = located.ranges.map((range) => range.toString().replaceAll("\u00a0", " ")).join("").replaceAll("\n", "");
    expect(shown).toBe(text.slice(start, end).replaceAll("\n", ""));
    for (const range of located.ranges) expect(host.root.contains(range.commonAncestorContainer)).toBe(true);
  }), { numRuns: 60, seed: 11 });
}
