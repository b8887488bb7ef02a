import type { Json } from "../../model/json.ts";
import { instantText } from "../../schema/instant.ts";
import { text, value } from "./args.ts";

/** What a text says when it is a whole number in another spelling: `1_000`, `1,000`, `0b11`, `１００`, `"0100"`. */
export function wholeNumber(written: string): number | undefined {
  const digits = written
    .normalize("NFKC")
    .trim()
    .replace(/(?<=\d)[_,' ](?=\d)/g, "");
  const [, sign = "", magnitude = ""] = /^([-+]?)(0[xob][\da-f]+|\d+(?:\.0*)?(?:e\+?\d+)?)$/i.exec(digits) ?? [];
  const number = magnitude === "" ? Number.NaN : Number(magnitude);
  if (!Number.isSafeInteger(number)) return undefined;
  return sign === "-" && number !== 0 ? -number : number;
}

/** True for a whole number that is written as everybody writes it. */
export function isPlainNumber(written: string): boolean {
  return /^(?:0|-?[1-9]\d*)$/.test(written);
}

/** An amount of yuan as people write it, with or without its sign, in fen. */
export function fenOf(value: Json | undefined): number | undefined {
  const amount = /^[¥￥]?\s*(\d{1,9}(?:\.\d{1,2})?)\s*元?$/.exec(String(value))?.[1];
  return amount === undefined ? undefined : Math.round(Number(amount) * 100);
}

/** `200,000`: a whole number in groups of three digits, as both languages print it. */
export function grouped(number: number): string {
  return number.toLocaleString("en-US");
}

/** `¥200.00`: fen in yuan. */
export function yuan(fen: number): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 4, useGrouping: false };
  return `¥${(fen / 100).toLocaleString("en-US", digits)}`;
}

/** The line of a document that names several objects: `id: "9000001"`, `id: ["9000001", "9000002"]`. */
export function idLine(ids: readonly string[]): string {
  const quoted = ids.map((id) => JSON.stringify(id));
  return `id: ${quoted.length === 1 ? quoted[0] : `[${quoted.join(", ")}]`}`;
}

/** The two sides of a difference, with the forms that people read where their field has one. */
export interface ValuePair {
  readonly live: Json;
  readonly declared: Json;
  readonly liveText?: string | undefined;
  readonly declaredText?: string | undefined;
}

/** How values are shown in sentences of one language, which has a word of its own for no value at all. */
export interface ValueWords {
  /** A value as a document would write it. */
  shown(one: Json | undefined): string;
  /** The live value, in the form people read where its field has one. */
  liveText(args: ValuePair): string;
  /** The declared value, in the form people read where its field has one. */
  declaredText(args: ValuePair): string;
  /** An instant in unix seconds as people read it, with its offset. */
  instant(seconds: Json, timezone: string | undefined): string;
}

/** The words for values of a language that calls no value `nothing`. */
export function valueWords(nothing: string): ValueWords {
  const shown: ValueWords["shown"] = (one) => value(one, nothing);
  return {
    shown,
    liveText: ({ live, liveText }) => (liveText === undefined ? shown(live) : text(liveText)),
    declaredText: ({ declared, declaredText }) => (declaredText === undefined ? shown(declared) : text(declaredText)),
    instant: (seconds, timezone) =>
      typeof seconds === "number" ? instantText(seconds, timezone ?? "Asia/Shanghai") : shown(seconds),
  };
}
