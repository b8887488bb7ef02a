import type { Json } from "../../model/json.ts";

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
