import { parse } from "yaml";
import { valueDigest } from "../../src/model/digest.ts";
import { isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import type { Disk } from "./disk.ts";
import { entryOf, kindNames } from "./documents.ts";
import type { Seen } from "./network.ts";

/** The requests that make something which would be there twice if they were sent twice. */
const making = kindNames.flatMap((name) => {
  const { creation, multiObject, operations } = entryOf(name).kind;
  return [creation?.operation, multiObject?.add].flatMap((operation) => operations[operation ?? ""] ?? []);
});

/** Sees that what makes something is written down for good by the moment at which it arrives, here and in the state. */
export function checkIntent(disk: Disk, { method, path, body }: Seen, wrong: string[]): void {
  if (!making.some((operation) => operation.method === method && operation.path === path)) return;
  if (!intentsOn(disk).some((intent) => isOf(intent, body)))
    wrong.push(`creates what is not written down: ${path} ${body.slice(0, 200)}`);
  if (!announcedOn(disk).some((intent) => isAmong(intent, body)))
    wrong.push(`creates what is not announced: ${path} ${body.slice(0, 200)}`);
}

/** Whether a request is one of those that an announcement speaks of: several of one resource are one. */
function isAmong(intent: JsonObject, sent: string): boolean {
  const { items, idempotency_key: idempotencyKey } = intent;
  if (Array.isArray(items)) return items.some((item) => sent.includes(`"${item}"`));
  return isOf({ ...intent, ...(idempotencyKey === undefined ? {} : { idempotencyKey }) }, sent);
}

/** Whether a request is what an intent says: by its number, by its items, or by its body. */
function isOf({ idempotencyKey, items, body }: JsonObject, sent: string): boolean {
  if (typeof idempotencyKey === "string") return sent.includes(`"${idempotencyKey}"`);
  if (Array.isArray(items)) return items.length > 0 && items.every((item) => sent.includes(`"${item}"`));
  return body === valueDigest(JSON.parse(sent) as Json);
}

/** What the states say that is announced, as another machine would know it after a loss of power at this moment. */
function announcedOn(disk: Disk): readonly JsonObject[] {
  const paths = new Set([...disk.files.keys(), ...disk.unsynced.keys()]);
  return [...paths].flatMap((path) => {
    if (!/\/wxcards\.state\/\w+\/lease\.yaml$/.test(path)) return [];
    const file = parse(disk.durable(path) ?? "") as Json;
    return isObject(file) && isObject(file["intents"]) ? Object.values(file["intents"]).filter(isObject) : [];
  });
}

/** All intents of journals that would be known after a loss of power at this moment. */
function intentsOn(disk: Disk): readonly JsonObject[] {
  const entries = new Map<string, Json>();
  const paths = new Set([...disk.files.keys(), ...disk.unsynced.keys()]);
  const note = (file: string, value: Json | undefined): void => {
    for (const [local, entry] of Object.entries(isObject(value) ? value : {})) entries.set(`${file} ${local}`, entry);
  };
  for (const path of paths) {
    const [, account] = /\/journal\/(\w+)\.jsonl$/.exec(path) ?? [];
    // What stands behind the last line feed was torn.
    const lines = account === undefined ? [] : (disk.durable(path) ?? "").split("\n").slice(0, -1);
    for (const line of lines) {
      const { data } = JSON.parse(line) as { data: Json };
      if (isObject(data)) note(account as string, data["entries"]);
    }
  }
  return [...entries.values()].flatMap((entry) =>
    isObject(entry) && isObject(entry["pending"]) ? [entry["pending"]] : [],
  );
}
