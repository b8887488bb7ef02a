import type { JsonObject } from "../../model/json.ts";
import type { Operation, OperationInput, Reading } from "../../model/kind.ts";
import { lists, peopleIn } from "./lists.ts";

/**
 * Sets the whole list: whoever is not in the request is off it, so that both lists go out even where only one changes.
 * Sent twice it leaves the same list, so that nothing has to be written down before. Source: test whitelist of the
 * documentation (全量设置), 2018–2024.
 */
const set: Operation = {
  method: "POST",
  path: "/card/testwhitelist/set",
  root: "",
  body: ({ values, live }: OperationInput): JsonObject => ({
    openid: peopleIn(values["openid"] === undefined ? live : values, "openid"),
    username: peopleIn(values["username"] === undefined ? live : values, "username"),
  }),
  repeatable: true,
  answersWhole: true,
};

/** By the name that `x-via` uses. */
export const operations: Readonly<Record<string, Operation>> = { set };

/**
 * Understands the answer of `set`, which says who is on the list by now. One that says nothing of it shows no list:
 * nobody may be taken for listed by it.
 */
export function readingOf(id: string, reply: JsonObject): Reading {
  const { success_openid: openid = [], success_username: username = [], white_list_size: size } = reply;
  const isShown = reply["success_openid"] !== undefined || reply["success_username"] !== undefined || size === 0;
  if (!isShown || !Array.isArray(openid) || !Array.isArray(username)) return { status: "unusable" };
  const spec = Object.fromEntries(lists.map((list) => [list, peopleIn({ openid, username }, list)]));
  return { status: "found", id, spec, review: "passed", state: "" };
}
