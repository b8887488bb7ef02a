import { isObject, type JsonObject } from "../model/json.ts";
import { idsIn } from "../model/spread.ts";
import type { Sandbox } from "./sandbox.ts";

/** One resource as its document declares it, in wire form. */
export interface FillInput {
  readonly kind: string;
  /** The appid, or the id of a brand. */
  readonly identity: string;
  /** One id, or several of a resource that is several objects. */
  readonly id: string;
  readonly spec: JsonObject;
}

/** Puts a declared resource on the embedded platform as if it had been applied; false when it is there already. */
export function fillIn(sandbox: Sandbox, { kind, identity, id, spec }: FillInput): boolean {
  if (kind === "PayGiftRule") return fillRules(sandbox, identity, idsIn(id), spec);
  if (kind === "BrandCard") return fillBrandCard(sandbox, identity, id, spec);
  if (sandbox.has(identity, id)) return false;
  sandbox.addCard(identity, spec, { card_id: id });
  return true;
}

function fillBrandCard({ wechatpay }: Sandbox, brandId: string, id: string, spec: JsonObject): boolean {
  if (wechatpay.has(brandId, id)) return false;
  wechatpay.addCard(brandId, spec, { card_id: id });
  return true;
}

/** Merchant ids are spread evenly over the ids that the document names. */
function fillRules(sandbox: Sandbox, appid: string, ids: readonly string[], spec: JsonObject): boolean {
  const known = sandbox.rules(appid);
  const base = isObject(spec["base_info"]) ? spec["base_info"] : {};
  const list = base["mchid_list"];
  const mchids = Array.isArray(list) ? (list as readonly string[]) : [];
  // One that was replaced has another id by now; a merchant id is in one rule only.
  const held = new Set(Object.values(known).flatMap(({ mchid_list: all }) => all));
  if (ids.some((id) => known[id] !== undefined) || mchids.some((mchid) => held.has(mchid))) return false;
  const each = Math.ceil(mchids.length / ids.length);
  for (const [index, id] of ids.entries())
    sandbox.addRule(
      appid,
      {
        mchid_list: mchids.slice(index * each, (index + 1) * each),
        begin_time: Number(base["begin_time"] ?? 0),
        end_time: Number(base["end_time"] ?? 0),
        member_rule: isObject(spec["member_rule"]) ? spec["member_rule"] : {},
      },
      { rule_id: id },
    );
  return true;
}
