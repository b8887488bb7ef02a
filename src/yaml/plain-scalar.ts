import type { Json } from "../model/json.ts";

/** Thrown at the first thing that is not plain; whoever reads plain YAML catches it. */
export const unusual = Symbol("unusual");

const integer = /^(?:0|-?[1-9]\d{0,14})$/;
/** Dates, telephone numbers, `100 分`: they begin with digits and go on with what no number has. */
const digitsThenText = /^\d+[-: \u4e00-\u9fa5]/;
const hexDigits = /^[1-9][\da-f]{0,63}$/;
const noNumber = /[a-df]/;
/** A text without quotes that every reader of YAML takes for the same: it is a key, an id, a digest, an instant. */
const safe =
  /^[A-Za-z\d/\u00c0-\u024f\u0370-\u052f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3][\w/+\-\u00c0-\u024f\u0370-\u052f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]*(?:[.:][\w/+\-\u00c0-\u024f\u0370-\u052f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]+)*$/;
const startsLikeNumber = /^\d/;
const indicators = "-?:,[]{}#&*!|>'\"%@`+.~";
const words = new Map<string, Json>([
  ["~", null],
  ...["null", "Null", "NULL"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
]);
/** True for a text that means nothing or a switch without quotes; none of them is longer than five characters. */
export function isWord(written: string): boolean {
  return written.length <= 5 && words.has(written);
}

/** What a text without quotes means; throws `unusual` where only `yaml` can tell. */
export function scalar(written: string): Json {
  const word = written.length <= 5 ? words.get(written) : undefined;
  if (word !== undefined) return word;
  const first = written.charCodeAt(0);
  const isDigit = first >= 48 && first <= 57;
  if (isDigit || first === 45) {
    if (integer.test(written)) return Number(written);
    if (isText(written)) return written;
    throw unusual;
  }
  if (indicators.includes(written[0] as string)) throw unusual;
  return written;
}

/** True for a text that begins with a digit and is no number to any reader: dates, telephone numbers, hex digests. */
function isText(written: string): boolean {
  return digitsThenText.test(written) || (hexDigits.test(written) && noNumber.test(written));
}

/** A text as it may be written on one line: as it is when it reads as itself, else in quotes. */
export function plainText(value: string): string {
  const isPlain = safe.test(value) && !words.has(value) && (!startsLikeNumber.test(value) || isText(value));
  return isPlain ? value : JSON.stringify(value);
}
