import type { KindEntry } from "../model/kind.ts";
import type { Desired } from "../model/resource.ts";

/** True for a resource whose document declares an end, of a kind that ends by itself, which lies before a moment (in milliseconds since 1970). */
export function isOver(one: Desired, { kind }: KindEntry, now: number): boolean {
  const { multiObject } = kind;
  if (multiObject === undefined) return false;
  const end = one.fields.find(({ path }) => path === multiObject.end)?.key;
  return typeof end === "number" && end * 1000 < now;
}
