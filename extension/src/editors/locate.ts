/** From UTF-16 offsets of a reading back to DOM ranges. */
import type { Located, Reading, Segment } from "./types";

/** One range per node that `[start, end)` touches; an atom is taken whole. */
export function locateRanges(reading: Reading, start: number, end: number): Located {
  const ranges: Range[] = [];
  for (const segment of reading.segments) {
    if (segment.end <= start || segment.start >= end) continue;
    const range = rangeIn(segment, start, end);
    if (range) ranges.push(range);
  }
  return { kind: "ranges", ranges };
}

function rangeIn(segment: Segment, start: number, end: number): Range | null {
  const owner = segment.node.ownerDocument;
  if (!owner || !segment.node.parentNode) return null;
  const range = owner.createRange();
  if (segment.offset === null) {
    range.selectNode(segment.node);
    return range;
  }
  const base = segment.offset - segment.start;
  range.setStart(segment.node, Math.max(start, segment.start) + base);
  range.setEnd(segment.node, Math.min(end, segment.end) + base);
  return range;
}
