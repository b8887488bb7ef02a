import { type Call, isRefusal, OK, readBody } from "../call.ts";
import { namedRule } from "./named-rule.ts";
import { ruleIdTable } from "./rule-tables.ts";

/** POST /card/paygiftcard/delete: the rule is gone, and its merchant ids are free at once. */
export const deleteRule: Call = (context) => {
  const read = readBody(context, ruleIdTable);
  if (isRefusal(read)) return read;
  const found = namedRule(context, read.body);
  if (isRefusal(found)) return found;
  if (context.behaviours.okButUnchanged !== true) context.account.removeRule(found.id);
  return { json: OK };
};
