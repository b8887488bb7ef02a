const lower = 1;
const upper = 2;
const digit = 3;
const other = 4;
const joint = 0;

/** Sorts of ASCII characters; what joins words, such as `-` and `.`, is of no sort. */
const sorts = new Uint8Array(256).fill(other);
for (let byte = 0; byte < 0x21; byte += 1) sorts[byte] = joint;
for (const sign of "-_./:,;=\"'`\\+") sorts[sign.charCodeAt(0)] = joint;
for (let byte = 0x30; byte <= 0x39; byte += 1) sorts[byte] = digit;
for (let byte = 0x41; byte <= 0x5a; byte += 1) sorts[byte] = upper;
for (let byte = 0x61; byte <= 0x7a; byte += 1) sorts[byte] = lower;

/**
 * True for a piece of text that looks like chance made it: letters, capitals, digits and signs in turn. A piece of a
 * secret that looks so can stand in ordinary output for no other reason than that the secret leaked; a piece such as
 * `-production-` or `0123456789abcdef` can.
 */
export function looksRandom(bytes: Uint8Array, from: number, to: number): boolean {
  let turns = 0;
  let before = joint;
  const seen = new Set<number>();
  for (let index = from; index < to; index += 1) {
    const byte = bytes[index] as number;
    const sort = sorts[byte] as number;
    seen.add(byte);
    if (sort === joint) continue;
    // A capital before small letters begins a word.
    if (before !== joint && sort !== before && !(before === upper && sort === lower)) turns += 1;
    before = sort;
    if (turns >= 2 && seen.size >= 5) return true;
  }
  return false;
}
