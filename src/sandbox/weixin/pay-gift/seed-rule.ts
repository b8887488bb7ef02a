import type { JsonObject } from "../../../model/json.ts";
import type { Clock } from "../../../model/ports.ts";
import { patched } from "../../patched.ts";
import type { Account } from "../account.ts";
import { type CallContext, nowSeconds } from "../call.ts";
import type { StoredRule } from "../state.ts";
import { newRuleId } from "./rule-id.ts";
import { STATUS_OK } from "./rule-life.ts";
import { RULE_TYPE } from "./rule-tables.ts";

/** A rule that is set up without any call: times in unix seconds, amounts in fen. */
export interface RuleSeed {
  readonly mchid_list: readonly string[];
  readonly begin_time: number;
  readonly end_time: number;
  readonly member_rule: JsonObject;
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

/** What a person at the console changes: members given are replaced, `member_rule` member by member, where null takes one away. */
export type RulePatch = Partial<RuleSeed> & { readonly status?: string };

/** Puts a rule into an account as if it had been there all along; nothing is refused, not even a merchant id in two rules. Gives its id. */
export function seedRule(
  context: Pick<CallContext, "account" | "accounts" | "habits" | "random" | "clock">,
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
  });
  return id;
}

function stored(account: Account, id: string): StoredRule {
  const rule = account.rule(id);
  if (rule === undefined) throw new Error(`no such rule in the sandbox: ${id}`);
  return rule;
}

/** An edit by a person at the console, which no call can do: the rule keeps its id, and nothing is refused. */
export function editRule(account: Account, clock: Clock, id: string, patch: RulePatch): void {
  const rule = stored(account, id);
  account.putRule(id, {
    ...rule,
    ...patch,
    mchid_list: [...(patch.mchid_list ?? rule.mchid_list)],
    member_rule: patched(rule.member_rule, patch.member_rule ?? {}),
    update_time: nowSeconds(clock),
  });
}

/** A deletion by a person at the console. */
export function dropRule(account: Account, id: string): void {
  stored(account, id);
  account.removeRule(id);
}
