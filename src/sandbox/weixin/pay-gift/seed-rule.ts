import type { JsonObject } from "../../../model/json.ts";
import type { Clock } from "../../../model/ports.ts";
import type { KeptNumber } from "../../exact-json.ts";
import { patched } from "../../patched.ts";
import type { Account } from "../account.ts";
import { type CallContext, nowSeconds } from "../call.ts";
import type { StoredRule } from "../state.ts";
import { newRuleId } from "./rule-id.ts";
import { STATUS_OK } from "./rule-life.ts";
import { RULE_TYPE } from "./rule-tables.ts";

/**
 * A rule that is set up without any call: times in unix seconds, amounts in fen; `{ "$number": "9223372036854775807" }`
 * for a number past 2^53.
 */
export interface RuleSeed {
  readonly mchid_list: readonly string[];
  readonly begin_time: KeptNumber;
  readonly end_time: KeptNumber;
  readonly member_rule: JsonObject;
  /**
   * Laid over what reads show at the top of the rule: members that no documentation knows, or known ones of another
   * type.
   */
  readonly rule_info?: JsonObject;
  /** The same for its `base_info`. */
  readonly base_info?: JsonObject;
}

/** What a seeded rule would else be given. */
export interface RuleSeedOptions {
  /** Decimal digits; the next id when absent. */
  readonly rule_id?: string;
  /** `RULE_STATUS_OK` when absent. */
  readonly status?: string;
  /** Unix seconds; now when absent. */
  readonly create_time?: number;
}

/**
 * What a person at the console changes: members given are replaced, those that are objects member by member, where null
 * takes one away.
 */
export type RulePatch = Partial<RuleSeed> & { readonly status?: string };

/**
 * Puts a rule into an account as if it had been there all along; nothing is refused, not even a merchant id in two
 * rules. Gives its id.
 */
export function seedRule(
  context: Pick<CallContext, "account" | "accounts" | "behaviours" | "random" | "clock">,
  seed: RuleSeed,
  options: RuleSeedOptions = {},
): string {
  const id = options.rule_id ?? newRuleId(context);
  if (!/^(0|[1-9]\d*)$/.test(id)) throw new Error(`no rule id: ${id}`);
  if (context.account.rule(id) !== undefined) throw new Error(`a rule of the sandbox has this id already: ${id}`);
  const createTime = options.create_time ?? nowSeconds(context.clock);
  context.account.putRule(id, {
    type: RULE_TYPE,
    mchid_list: [...seed.mchid_list],
    begin_time: seed.begin_time,
    end_time: seed.end_time,
    status: options.status ?? STATUS_OK,
    create_time: createTime,
    update_time: createTime,
    member_rule: structuredClone(seed.member_rule),
    ...shownBesides(seed.rule_info ?? {}, seed.base_info ?? {}),
  });
  return id;
}

/** What of a rule is shown besides; nothing of what is empty. */
export function shownBesides(ruleInfo: JsonObject, baseInfo: JsonObject): Pick<StoredRule, "rule_info" | "base_info"> {
  return {
    ...(Object.keys(ruleInfo).length === 0 ? {} : { rule_info: structuredClone(ruleInfo) }),
    ...(Object.keys(baseInfo).length === 0 ? {} : { base_info: structuredClone(baseInfo) }),
  };
}

function stored(account: Account, id: string): StoredRule {
  const rule = account.rule(id);
  if (rule === undefined) throw new Error(`no such rule in the sandbox: ${id}`);
  return rule;
}

/** An edit by a person at the console, which no call can do: the rule keeps its id, and nothing is refused. */
export function editRule(account: Account, clock: Clock, id: string, patch: RulePatch): void {
  const { rule_info: ruleInfo = {}, base_info: baseInfo = {}, ...rule } = stored(account, id);
  const { rule_info: rulePatch = {}, base_info: basePatch = {}, ...changes } = patch;
  account.putRule(id, {
    ...rule,
    ...changes,
    mchid_list: [...(patch.mchid_list ?? rule.mchid_list)],
    member_rule: patched(rule.member_rule, patch.member_rule ?? {}),
    ...shownBesides(patched(ruleInfo, rulePatch), patched(baseInfo, basePatch)),
    update_time: nowSeconds(clock),
  });
}

/** A deletion by a person at the console. */
export function dropRule(account: Account, id: string): void {
  stored(account, id);
  account.removeRule(id);
}
