import type { JsonObject } from "../../../model/json.ts";
import type { CallContext } from "../call.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { StoredRule } from "../state.ts";
import { fateOf } from "./rule-life.ts";

/** A rule with its id. */
export interface NamedRule {
  readonly id: string;
  readonly rule: StoredRule;
}

/**
 * The rule a call is about: 41011 without an id, 72034 for one the account does not have, 72032 where expired ones are
 * refused.
 */
export function namedRule(context: CallContext, body: JsonObject): NamedRule | Refusal {
  const id = body["rule_id"];
  if (typeof id !== "string") return refuse(41011);
  const rule = context.account.rule(id);
  if (rule === undefined) return refuse(72034);
  const fate = fateOf(rule, context);
  if (fate === "gone") return refuse(72034);
  return fate === "refused" ? refuse(72032) : { id, rule };
}
