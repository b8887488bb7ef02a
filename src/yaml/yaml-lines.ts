/** Where a line begins, counted from 1. */
export function lineOffset(text: string, line: number): number {
  let at = 0;
  for (let count = 1; count < line; count += 1) at = text.indexOf("\n", at) + 1 || text.length;
  return Math.min(at, text.length);
}

/** How much of a line follows from a place on. */
export function lineLength(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return (end === -1 ? text.length : end) - at;
}
