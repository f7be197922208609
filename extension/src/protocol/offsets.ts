/** Positions: the wire counts Unicode code points, the DOM counts UTF-16 units. Half-open spans on both sides. */

/**
 * A function from code point positions of `text` to UTF-16 positions, for many look-ups in one text.
 *
 * Positions past the end give the end. A lone surrogate counts as one code point, as U+FFFD does in its place.
 */
export function utf16Positions(text: string): (codePoints: number) => number {
  // Most texts hold no astral character, and then both countings agree.
  if (!/[\ud800-\udfff]/.test(text)) return (position) => clamp(position, text.length);
  const starts: number[] = [];
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) starts.push(at);
  starts.push(text.length);
  return (position) => starts[clamp(position, starts.length - 1)] ?? text.length;
}

function clamp(position: number, end: number): number {
  return Math.min(Math.max(position, 0), end);
}
