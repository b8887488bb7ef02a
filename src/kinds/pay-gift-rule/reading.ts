import { asText, isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { NamedSubject, Reading, Target } from "../../model/kind.ts";
import { unnamedId } from "../../model/objects.ts";
import { valueAt } from "../../model/pointer.ts";
import type { LiveResource } from "../../model/resource.ts";
import { idOf } from "./answer.ts";
import { ruleType } from "./operations.ts";

/**
 * Understands the answer of getbyid. The documented state is `RULE_STATUS_OK`; others exist and have no documented
 * name, so it is an open text.
 */
export function readingOf(id: string, reply: JsonObject): Reading {
  const info = reply["rule_info"];
  if (!isObject(info) || !isWhole(info)) return { status: "unusable" };
  const type = info["type"];
  if (type !== undefined && type !== ruleType) return { status: "foreign", why: asText(type) };
  return { ...ruleOf(info), id };
}

/**
 * The id in an answer of getbyid, where there is one: no source shows any, and none shows that there is none. A 0
 * stands for none. What an answer without an id is about its merchant ids tell, since a merchant id can be in one rule
 * only: see `observe/foreign-items.ts`.
 */
export function subject(reply: JsonObject, { id }: Target): NamedSubject[] {
  return ["/rule_info/rule_id", "/rule_info/id", "/rule_id"].map((pointer) => {
    const value = valueAt(reply, pointer);
    const came = value === 0 || value === "" || value === "0" ? undefined : value;
    return { name: "rule_id", asked: id, came, shown: "never-proved" };
  });
}

/** True for an answer that says which merchant ids a rule holds: without them nothing may be concluded from it. */
export function isWhole({ base_info: base }: JsonObject): boolean {
  return isObject(base) && Array.isArray(base["mchid_list"]);
}

/**
 * One rule of a listing: its id where the platform shows one, which no source proves, else a name made of its merchant
 * ids.
 */
export function listedRule(info: JsonObject): LiveResource {
  const rule = ruleOf(info);
  const items = mchids(rule.spec);
  const id = idOf(info["rule_id"]) ?? idOf(info["id"]) ?? unnamedId(items);
  return { ...rule, id, aliases: items.map((item) => unnamedId([item])) };
}

function ruleOf(info: JsonObject): LiveResource {
  const base = isObject(info["base_info"]) ? info["base_info"] : {};
  const list = base["mchid_list"];
  // Merchant ids are texts in documents; an answer that writes them as numbers means the same.
  const texts = Array.isArray(list) ? (list as readonly Json[]).map(asText) : [];
  const spec = { ...info, base_info: { ...base, mchid_list: texts } };
  return { status: "found", id: "", spec, review: "passed", state: asText(base["status"]) };
}

function mchids(spec: JsonObject): string[] {
  const base = spec["base_info"];
  const list = isObject(base) ? base["mchid_list"] : undefined;
  return Array.isArray(list) ? (list as readonly string[]).map(asText) : [];
}
