import type { JsonObject } from "../../src/model/json.ts";
import { goldCard, goldId, liveGold } from "./documents.ts";
import type { ProjectFiles } from "./input.ts";
import { coffee, newWorld, type World, type WorldOptions } from "./world.ts";

/** So many merchant ids, from a number on. */
export function merchants(count: number, from = 1): string[] {
  return Array.from({ length: count }, (_, index) => `1900${String(from + index).padStart(6, "0")}`);
}

/** Instants of the rules of the tests: from before the fake clock's start to the end of 2027, in Shanghai. */
export const ruleBegin = 1_793_462_400;
export const ruleEnd = 1_830_268_799;

/** How a rule document differs from the usual one. */
export interface RuleDocument {
  readonly name?: string;
  readonly account?: string;
  readonly mchids: readonly string[];
  readonly card?: string;
  readonly least?: number;
  readonly most?: number;
  readonly end?: string;
  /** Lines before `spec:`. */
  readonly more?: string;
  /** Lines in `member_rule`. */
  readonly terms?: string;
}

/** A rule document. */
export function rule(one: RuleDocument): string {
  const { name = "spring", account = "coffee", card = "MemberCard/gold", least = 100, most = 100_000 } = one;
  return `kind: PayGiftRule
name: ${name}
account: ${account}
${one.more ?? ""}spec:
  base_info:
    mchid_list:
${one.mchids.map((id) => `      - "${id}"`).join("\n")}
    begin_time: 2026-11-01
    end_time: ${one.end ?? "2027-12-31"}
  member_rule:
    card_id: ${card}
    least_cost: ${least}
    max_cost: ${most}
${one.terms ?? ""}`;
}

/**
 * The gold card as the document of `gold` declares it, live; rules give it. With one rule document, or with the files
 * of a project.
 */
export async function ruleWorld(input: string | ProjectFiles, options: WorldOptions = {}): Promise<World> {
  const files = typeof input === "string" ? { "cards/gold.yaml": goldCard, "cards/spring.yaml": input } : input;
  const made = await newWorld({ ...options, files: { ...files, ...options.files } });
  made.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  return made;
}

/** The body of an add of the usual rule, for these merchant ids. */
export function addBody(mchids: readonly string[], terms: JsonObject = {}): JsonObject {
  return {
    rule_info: {
      type: "RULE_TYPE_PAY_MEMBER_CARD",
      base_info: { mchid_list: [...mchids], begin_time: ruleBegin, end_time: ruleEnd },
      member_rule: { card_id: goldId, least_cost: 100, max_cost: 100_000, ...terms },
    },
  };
}

/** The merchant ids that the platform has in rules, each rule sorted; by id. */
export function liveRules(made: World): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(made.rules()).map(([id, { mchid_list }]) => [id, [...mchid_list].sort()]));
}

/** What the state knows of a document's rules. */
export function lockedRules(made: World, address = "PayGiftRule/spring"): Record<string, readonly string[]> {
  const rules = (made.locked(address)?.["objects"] ?? {}) as Record<string, readonly string[]>;
  return Object.fromEntries(Object.entries(rules).map(([id, mchids]) => [id, [...mchids].sort()]));
}
