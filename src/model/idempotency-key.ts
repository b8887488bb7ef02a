import { valueDigest } from "./digest.ts";
import type { JsonObject } from "./json.ts";
import type { Kind } from "./kind.ts";
import type { Desired } from "./resource.ts";

/** The part of a create's number that stays the same whatever the document says: whose it is, and which document. */
export function idempotencyKeyPrefix(
  kind: Kind,
  { address, settings }: Pick<Desired, "address" | "settings">,
): string | undefined {
  const owner = kind.creation?.owner?.(settings);
  return owner === undefined ? undefined : valueDigest([owner, address]);
}

/** The number of one create: equal for equal content, so that a repeated request is known, and with a count that grows only after a resource was taken down for good. */
export function idempotencyKeyOf(kind: Kind, one: Desired, values: JsonObject): string | undefined {
  const stem = idempotencyKeyPrefix(kind, one);
  return stem === undefined ? undefined : `${stem}-${one.attempt ?? 0}-${valueDigest(values)}`;
}

/** A number in its parts: whose it is, and how many before it were taken down; undefined for a number that was not made here. */
export function readIdempotencyKey(
  mark: string | undefined,
): { readonly stem: string; readonly count: number } | undefined {
  const [, stem = "", count = ""] = /^([0-9a-f]{16})-(\d{1,9})-[0-9a-f]{16}$/.exec(mark ?? "") ?? [];
  return stem === "" ? undefined : { stem, count: Number(count) };
}
