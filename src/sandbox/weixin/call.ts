import { isUtf8 } from "node:buffer";
import type { JsonObject } from "../../model/json.ts";
import type { Clock, Random } from "../../model/ports.ts";
import type { Behaviours } from "../behaviours.ts";
import type { Received } from "../platform.ts";
import { randomWord } from "../random-text.ts";
import type { WireObject } from "../wire-text.ts";
import type { Account } from "./account.ts";
import { type Refusal, refuse } from "./refusal.ts";
import type { ObjectShape } from "./shape.ts";
import { decode } from "./strict-decoder.ts";

/** What a call may use. */
export interface CallContext {
  readonly account: Account;
  /** All accounts that are played, by appid, this one included. */
  readonly accounts: ReadonlyMap<string, Account>;
  readonly behaviours: Behaviours;
  readonly clock: Clock;
  readonly random: Random;
  readonly received: Received;
}

/** What a call answers: an object, bytes ready to send, or a refusal. */
export type Reply = { readonly json: WireObject } | { readonly bytes: Uint8Array } | Refusal;

/** One card call: token, quota and method are settled before it runs. */
export type Call = (context: CallContext) => Reply;

/** The plain success. */
export const OK: JsonObject = { errcode: 0, errmsg: "ok" };

/**
 * Most characters of the unread rest that an errmsg quotes; where the behaviour cuts it short, as many as a captured
 * one did.
 */
const QUOTED_CHARACTERS = { whole: 512, short: 115 } as const;

/** An escape that stands for anything but a control character; `\\u` is a backslash and a letter. */
const UNICODE_ESCAPE = /(?:^|[^\\])(?:\\\\)*\\u(?!00[01][0-9a-f]|007f)/i;

/** Reads the body of a call against its table; 44002, 45002, 47002 or 47001 when that cannot be done. */
export function readBody(context: CallContext, table: ObjectShape): { readonly body: JsonObject } | Refusal {
  const { received, behaviours, random } = context;
  if (received.tooLarge) return refuse(45002);
  if (received.body.length === 0) return refuse(44002);
  if (!isUtf8(received.body)) return refuse(47001);
  const text = received.body.toString("utf8");
  if (behaviours.unicodeEscapes === "refused" && text.includes("\\u") && UNICODE_ESCAPE.test(text))
    return refuse(47002);
  const decoded = decode(text, table, behaviours);
  if (decoded.ok) return { body: decoded.value };
  const rest = quoted(decoded.rest, behaviours.errorBefore.quotes);
  return refuse(47001, `data format error hint: [${randomWord(random, 12)}] Error before ${rest}`);
}

/** The rest as an errmsg quotes it; only the captured one that was cut short says so. */
function quoted(rest: string, manner: "whole" | "short"): string {
  const most = QUOTED_CHARACTERS[manner];
  if (rest.length <= most) return rest;
  return rest.slice(0, most).replace(/[\ud800-\udbff]$/, "") + (manner === "short" ? "..." : "");
}

/**
 * The first refusal with a code that no source has whose condition holds, unless the behaviours take what would be
 * refused.
 */
export function unsourcedRefusal(
  behaviours: Pick<Behaviours, "codes">,
  conditions: Readonly<Partial<Record<keyof Behaviours["codes"], boolean>>>,
): Refusal | undefined {
  const names = Object.keys(conditions) as (keyof Behaviours["codes"])[];
  const name = names.find((one) => conditions[one] === true && behaviours.codes[one] !== 0);
  return name === undefined ? undefined : refuse(behaviours.codes[name]);
}

/** The card a call is about: 41012 without an id, 40073 for one the account does not have. */
export function namedCard(account: Account, body: JsonObject): { readonly id: string; readonly card: Card } | Refusal {
  const id = body["card_id"];
  if (typeof id !== "string" || id === "") return refuse(41012);
  const card = account.card(id);
  return card === undefined ? refuse(40073) : { id, card };
}

type Card = NonNullable<ReturnType<Account["card"]>>;

/** True for a card that was deleted, by the merchant or by the platform. */
export function isDeleted(card: Card): boolean {
  return card.status === "CARD_STATUS_DELETE" || card.status === "CARD_STATUS_SYS_DELETE";
}

/** Unix seconds on the sandbox's clock. */
export function nowSeconds(clock: Clock): number {
  return Math.floor(clock.now() / 1000);
}

/** True for a refusal. */
export function isRefusal(value: object): value is Refusal {
  return "errcode" in value;
}
