import { wholeOf } from "../../model/exact-number.ts";
import type { JsonObject } from "../../model/json.ts";
import { valueAt } from "../../model/pointer.ts";

/** Where a card has its stock as a target: the cards given out and those left. */
export const totalStock = "/base_info/sku/total_quantity";

/** What a read shows of the stock of a card. */
export interface LiveStock {
  readonly total: bigint;
  /** How many of them were given out; absent where the read does not show what is left. */
  readonly givenOut?: bigint;
}

/**
 * The stock of a live card; undefined where the read shows none, or one that cannot be: below zero, or less than what is
 * left of it. What is left falls as users take cards, so that only the total says how far the stock is from a wanted
 * one.
 *
 * Source: card/get captures 2015–2019, in which `total_quantity` is what was given out and what is left.
 */
export function liveStock(live: JsonObject): LiveStock | undefined {
  const [left, total] = [valueAt(live, "/base_info/sku/quantity"), valueAt(live, totalStock)].map(wholeOf);
  if (total === undefined || total < 0n || (left !== undefined && (left < 0n || left > total))) return undefined;
  return left === undefined ? { total } : { total, givenOut: total - left };
}

/** How many cards were given out, as a number that JSON can hold. Not how many people have one: some took several. */
export function givenOut(live: JsonObject): number | undefined {
  const count = liveStock(live)?.givenOut;
  return count === undefined || count > BigInt(Number.MAX_SAFE_INTEGER) ? undefined : Number(count);
}
