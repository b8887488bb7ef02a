import { isExactNumber } from "./exact-json.ts";

/**
 * What an answer is made of: JSON, and whole numbers that a `number` would round as bigint (rule ids past 2^53) or as
 * the mark of an exact number.
 */
export type WireJson = null | boolean | number | bigint | string | readonly WireJson[] | WireObject;

/** An object of an answer. */
export type WireObject = { readonly [key: string]: WireJson };

/**
 * The text of a JSON body the way Weixin writes it: as `plainText`, with every `/` as `\/`. Source: raw captures,
 * 2015–2019.
 */
export function wireText(body: WireObject): string {
  return plainText(body).replaceAll("/", "\\/");
}

/** The text of a JSON value, every number digit by digit. */
export function plainText(value: WireJson): string {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(plainText).join(",")}]`;
  if (isExactNumber(value)) return value.$number;
  let members = "";
  for (const [key, member] of Object.entries(value)) {
    if (members !== "") members += ",";
    members += `${JSON.stringify(key)}:${plainText(member)}`;
  }
  return `{${members}}`;
}

function isList(value: readonly WireJson[] | WireObject): value is readonly WireJson[] {
  return Array.isArray(value);
}
