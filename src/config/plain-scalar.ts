import type { Json } from "../model/json.ts";

/** Thrown at the first thing that is not plain; whoever reads plain YAML catches it. */
export const unusual = Symbol("unusual");

const integer = /^(?:0|-?[1-9]\d{0,14})$/;
/** Dates, telephone numbers, `100 分`, hex digests: they begin with a digit and cannot be read as a number. */
const digitsText = /^(?:\d+[-: \u4e00-\u9fa5].*|[1-9][\da-f]*[a-df][\da-f]*)$/;
/** A text without quotes that every reader of YAML takes for the same: it is a key, an id, a digest, an instant. */
const safe = /^[A-Za-z\d/\u4e00-\u9fa5][\w/+\-\u4e00-\u9fa5]*(?:[.:][\w/+\-\u4e00-\u9fa5]+)*$/;
const startsLikeNumber = /^\d/;
const indicators = "-?:,[]{}#&*!|>'\"%@`+.~";
const words = new Map<string, Json>([
  ["~", null],
  ...["null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
]);
/** True for a text that means nothing or a switch without quotes. */
export function isWord(written: string): boolean {
  return words.has(written);
}

/** What a text without quotes means; throws `unusual` where only `yaml` can tell. */
export function scalar(written: string): Json {
  const word = words.get(written);
  if (word !== undefined) return word;
  const first = written.charCodeAt(0);
  const isDigit = first >= 48 && first <= 57;
  if (isDigit || first === 45) {
    if (integer.test(written)) return Number(written);
    if (digitsText.test(written)) return written;
    throw unusual;
  }
  if (indicators.includes(written[0] as string)) throw unusual;
  return written;
}

/** A text as it may be written on one line: as it is when it reads as itself, else in quotes. */
export function plainText(value: string): string {
  const isPlain = safe.test(value) && !words.has(value) && (!startsLikeNumber.test(value) || digitsText.test(value));
  return isPlain ? value : JSON.stringify(value);
}
