import type { ForeignHolder } from "../../pay-gift-behaviours.ts";
import type { WireObject } from "../../wire-text.ts";
import type { CallContext } from "../call.ts";
import { wordsOf } from "../refusal.ts";
import { occupies } from "./rule-life.ts";

/** A merchant id that cannot be in a new rule. */
export interface RefusedMerchant {
  readonly mchid: string;
  readonly errcode: number;
  /** Whose rule has it, for 72004. */
  readonly holder?: ForeignHolder;
}

/**
 * Which of these merchant ids cannot be in a new rule, in their order.
 *
 * One merchant id is in one rule only, over all accounts and whatever the times and amounts; 72004 names the rule that
 * has it, also when it is the account's own. Source: Manage Member Card 8.4.1; the help text of a SaaS ("one rule for
 * each merchant id").
 */
export function refusedMerchants(context: CallContext, merchants: readonly string[]): readonly RefusedMerchant[] {
  const { refuse } = context.behaviours.payGift;
  const holders = holdersOf(context, new Set(merchants));
  return merchants.flatMap((mchid): RefusedMerchant[] => {
    const holder = holders.get(mchid);
    const isHeld = holder !== undefined || hasFormerHolder(context, mchid);
    const errcode = refuse[mchid] ?? (isHeld ? 72004 : undefined);
    if (errcode === undefined) return [];
    return [holder === undefined || errcode !== 72004 ? { mchid, errcode } : { mchid, errcode, holder }];
  });
}

/** True for a merchant id of the older protocol, which has no rule that could be named. */
function hasFormerHolder({ accounts }: CallContext, mchid: string): boolean {
  return [...accounts.values()].some(({ formerHolders }) => formerHolders.has(mchid));
}

function holdersOf(context: CallContext, merchants: ReadonlySet<string>): ReadonlyMap<string, ForeignHolder> {
  const holders = new Map(Object.entries(context.behaviours.payGift.occupied));
  for (const { appid, rules } of context.accounts.values()) {
    for (const [rule_id, rule] of rules()) {
      const taken = rule.mchid_list.filter((mchid) => merchants.has(mchid));
      if (taken.length === 0 || !occupies(rule, context)) continue;
      for (const mchid of taken) holders.set(mchid, { appid, rule_id });
    }
  }
  return holders;
}

/** One item of the list of what failed. */
export function shownRefusal({ mchid, errcode, holder }: RefusedMerchant): WireObject {
  const shown = { mchid, errcode, errmsg: wordsOf(errcode) };
  if (holder === undefined) return shown;
  return { ...shown, occupy_rule_id: BigInt(holder.rule_id), occupy_appid: holder.appid };
}
