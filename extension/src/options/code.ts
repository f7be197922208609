/** The pairing code as a person types it: eight Crockford base-32 letters, shown in the terminal as ABCD-EFGH. */

export const CODE_LENGTH = 8;

/** Upper case, without separators, the letters that Crockford's alphabet reads as digits turned into them (O is 0; I and L are 1). */
export function normaliseCode(typed: string): string {
  return typed.normalize("NFKC").toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
}

/** `1:05` for a number of milliseconds, never below `0:00`. */
export function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
