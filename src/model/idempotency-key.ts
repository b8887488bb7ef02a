import { valueDigest } from "./digest.ts";
import type { JsonObject } from "./json.ts";
import type { Kind } from "./kind.ts";
import type { Desired } from "./resource.ts";

/**
 * The part of a create's idempotency key that stays the same whatever the document says: whose it is, and which
 * document.
 */
export function idempotencyKeyPrefix(
  kind: Kind,
  { address, settings }: Pick<Desired, "address" | "settings">,
): string | undefined {
  const owner = kind.creation?.owner?.(settings);
  return owner === undefined ? undefined : valueDigest([owner, address]);
}

/**
 * The idempotency key of one create: equal for equal content, so that a repeated request is known, and with a count
 * that grows only after a resource was taken down for good; undefined for kinds whose creates carry none.
 */
export function idempotencyKeyOf(kind: Kind, desired: Desired, values: JsonObject): string | undefined {
  const prefix = idempotencyKeyPrefix(kind, desired);
  return prefix === undefined ? undefined : `${prefix}-${desired.attempt ?? 0}-${valueDigest(values)}`;
}

/**
 * A key in its parts: whose it is, and how many before it were taken down; undefined for one that was not made here.
 */
export function readIdempotencyKey(
  key: string | undefined,
): { readonly prefix: string; readonly count: number } | undefined {
  const [, prefix = "", count = ""] = /^([0-9a-f]{16})-(\d{1,9})-[0-9a-f]{16}$/.exec(key ?? "") ?? [];
  return prefix === "" ? undefined : { prefix, count: Number(count) };
}
