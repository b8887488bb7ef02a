import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Clock, Random } from "../../model/ports.ts";
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

/** What the platform adds by itself; in a seed it is read or dropped, never stored as content. */
const PLATFORMS_OWN = ["id", "status", "sku", "create_time", "update_time", "area_code_list"];

function amount(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function content(given: JsonObject): JsonObject {
  const base: Record<string, Json> = { ...baseInfoOf(given) };
  for (const key of PLATFORMS_OWN) delete base[key];
  const dateInfo = base["date_info"];
  if (isObject(dateInfo)) base["date_info"] = namedDateInfo(dateInfo);
  return { ...given, base_info: base };
}

/**
 * Puts a card into an account as if it had been there all along; gives its id.
 *
 * Takes the members of `member_card` as card/get shows or card/create takes them: colours by name or value, `sku` with what is left or in
 * total. What every answer has and the seed does not say is filled in.
 */
export function seedCard(
  account: Account,
  ports: { readonly clock: Clock; readonly random: Random },
  memberCard: JsonObject,
  options: SeedOptions = {},
): string {
  const isMemberCard = (options.card_type ?? "MEMBER_CARD") === "MEMBER_CARD";
  const createdIn = options.created_in ?? "api";
  const given = baseInfoOf(memberCard);
  const sku = isObject(given["sku"]) ? given["sku"] : {};
  const claimed = options.claimed ?? 0;
  const total = amount(sku["total_quantity"]) ?? amount(sku["quantity"]) ?? MOST_STOCK;
  const left = sku["total_quantity"] === undefined ? total - claimed : (amount(sku["quantity"]) ?? total - claimed);
  const createTime = amount(given["create_time"]) ?? nowSeconds(ports.clock);
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
    sku: { quantity: left, total_quantity: total },
    create_time: createTime,
    update_time: amount(given["update_time"]) ?? createTime + SECONDS_TO_FIRST_TOUCH,
    ...(options.deposited === undefined ? {} : { deposited: options.deposited }),
  };
  const id = options.card_id ?? newCardId(ports);
  account.put(id, card);
  return id;
}

/**
 * An edit by a person at the console: every member below `member_card` may change, no refusal, nothing goes to review.
 *
 * Objects are changed member by member, null takes a member away; `base_info.status` and `base_info.sku` set what the API never sets.
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
