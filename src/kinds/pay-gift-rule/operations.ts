import type { WireRequest } from "../../model/client.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Operation, OperationInput } from "../../model/kind.ts";
import { wireNumber } from "../../model/objects.ts";

/** The only documented type of rule. Source: Manage Member Card 8.4.1. */
export const ruleType = "RULE_TYPE_PAY_MEMBER_CARD";

/** Reads one rule. Source: Manage Member Card 8.4.3. */
export function readRule(id: string): WireRequest {
  return { method: "POST", path: "/card/paygiftcard/getbyid", body: { rule_id: wireNumber(id) } };
}

/**
 * Adds a rule for at most 10 merchant ids.
 *
 * The call has no idempotency key, but a merchant id can be in one rule only, so a repeated one is refused. Source:
 * Manage Member Card 8.4.1.
 */
const add: Operation = {
  method: "POST",
  path: "/card/paygiftcard/add",
  root: "/rule_info",
  body: ({ values }: OperationInput): JsonObject => ({ rule_info: { type: ruleType, ...values } }),
  repeatable: false,
};

/** Takes a rule down. An id goes as a number, as it came. Source: Manage Member Card 8.4.2. */
const remove: Operation = {
  method: "POST",
  path: "/card/paygiftcard/delete",
  root: "",
  body: ({ id }: OperationInput): JsonObject => ({ rule_id: /^[0-9]+$/.test(id) ? wireNumber(id) : id }),
  repeatable: true,
};

/**
 * `find` is an add that is expected to be refused: the refusal names the rule that has the merchant ids, which no
 * listing is known to do.
 */
export const operations: Readonly<Record<string, Operation>> = { add, find: add, delete: remove };
