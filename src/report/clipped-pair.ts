import { clip } from "../model/clip.ts";

/** Characters that are shown before the place where two texts first differ. */
const before = 12;

/**
 * Two texts of which each has room for so many characters, cut so that the place where they first differ is seen: a
 * change at the end of a long text would else look like none.
 */
export function clippedPair(one: string, other: string, characters: number): readonly [one: string, other: string] {
  const place = firstDifference(one, other);
  if (Math.max(one.length, other.length) <= characters || place < characters - before)
    return [clip(one, characters), clip(other, characters)];
  const from = startAt(one, place - before);
  const part = (text: string) => `…${clip(text.slice(from), characters - 1)}`;
  return [part(one), part(other)];
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

/** A place at or before another one at which neither a pair of UTF-16 nor an escape of JSON is cut in two. */
function startAt(text: string, at: number): number {
  const isHalf = /[\udc00-\udfff]/.test(text[at] ?? "");
  const [slashes = ""] = /\\*$/.exec(text.slice(0, at)) ?? [];
  return isHalf || slashes.length % 2 === 1 ? at - 1 : at;
}
