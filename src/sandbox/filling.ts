import { isObject, type JsonObject } from "../model/json.ts";
import type { EmbeddedResource } from "../model/kind.ts";
import { idsIn } from "../model/objects.ts";
import { type FillRulesInput, fillRules } from "./fill-rules.ts";
import type { Sandbox } from "./sandbox.ts";
import { inventedMembers } from "./weixin/members/invented.ts";

/** One resource as its document declares it, in wire form; with an empty `spec` for one that is to be deleted. */
export interface FillInput {
  /** As what its kind says that it is kept here. */
  readonly as: EmbeddedResource;
  /** True where a resource of its kind may name another: those are put there before. */
  readonly refers: boolean;
  /** The appid, or the id of a brand. */
  readonly identity: string;
  /** One id, or several of a resource that is several objects. */
  readonly id: string;
  readonly spec: JsonObject;
}

/**
 * Puts declared resources on the embedded platform; gives those that were not there already. Throws for what it does
 * not play.
 */
export function fillAll<Input extends FillInput>(
  sandbox: Sandbox,
  inputs: readonly Input[],
  nowSeconds: number,
): readonly Input[] {
  return inputs
    .toSorted((a, b) => turnOf(a) - turnOf(b))
    .filter((input) => fillerOf(input)(sandbox, input, nowSeconds));
}

function fillerOf({ as }: FillInput): Filler {
  if (!Object.hasOwn(fillers, as)) throw new Error(`the sandbox plays no ${as}`);
  return fillers[as];
}

/** Resources find those there that they name, and none that is to be deleted. */
function turnOf({ refers, spec }: FillInput): number {
  if (Object.keys(spec).length === 0) return 2;
  return refers ? 1 : 0;
}

/** Puts a declared resource on the embedded platform as if it had been applied; false when it is there already. */
type Filler = (sandbox: Sandbox, input: FillInput, nowSeconds: number) => boolean;

const fillers: Readonly<Record<EmbeddedResource, Filler>> = {
  card: (sandbox, { identity, id, spec }) => fillMemberCard(sandbox, identity, id, spec),
  "pay-gift-rule": (sandbox, { identity, id, spec }, nowSeconds) =>
    fillPayGiftRules(sandbox, identity, { ids: idsIn(id), spec, nowSeconds }),
  "card-template": (sandbox, { identity, id, spec }) => fillTemplate(sandbox, identity, id, spec),
};

/** The stock of a card whose document declares none: well below the most there may be, so that it can be raised. */
const PLAUSIBLE_STOCK = 10_000;

function fillMemberCard(sandbox: Sandbox, appid: string, id: string, spec: JsonObject): boolean {
  if (sandbox.has(appid, id)) return false;
  const { settings, ...content } = spec;
  const base = isObject(content["base_info"]) ? content["base_info"] : {};
  const sku = base["sku"] ?? { total_quantity: PLAUSIBLE_STOCK };
  const set = isObject(settings) ? { settings } : {};
  sandbox.addCard(appid, { ...content, base_info: { ...base, sku } }, { card_id: id, ...set });
  for (const member of inventedMembers(id, sandbox.members(appid).length)) sandbox.addMember(appid, member);
  return true;
}

/** A card that rules give by an id which no document has is put there as well: it is on the real platform. */
function fillPayGiftRules(sandbox: Sandbox, appid: string, rules: Omit<FillRulesInput, "appid">): boolean {
  const isPut = fillRules(sandbox, { appid, ...rules });
  const terms = rules.spec["member_rule"];
  const cardId = isObject(terms) ? terms["card_id"] : undefined;
  if (isPut && typeof cardId === "string") fillMemberCard(sandbox, appid, cardId, {});
  return isPut;
}

function fillTemplate({ wechatpay }: Sandbox, brandId: string, id: string, spec: JsonObject): boolean {
  if (wechatpay.has(brandId, id)) return false;
  wechatpay.addCard(brandId, spec, { card_id: id });
  return true;
}
