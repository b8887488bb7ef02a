import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { wholeOf } from "../exact-json.ts";
import type { WechatPayBehaviours } from "../wechatpay-behaviours.ts";
import { isRefusal, type Refusal, wrong } from "./refusal.ts";
import type { ObjectShape, Shape } from "./shape.ts";

/** What becomes of keys the table does not have; `taken` ones stay as they were sent, any JSON but null. */
export type UnknownKeys = "refused" | "dropped" | "taken";

/** Where a value stands, and what becomes of what the table does not have. */
interface Reading {
  readonly field: string;
  readonly unknown: UnknownKeys;
  readonly behaviours: WechatPayBehaviours;
}

/** What was read: unknown keys are gone from it. */
export type Read<T extends Json = Json> = { readonly value: T } | Refusal;

/**
 * Reads a body against the table of its call: types, limits and words, each place by itself.
 *
 * What an object needs is not looked at, since a change may complete it; see `missing`. JSON null is refused
 * everywhere, and so is every character of four bytes of UTF-8, in whatever spelling. Source: basic rules of WeChat Pay
 * v3.
 */
export function readObject(value: Json, shape: ObjectShape, reading: Reading): Read<JsonObject> {
  const refused = (issue: string) => wrong({ field: reading.field, location: "body" }, value, issue);
  if (!isObject(value)) return refused("must be an object");
  const members: [string, Json][] = [];
  for (const [key, child] of Object.entries(value)) {
    const field = `${reading.field}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    const known = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
    if (known === undefined && reading.unknown === "dropped") continue;
    if (known === undefined && reading.unknown === "refused")
      return wrong({ field, location: "body" }, child, "is not a parameter of this call");
    const read = readValue(child, known, { ...reading, field });
    if (isRefusal(read)) return read;
    members.push([key, read.value]);
  }
  return { value: Object.fromEntries(members) };
}

function readValue(value: Json, shape: Shape | undefined, reading: Reading): Read {
  if (shape === undefined) return readUnknown(value, reading.field);
  const issue = issueOf(value, shape, reading.behaviours);
  if (issue !== undefined) return wrong({ field: reading.field, location: "body" }, value, issue);
  if (shape.type === "object") return readObject(value, shape, reading);
  if (shape.type !== "list") return { value };
  const items: Json[] = [];
  for (const [index, item] of (value as readonly Json[]).entries()) {
    const read = readValue(item, shape.of, { ...reading, field: `${reading.field}/${index}` });
    if (isRefusal(read)) return read;
    items.push(read.value);
  }
  return { value: items };
}

/** A value that no table describes: the basic rules hold for it as well. */
function readUnknown(value: Json, field: string): Read {
  const refused = (issue: string) => wrong({ field, location: "body" }, value, issue);
  if (value === null) return refused("must not be null");
  if (typeof value === "string" && /[\ud800-\udfff]/.test(value)) return refused(FOUR_BYTES);
  for (const [key, member] of Object.entries(typeof value === "object" ? value : {})) {
    const read = readUnknown(member as Json, `${field}/${key}`);
    if (isRefusal(read)) return read;
  }
  return { value };
}

const FOUR_BYTES = "has a character of more than three bytes of UTF-8";

function issueOf(value: Json, shape: Shape, behaviours: WechatPayBehaviours): string | undefined {
  if (value === null) return "must not be null";
  switch (shape.type) {
    case "text":
      return typeof value === "string" ? textIssue(value, shape, behaviours) : "must be a string";
    case "truth":
      return typeof value === "boolean" ? undefined : "must be true or false";
    case "whole":
      return wholeIssue(wholeOf(value), shape);
    case "list":
      if (!Array.isArray(value)) return "must be an array";
      if (value.length < shape.least) return `must have at least ${shape.least} items`;
      return value.length > shape.most ? `must have at most ${shape.most} items` : undefined;
    case "object":
      return undefined;
  }
}

function textIssue(
  text: string,
  { characters, issue }: Extract<Shape, { type: "text" }>,
  behaviours: WechatPayBehaviours,
): string | undefined {
  if (/[\ud800-\udfff]/.test(text)) return FOUR_BYTES;
  if (text === "") return behaviours.emptyTexts === "refused" ? "must not be empty" : undefined;
  return text.length > characters ? `must have at most ${characters} characters` : issue?.(text, behaviours);
}

function wholeIssue(
  whole: bigint | undefined,
  { least, most }: { readonly least: bigint; readonly most: bigint },
): string | undefined {
  if (whole === undefined) return "must be an integer";
  return whole < least || whole > most ? `must be from ${least} to ${most}` : undefined;
}

/**
 * PARAM_ERROR for the first member that an object, or one inside it, cannot do without; where the behaviours take
 * partial objects only the outer one counts.
 */
export function missing(
  value: Json | undefined,
  shape: ObjectShape,
  { partialObjects }: WechatPayBehaviours,
): Refusal | undefined {
  if (partialObjects === "refused") return missingIn(value, shape, "");
  return missingIn(value, { ...shape, keys: {} }, "");
}

function missingIn(value: Json | undefined, shape: Shape, field: string): Refusal | undefined {
  if (shape.type === "list" && Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const refusal = missingIn(item as Json, shape.of, `${field}/${index}`);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  }
  if (shape.type !== "object" || !isObject(value)) return undefined;
  for (const key of shape.needs)
    if (value[key] === undefined)
      return wrong({ field: `${field}/${key}`, location: "body" }, undefined, "is required");
  for (const [key, child] of Object.entries(shape.keys)) {
    const refusal = missingIn(value[key], child, `${field}/${key}`);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}
