import { isObject, type Json, type JsonObject } from "../model/json.ts";
import { keptWhole, wholeOf } from "./exact-json.ts";
import type { Sandbox } from "./sandbox.ts";

/** The rules of one document. */
export interface FillRulesInput {
  readonly appid: string;
  readonly ids: readonly string[];
  /** As the document declares it, in wire form; empty for one that is to be deleted. */
  readonly spec: JsonObject;
  readonly nowSeconds: number;
}

const DAY_SECONDS = 86_400n;
const YEAR_SECONDS = 365n * DAY_SECONDS;

/** Upper amount of a rule that declares none, ¥100,000.00, unless its lower one is above that. */
const PLAUSIBLE_MAX_COST = 10_000_000n;

/** The card of a rule that declares none, in an account without a member card. */
const PLAUSIBLE_CARD = "pEmbeddedPlatformMemberCard0";

/** Merchant ids of rules whose document lists none: nobody has such a one, real ids begin with 1. */
const FIRST_PLAUSIBLE_MERCHANT = 9_900_000_001;

/**
 * Puts the rules of a document on the embedded platform, its merchant ids spread evenly over its rule ids; false when
 * some of it is there already.
 *
 * What the document does not declare is made up. A rule id for which no merchant id is left gets no rule, since none is
 * without merchant ids.
 */
export function fillRules(sandbox: Sandbox, { appid, ids, spec, nowSeconds }: FillRulesInput): boolean {
  const known = sandbox.rules(appid);
  const base = memberOf(spec, "base_info");
  const taken = new Set(Object.values(known).flatMap(({ mchid_list: all }) => all));
  const declared = textsOf(base["mchid_list"]);
  // One that was replaced has another id by now; a merchant id is in one rule only.
  if (ids.some((id) => known[id] !== undefined) || declared?.some((mchid) => taken.has(mchid))) return false;
  const groups = spread(declared ?? freeMerchants(taken, ids.length), ids.length);
  const terms = { ...timesOf(base, BigInt(nowSeconds)), member_rule: memberRuleOf(sandbox, appid, spec) };
  for (const [index, id] of ids.entries()) {
    const merchants = groups[index] ?? [];
    if (merchants.length > 0) sandbox.addRule(appid, { ...terms, mchid_list: merchants }, { rule_id: id });
  }
  return true;
}

function memberOf(parent: JsonObject, key: string): JsonObject {
  const value = parent[key];
  return isObject(value) ? value : {};
}

function textsOf(value: Json | undefined): readonly string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}

/** So many groups of neighbours, whose sizes differ by one at most; the first ones are the larger. */
function spread(merchants: readonly string[], count: number): readonly (readonly string[])[] {
  const size = Math.floor(merchants.length / count);
  const larger = merchants.length % count;
  const startOf = (group: number): number => group * size + Math.min(group, larger);
  return Array.from({ length: count }, (_, group) => merchants.slice(startOf(group), startOf(group + 1)));
}

/** Merchant ids that no rule of the account has. */
function freeMerchants(taken: ReadonlySet<string>, count: number): readonly string[] {
  const free: string[] = [];
  for (let number = FIRST_PLAUSIBLE_MERCHANT; free.length < count; number += 1)
    if (!taken.has(String(number))) free.push(String(number));
  return free;
}

/** In effect now for a year, as far as the document leaves that open. */
function timesOf(base: JsonObject, now: bigint) {
  const declaredBegin = wholeOf(base["begin_time"]);
  const declaredEnd = wholeOf(base["end_time"]);
  const begin = declaredBegin ?? earlier(now, (declaredEnd ?? now) - DAY_SECONDS);
  const end = declaredEnd ?? later(now, begin) + YEAR_SECONDS;
  return { begin_time: keptWhole(later(begin, 0n)), end_time: keptWhole(end) };
}

function memberRuleOf(sandbox: Sandbox, appid: string, spec: JsonObject): JsonObject {
  const declared = memberOf(spec, "member_rule");
  const least = wholeOf(declared["least_cost"]);
  const most = wholeOf(declared["max_cost"]);
  const leastCost = least ?? earlier(1n, most ?? 1n);
  return {
    card_id: memberCardOf(sandbox, appid),
    ...declared,
    least_cost: keptWhole(leastCost),
    max_cost: keptWhole(most ?? later(leastCost, PLAUSIBLE_MAX_COST)),
  };
}

/** A rule gives a card of its account. */
function memberCardOf(sandbox: Sandbox, appid: string): string {
  const cards = Object.entries(sandbox.state(appid).cards);
  const usable = cards.find(
    ([, { card_type: type, status }]) => type === "MEMBER_CARD" && status !== "CARD_STATUS_DELETE",
  );
  return usable?.[0] ?? PLAUSIBLE_CARD;
}

function earlier(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function later(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
