import { defined } from "../../model/defined.ts";
import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Clock, Random } from "../../model/ports.ts";
import { isExactNumber, type KeptNumber, keptWhole, wholeOf } from "../exact-json.ts";
import { patched } from "../patched.ts";
import type { Account } from "./account.ts";
import { nowSeconds } from "./call.ts";
import { newCardId, SECONDS_TO_FIRST_TOUCH } from "./create-card.ts";
import { namedDateInfo } from "./date-info.ts";
import { baseInfoOf } from "./overlay.ts";
import type { StoredCard } from "./state.ts";
import { MOST_STOCK } from "./stock.ts";

/** How a card is set up without any call. */
export interface SeedOptions {
  readonly card_id?: string;
  /** `CARD_STATUS_VERIFY_OK` when absent. */
  readonly status?: string;
  /** How many users hold it, taken off the stock left; 0 when absent. */
  readonly claimed?: number;
  /** `api` when absent; console cards carry an empty `sub_title` as well. */
  readonly created_in?: "api" | "console";
  /** `MEMBER_CARD` when absent. */
  readonly card_type?: string;
  /** Imported codes of a card in deposit mode. */
  readonly deposited?: number;
  /** What calls of their own have set. */
  readonly settings?: JsonObject;
}

/**
 * What a card may be: a member card, or one of the others that an account's listing has. Source: documentation of
 * card/create.
 */
const CARD_TYPES = [
  "MEMBER_CARD",
  "GROUPON",
  "CASH",
  "DISCOUNT",
  "GIFT",
  "GENERAL_COUPON",
  "GENERAL_CARD",
  "MEETING_TICKET",
  "SCENIC_TICKET",
  "MOVIE_TICKET",
  "BOARDING_PASS",
  "BUS_TICKET",
];

function refuseUnknown({ card_type: type = "MEMBER_CARD", created_in: origin = "api" }: SeedOptions): void {
  if (!CARD_TYPES.includes(type)) throw new Error(`the sandbox plays no card of the type ${type}`);
  if (origin !== "api" && origin !== "console") throw new Error(`no card is made in: ${String(origin)}`);
}

/** What every card/get answer has, for seeds that do not say it. */
const ALWAYS_IN_BASE_INFO: JsonObject = {
  logo_url: "http://mmbiz.qpic.cn/mmbiz_png/sandbox/0",
  code_type: "CODE_TYPE_QRCODE",
  brand_name: "沙箱",
  title: "会员卡",
  color: "Color010",
  notice: "",
  description: "",
  date_info: { type: "DATE_TYPE_PERMANENT" },
};

const ALWAYS_IN_MEMBER_CARD: JsonObject = { supply_bonus: false, supply_balance: false, prerogative: "" };

function amount(value: Json | undefined): KeptNumber | undefined {
  return typeof value === "number" || isExactNumber(value) ? value : undefined;
}

function seconds(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

/**
 * What is stored of a seed or an edit: all of it but what the platform adds by itself, which is read or dropped. Of
 * another type than the platform writes it stays, and so do further members of `sku`: answers show them.
 */
function content(memberCard: JsonObject): JsonObject {
  const { id: _id, status, sku, create_time: created, update_time: updated, ...base } = baseInfoOf(memberCard);
  const dateInfo = base["date_info"];
  return {
    ...memberCard,
    base_info: {
      ...base,
      ...(isObject(dateInfo) ? { date_info: namedDateInfo(dateInfo) } : {}),
      ...(status === undefined || typeof status === "string" ? {} : { status }),
      ...skuBesides(sku),
      ...(created === undefined || typeof created === "number" ? {} : { create_time: created }),
      ...(updated === undefined || typeof updated === "number" ? {} : { update_time: updated }),
    },
  };
}

/** The `sku` of an answer without the amounts that are kept apart; nothing when no more is in it. */
function skuBesides(sku: Json | undefined): JsonObject {
  if (sku === undefined) return {};
  if (!isObject(sku)) return { sku };
  const besides = Object.entries(sku).filter(
    ([key, value]) => !["quantity", "total_quantity"].includes(key) || amount(value) === undefined,
  );
  return besides.length === 0 ? {} : { sku: Object.fromEntries(besides) };
}

/** The stock of a seed, which says what is left or the total; the most there may be where it says neither. */
function stockOf(sku: Json | undefined, claimed: number): StoredCard["sku"] {
  const { total_quantity: declaredTotal, quantity }: JsonObject = isObject(sku) ? sku : {};
  const total = amount(declaredTotal) ?? amount(quantity) ?? MOST_STOCK;
  const unclaimed = keptWhole((wholeOf(total) ?? 0n) - BigInt(claimed));
  const left = declaredTotal === undefined ? unclaimed : (amount(quantity) ?? unclaimed);
  return { quantity: left, total_quantity: total };
}

/**
 * Puts a card into an account as if it had been there all along; gives its id.
 *
 * Takes the members of `member_card` as card/get shows or card/create takes them: colours by name or value, `sku` with
 * what is left or in total; and any other member, which reads show as it is. A number past 2^53 is `{ "$number":
 * "9223372036854775807" }`. What every answer has and the seed does not say is filled in. Throws for a type of card
 * that does not exist.
 */
export function seedCard(
  account: Account,
  ports: { readonly clock: Clock; readonly random: Random },
  memberCard: JsonObject,
  options: SeedOptions = {},
): string {
  refuseUnknown(options);
  const isMemberCard = (options.card_type ?? "MEMBER_CARD") === "MEMBER_CARD";
  const createdIn = options.created_in ?? "api";
  const base = baseInfoOf(memberCard);
  const createTime = seconds(base["create_time"]) ?? nowSeconds(ports.clock);
  const stored = content(memberCard);
  const legacy: JsonObject = createdIn === "console" ? { sub_title: "" } : {};
  const card: StoredCard = {
    card_type: options.card_type ?? "MEMBER_CARD",
    created_in: createdIn,
    status: options.status ?? "CARD_STATUS_VERIFY_OK",
    content: {
      ...(isMemberCard ? ALWAYS_IN_MEMBER_CARD : {}),
      ...stored,
      base_info: { ...ALWAYS_IN_BASE_INFO, ...legacy, ...baseInfoOf(stored) },
    },
    sku: stockOf(base["sku"], options.claimed ?? 0),
    create_time: createTime,
    update_time: seconds(base["update_time"]) ?? createTime + SECONDS_TO_FIRST_TOUCH,
    ...defined({ deposited: options.deposited, settings: options.settings }),
  };
  const id = options.card_id ?? newCardId(ports);
  account.put(id, card);
  return id;
}

/**
 * An edit by a person at the console: every member below `member_card` may change, no refusal, nothing goes to review.
 *
 * Objects are changed member by member, null takes a member away; `base_info.status` and `base_info.sku` set what the
 * API never sets.
 */
export function editCard(account: Account, clock: Clock, id: string, patch: JsonObject): void {
  const card = account.card(id);
  if (card === undefined) throw new Error(`no such card in the sandbox: ${id}`);
  const base = baseInfoOf(patch);
  const sku = isObject(base["sku"]) ? base["sku"] : {};
  account.put(id, {
    ...card,
    content: content(patched(card.content, patch)),
    status: typeof base["status"] === "string" ? base["status"] : card.status,
    sku: {
      quantity: amount(sku["quantity"]) ?? card.sku.quantity,
      total_quantity: amount(sku["total_quantity"]) ?? card.sku.total_quantity,
    },
    update_time: nowSeconds(clock),
  });
}
