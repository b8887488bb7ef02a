import { isObject, type Json } from "./json.ts";

/**
 * A number of the platform that JavaScript would round, kept as it was written: `{ "$number": "9223372036854775807" }`.
 *
 * Plain data, so that plans and memories can hold it; on the wire it is the bare number of these characters again
 * (`platform/wire-json.ts`).
 */
export interface ExactNumber {
  readonly [key: string]: string;
  readonly $number: string;
}

/** A number as JSON writes one. */
const literal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** True for the mark of a number that JavaScript would round. */
export function isExactNumber(value: Json | undefined): value is ExactNumber {
  return (
    isObject(value) &&
    typeof value["$number"] === "string" &&
    literal.test(value["$number"]) &&
    Object.keys(value).length === 1
  );
}

/** The value of a number as JSON writes it: a number when none of it is lost, otherwise its mark. */
export function numberOf(text: string): number | ExactNumber {
  const number = Number(text);
  return keepsAll(text, number) ? number : { $number: text };
}

/**
 * A whole number, however many digits it has, also where it is written as a text of digits; undefined for any other
 * value.
 */
export function wholeOf(value: Json | undefined): bigint | undefined {
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : undefined;
  const text = isExactNumber(value) ? value.$number : value;
  return typeof text === "string" && /^-?\d+$/.test(text) ? BigInt(text) : undefined;
}

/**
 * Whether a number says what its text says: `1.0` and `1e2` are spellings of numbers that JavaScript has,
 * `9007199254740993` is none.
 */
function keepsAll(text: string, number: number): boolean {
  if (!Number.isFinite(number)) return false;
  if (/^-?\d+$/.test(text)) return Number.isSafeInteger(number);
  return plain(text) === plain(String(number));
}

/** The digits of a number and where its point stands, whichever way it is written. */
function plain(text: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  let end = digits.length;
  // A loop, because `0+$` takes quadratic time on long runs.
  while (digits[end - 1] === "0") end -= 1;
  const significant = digits.slice(0, end);
  if (significant === "") return "0";
  const power = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${sign}${significant}e${power}`;
}
