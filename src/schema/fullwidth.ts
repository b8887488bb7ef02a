import type { Json } from "../model/json.ts";

/**
 * Punctuation of a Chinese keyboard in the places where YAML has its own: they look alike, and mean nothing to YAML.
 * Texts may hold any of it, so that only a place which makes no sense otherwise counts: a colon behind a key, quotes
 * around a key or before a value, brackets and commas of a list, the dash of an item, wide blanks before a key.
 */
const structural = [
  /^\s*(?:-\s+)*["'“‘]?[\w./$-]+["'”’]?\s*：/,
  /[{,，]\s*["'“‘]?[A-Za-z_]\w*["'”’]?\s*：/,
  /^\s*(?:-\s+)*[“”‘’]/,
  /[:：]\s*[“‘【［｛]/,
  /["'\]}]\s*[，、]|[，、]\s*["'[{]/,
  /[[{【［｛][^\]}】］｝]*[\w"']\s*[，、]\s*[\w"'][^\]}】］｝]*/,
  /^ *[\u3000]/,
  /^\s*[－﹣]\s*\S/,
];

/** Lines and texts beyond this are no slip of the hand, and looking through them takes the square of their length. */
const longest = 2_000;

/** True for a line in which such punctuation stands where YAML has its own. */
function isFullwidthLine(line: string): boolean {
  return line.length <= longest && !/^\s*#/.test(line) && structural.some((form) => form.test(line));
}

/** The offset of the first such line of a text, from one offset to another; undefined when there is none. */
export function fullwidthOffset(text: string, from = 0, to = text.length): number | undefined {
  let start = text.lastIndexOf("\n", from - 1) + 1;
  while (start < to) {
    const next = text.indexOf("\n", start);
    const end = next === -1 ? text.length : next;
    const line = text.slice(start, end);
    if (isFullwidthLine(line)) return start + line.search(/\S/);
    start = end + 1;
  }
  return undefined;
}

/** True for a key that holds such punctuation: no key has any. */
export function isFullwidthKey(key: string): boolean {
  return /[：“”‘’，；、［］｛｝【】（）－\u3000]/.test(key);
}

/**
 * True for a text where something else belongs, and that would be it in plain characters: `title：金卡` for a mapping,
 * `【1，2】` for a list.
 */
export function isFullwidthValue(value: Json): boolean {
  if (typeof value !== "string" || value.length > longest) return false;
  return /^["'“‘]?[\w.$/-]+["'”’]?\s*：|^[［【｛－]|^[\w-]+(?:\s*[，、]\s*[\w-]+)+$/.test(value.trim());
}
