import { isUtf8 } from "node:buffer";
import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Random } from "../../model/ports.ts";
import { exactJson } from "../exact-json.ts";
import type { Received } from "../platform.ts";
import type { WechatPayBehaviours } from "../wechatpay-behaviours.ts";
import type { Brand } from "./brand.ts";
import type { Caller } from "./callers.ts";
import { type Read, readObject } from "./read-value.ts";
import { isRefusal, type Refusal, refuse, wrong } from "./refusal.ts";
import { type ObjectShape, objectOf, type Shape } from "./shape.ts";
import type { Signer } from "./signer.ts";
import { brandTable } from "./template-tables.ts";

/** What a call may use. Who calls, and how often, is settled before. */
export interface CallContext {
  readonly caller: Caller;
  readonly brands: ReadonlyMap<string, Brand>;
  readonly behaviours: WechatPayBehaviours;
  readonly random: Random;
  readonly signer: Signer;
  /** Milliseconds on the platform's clock. */
  readonly now: number;
  readonly received: Received;
}

/** What a call answers: an object, or a refusal. */
export type Reply = { readonly json: JsonObject } | Refusal;

/** One call; `cardId` is empty for calls whose path names none. */
export type Call = (context: CallContext, cardId: string) => Reply;

/**
 * Reads a JSON body against the table of a call; of a service provider it takes `brand_id` as well. What is `stored`
 * may have members that the table does not know, where the behaviours take them.
 */
export function readBody(
  context: CallContext,
  keys: Readonly<Record<string, Shape>>,
  stored?: { readonly never: readonly string[] },
): Read<JsonObject> {
  const { received, caller, behaviours } = context;
  const whole = (issue: string) => wrong({ field: "", location: "body" }, undefined, issue);
  if (!isUtf8(received.body)) return whole("is not UTF-8");
  const parsed = parse(received.body.toString("utf8"));
  if (parsed === undefined) return whole("is not JSON");
  const brandKeys = caller.role === "partner" ? brandTable.keys : {};
  const table = objectOf({ ...brandKeys, ...keys });
  const takes = stored !== undefined && behaviours.unknownMembers === "taken";
  const never = takes && isObject(parsed) ? stored.never.find((key) => isUnknown(parsed, table, key)) : undefined;
  if (never !== undefined && isObject(parsed))
    return wrong({ field: `/${never}`, location: "body" }, parsed[never], "is not a parameter of this call");
  const unknown = takes ? "taken" : behaviours.strictKeys ? "refused" : "dropped";
  const read = readObject(parsed, table, { field: "", unknown, behaviours });
  if (isRefusal(read)) return read;
  // What was dropped counts as well: the rule is about every byte of a request.
  if (received.body.some((byte) => byte >= 0xf0)) return whole("has a character of more than three bytes of UTF-8");
  return read;
}

function isUnknown(body: JsonObject, { keys }: ObjectShape, key: string): boolean {
  return Object.hasOwn(body, key) && !Object.hasOwn(keys, key);
}

function parse(text: string): Json | undefined {
  try {
    return exactJson(text);
  } catch {
    return undefined;
  }
}

/** PARAM_ERROR for a call that takes no body and was given one. */
export function refuseBody({ received, behaviours }: CallContext): Refusal | undefined {
  if (received.body.length === 0 || !behaviours.strictKeys) return undefined;
  return wrong({ field: "", location: "body" }, received.body.toString("utf8"), "this call takes no body");
}

/**
 * Reads the query of a call that takes these parameters, and `brand_id` of a service provider. Given twice is refused.
 */
export function readQuery(
  { received: { query }, caller, behaviours }: CallContext,
  names: readonly string[],
): { readonly query: ReadonlyMap<string, string> } | Refusal {
  const known = caller.role === "partner" ? [...names, "brand_id"] : names;
  const values = new Map<string, string>();
  for (const [name, value] of query) {
    const place = { field: name, location: "query" } as const;
    if (!known.includes(name)) {
      if (behaviours.strictKeys) return wrong(place, value, "is not a parameter of this call");
      continue;
    }
    if (values.has(name)) return wrong(place, value, "is given twice");
    values.set(name, value);
  }
  return { query: values };
}

/**
 * The brand that a call is for: the one a service provider names, if it authorised them (403), else the caller itself.
 */
export function brandOf(
  { caller, brands }: CallContext,
  named: Json | undefined,
  location: "body" | "query",
): Brand | Refusal {
  const field = location === "body" ? "/brand_id" : "brand_id";
  if (caller.role === "partner" && (named === undefined || named === ""))
    return wrong({ field, location }, named, "is required");
  const id = caller.role === "partner" ? String(named) : caller.id;
  const brand = caller.brands.has(id) ? brands.get(id) : undefined;
  return brand ?? refuse("NO_AUTH");
}
