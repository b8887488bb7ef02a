import { formatName, isOfFormat } from "../../model/format.ts";
import { byText, isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { SeenObject, SeenResource, Snapshot } from "../../model/snapshot.ts";
import { topLine } from "./lines.ts";

/** The text of `live.yaml`: what was live of one account, sorted, a line a field. */
export function liveText({ identity, taken, resources }: Snapshot): string {
  const entries = [...resources].sort(([a], [b]) => byText(a, b));
  return [
    topLine("format", formatName("live")),
    topLine("identity", identity),
    topLine("taken", taken),
    ...entries.map(([local, resource]) => topLine(local, entryOf(resource))),
  ].join("");
}

/** The same of several accounts as a file of its own holds it. */
export function liveJson(snapshots: ReadonlyMap<string, Snapshot>): JsonObject {
  const accounts = [...snapshots].map(([name, { identity, taken, resources }]): [string, JsonObject] => {
    const entries = [...resources].sort(([a], [b]) => byText(a, b));
    return [name, { identity, taken, ...Object.fromEntries(entries.map(([local, one]) => [local, entryOf(one)])) }];
  });
  return { format: formatName("live"), accounts: Object.fromEntries(accounts) };
}

/** True for a text that says the same, whenever it was said. */
export function isSameLive(a: string, b: string): boolean {
  const undated = (text: string) => text.replace(/^taken: .*\n/m, "");
  return undated(a) === undated(b);
}

function entryOf({ id, review, state, fields, objects }: SeenResource): JsonObject {
  if (objects === undefined) return { id, review, state, fields: sorted(fields) };
  const own = Object.entries(objects).map(([key, one]): [string, JsonObject] => [
    key,
    { items: [...one.items], state: one.state, fields: sorted(one.fields) },
  ]);
  return { objects: Object.fromEntries(own.sort(([a], [b]) => byText(a, b))) };
}

/** Each value as a JSON text: to the digit and the key, which YAML would read in ways of its own. */
function sorted(fields: SeenObject["fields"]): JsonObject {
  const texts = Object.entries(fields).map(([path, value]): [string, Json] => [path, JSON.stringify(value)]);
  return Object.fromEntries(texts.sort(([a], [b]) => byText(a, b)));
}

/** What such a file says, by account where it is one of several; undefined where it is none. */
export function readLiveFile(value: Json, account: string): ReadonlyMap<string, Snapshot> | undefined {
  if (!isObject(value) || !isOfFormat(value, "live")) return undefined;
  const accounts = isObject(value["accounts"]) ? value["accounts"] : { [account]: value };
  const read = Object.entries(accounts).map(
    ([name, one]) => [name, isObject(one) ? snapshotOf(one) : undefined] as const,
  );
  const sound = read.flatMap(([name, one]): [string, Snapshot][] => (one === undefined ? [] : [[name, one]]));
  return sound.length === read.length ? new Map(sound) : undefined;
}

function snapshotOf({ identity, taken, ...entries }: JsonObject): Snapshot | undefined {
  if (typeof identity !== "string" || typeof taken !== "string" || Number.isNaN(Date.parse(taken))) return undefined;
  const resources = new Map<string, SeenResource>();
  for (const [local, entry] of Object.entries(entries)) {
    if (!local.includes("/")) continue;
    const resource = isObject(entry) ? resourceOf(entry) : undefined;
    if (resource === undefined) return undefined;
    resources.set(local, resource);
  }
  return { identity, taken, resources };
}

const reviews = ["passed", "in-review", "refused"] as const;

function resourceOf(entry: JsonObject): SeenResource | undefined {
  const { objects, id, review } = entry;
  if (!isObject(objects)) {
    const own = seenOf(entry);
    const stands = reviews.find((one) => one === review);
    return own === undefined || stands === undefined || typeof id !== "string"
      ? undefined
      : { ...own, id, review: stands };
  }
  const seen = Object.entries(objects).map(([key, one]) => {
    const items = isObject(one) ? one["items"] : undefined;
    const own = isObject(one) ? seenOf(one) : undefined;
    const areTexts = Array.isArray(items) && items.every((item) => typeof item === "string");
    return own === undefined || !areTexts ? undefined : ([key, { ...own, items: items as string[] }] as const);
  });
  const sound = seen.filter((one) => one !== undefined);
  if (sound.length < seen.length) return undefined;
  return {
    id: Object.keys(objects).join(","),
    review: "passed",
    state: "",
    fields: {},
    objects: Object.fromEntries(sound),
  };
}

function seenOf({ state, fields }: JsonObject): SeenObject | undefined {
  if (typeof state !== "string" || !isObject(fields)) return undefined;
  const values: Record<string, Json> = {};
  for (const [path, text] of Object.entries(fields)) {
    const value = typeof text === "string" ? parsed(text) : undefined;
    if (value === undefined) return undefined;
    values[path] = value;
  }
  return { state, fields: values };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
