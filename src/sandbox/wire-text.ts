/**
 * What an answer is made of: JSON, and whole numbers that a `number` would round (rule ids past 2^53) as bigint.
 *
 * For answers only: what came in, and what is kept, holds such numbers as text.
 */
export type WireJson = null | boolean | number | bigint | string | readonly WireJson[] | WireObject;

/** An object of an answer. */
export type WireObject = { readonly [key: string]: WireJson };

/** The text of a JSON body the way the platform writes it: every `/` as `\/`, every bigint digit by digit. Source: raw captures, 2015–2019. */
export function wireText(body: WireObject): string {
  return written(body).replaceAll("/", "\\/");
}

function written(value: WireJson): string {
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(written).join(",")}]`;
  let members = "";
  for (const [key, member] of Object.entries(value)) {
    if (members !== "") members += ",";
    members += `${JSON.stringify(key)}:${written(member)}`;
  }
  return `{${members}}`;
}

function isList(value: readonly WireJson[] | WireObject): value is readonly WireJson[] {
  return Array.isArray(value);
}
