import { isObject, type Json, type JsonObject } from "../model/json.ts";
import { idsIn } from "../model/spread.ts";
import { isExactNumber, type KeptNumber } from "./exact-json.ts";
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

/** Puts a declared resource on the embedded platform as if it had been applied; false when it is there already. Throws for a kind that it does not play. */
export function fillIn(sandbox: Sandbox, { kind, identity, id, spec }: FillInput): boolean {
  switch (kind) {
    case "MemberCard":
      return fillMemberCard(sandbox, identity, id, spec);
    case "PayGiftRule":
      return fillRules(sandbox, identity, idsIn(id), spec);
    case "BrandCard":
      return fillBrandCard(sandbox, identity, id, spec);
    default:
      throw new Error(`the sandbox plays no ${kind}`);
  }
}

/** The stock of a card whose document declares none: well below the most there may be, so that it can be raised. */
const PLAUSIBLE_STOCK = 10_000;

function fillMemberCard(sandbox: Sandbox, appid: string, id: string, spec: JsonObject): boolean {
  if (sandbox.has(appid, id)) return false;
  const base = isObject(spec["base_info"]) ? spec["base_info"] : {};
  const sku = base["sku"] ?? { total_quantity: PLAUSIBLE_STOCK };
  sandbox.addCard(appid, { ...spec, base_info: { ...base, sku } }, { card_id: id });
  return true;
}

function fillBrandCard({ wechatpay }: Sandbox, brandId: string, id: string, spec: JsonObject): boolean {
  if (wechatpay.has(brandId, id)) return false;
  wechatpay.addCard(brandId, spec, { card_id: id });
  return true;
}

function amountOf(value: Json | undefined): KeptNumber {
  return typeof value === "number" || isExactNumber(value) ? value : Number(value ?? 0);
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
        begin_time: amountOf(base["begin_time"]),
        end_time: amountOf(base["end_time"]),
        member_rule: isObject(spec["member_rule"]) ? spec["member_rule"] : {},
      },
      { rule_id: id },
    );
  return true;
}
