import type { ArgsOf } from "../../../model/problems/table.ts";
import { fenOf, grouped, isPlainNumber, wholeNumber } from "../amounts.ts";
import { has, number, text, texts } from "../args.ts";

const typeWords: Readonly<Record<string, string>> = {
  string: "text",
  integer: "a whole number",
  number: "a number with decimals",
  boolean: "true or false",
  array: "a list",
  list: "a list",
  object: "a mapping",
};

/** A type of a value, as it was found. */
export function typeName(found: string): string {
  return typeWords[found] ?? "this";
}

/** The types a field takes. */
export function types(expected: readonly string[]): string {
  return (
    texts(expected)
      .map((type) => typeWords[type] ?? type)
      .join(" or ") || "something else"
  );
}

/** How to write a value of the wanted type. */
export function typeHint(args: ArgsOf<"wrong-type">): string {
  const expected = texts(args.expected)[0];
  const { found } = args;
  if (expected === "boolean") return "write true or false, without quotes";
  const wantsNumber = expected === "integer" || expected === "number";
  const fen = args.unit === "fen" ? fenOf(args.value) : undefined;
  if (wantsNumber && fen !== undefined)
    return `money is counted in fen: if ${text(args.value, "it")} means yuan, write ${fen}`;
  if (expected === "integer" && found === "number") return "write it without decimals";
  if (wantsNumber && found === "string") return digitsHint(args);
  if (expected === "string" && (found === "boolean" || found === "integer" || found === "number"))
    return "put the value in quotes";
  if (expected === "array") return "write a list: one item a line, each after a dash";
  if (expected === "object") return "write `key: value` lines below it, indented";
  return `write ${types(args.expected)}`;
}

/** A text where a number belongs: the number without quotes, in the form everybody reads. */
function digitsHint(args: ArgsOf<"wrong-type">): string {
  const written = text(args.value, "");
  if (isPlainNumber(written)) return "write the number without quotes";
  const plain = wholeNumber(written);
  return plain === undefined ? `write ${types(args.expected)} in digits` : `write it plainly: ${plain}`;
}

/** `at least 1`. */
export function bound(args: ArgsOf<"number-out-of-range">): string {
  const limit = grouped(number(args.limit));
  const words: Readonly<Record<string, string>> = {
    ">=": "at least",
    "<=": "at most",
    ">": "more than",
    "<": "less than",
  };
  return `${words[args.comparison] ?? "within"} ${limit}`;
}

/** `at most 10`, of the items of a list. */
export function itemBound(args: ArgsOf<"list-length">): string {
  return `${args.keyword === "minItems" ? "at least" : "at most"} ${grouped(number(args.limit))}`;
}

/** What a pattern of the schemas means to a person. */
const forms: Readonly<Record<string, string>> = {
  "^\\S*$": "an address without spaces",
  "^https?://\\S+$": "an address that begins with http:// or https://, without spaces",
  "^(https?://\\S+)?$": "an address that begins with http:// or https://, without spaces",
  "^[\\p{L}\\p{M}\\p{N}_-]+$": "a name of letters of any script, digits, - and _",
  "^[a-z][a-z0-9-]*$": "a name of lower-case letters, digits and -, beginning with a letter",
  "^[A-Za-z0-9_-]{1,64}$": "an id as the platform gave it: letters, digits, - and _, at most 64",
  "^wx[0-9a-zA-Z]{6,32}$": "an AppID: wx followed by letters and digits",
  "^https://[^\\s?#]+$": "an address that begins with https://, without spaces and with nothing behind ? or #",
  "^[A-Za-z0-9_-]{1,32}$": "an id as the platform gave it: letters, digits, - and _, at most 32",
  "^(/[^/]+)+$": "the path of a field, such as /card_title",
  "^[0-9]{1,20}$": "digits only, at most 20",
  "^[0-9]{1,32}$": "digits only, at most 32",
};

/** What a value must look like. */
export function form({ pattern, ref }: Pick<ArgsOf<"value-malformed">, "pattern" | "ref">): string {
  if (has(ref)) return `the address of a document, such as ${text(ref)}/gold, or an id`;
  return forms[pattern] ?? (pattern === "" ? "a value of another form" : `a value of the form ${text(pattern)}`);
}
