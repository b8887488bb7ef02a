import { defined } from "../../model/defined.ts";
import { formatName, isOfFormat } from "../../model/format.ts";
import { byText, isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { AccountState, Agreement, Lease, StateEntry } from "../../model/state.ts";
import { readBodies, readIntent, writeBodies, writeIntent } from "./entries.ts";
import { isInstant, isIntentEntry } from "./entry-check.ts";
import { topLine } from "./lines.ts";
import { type CoveredOf, isOurs, macOf } from "./mac.ts";
import { type FileKeys, sealed, unsealed } from "./seal.ts";

/** What is written of an account beside its state: who may write it, and what is open. */
export interface LeaseFile extends AccountState {
  /** Of the state that stands beside it. */
  readonly serial: number;
  readonly lease?: Lease;
}

/**
 * The text of `lease.yaml`: the lease and the intents of an account. No body is in it but of what is taken down, which
 * puts it up again.
 */
export function leaseText({ account, identity, serial, lease, entries }: LeaseFile, keys: FileKeys): string {
  const open: [string, StateEntry][] = [];
  for (const one of entries) if (isOpen(one[1])) open.push(one);
  open.sort(([a], [b]) => byText(a, b));
  const intents = open.map(([local, entry]): [string, JsonObject] => {
    const of = { address: `${account}/${local}`, identity, serial };
    return [local, intentOf(entry, of, keys.mac)];
  });
  const parts = [
    topLine("format", formatName("lease")),
    topLine("identity", identity),
    ...(lease === undefined ? [] : [topLine("lease", { ...lease })]),
    ...(intents.length === 0 ? [] : [topLine("intents", Object.fromEntries(intents))]),
  ];
  return [...sealed(parts, keys.seal)].join("");
}

/**
 * The text of a `lease.yaml` with another lease in it: everything else stays to the byte, so that nobody needs the
 * credential by which it is known as ours. Undefined where no lease stands in it as we write it.
 */
export function withLease(text: string, lease: Lease, { seal }: Pick<FileKeys, "seal">): string | undefined {
  const content = unsealed(text, seal);
  if (content === undefined || !leaseLines.test(content)) return undefined;
  return [...sealed([content.replace(leaseLines, () => topLine("lease", { ...lease }))], seal)].join("");
}

const leaseLines = /^lease:\n(?: {2}.*\n)+/m;

/** True where something has to be known as ours: a body that puts something up again, or what was agreed to for it. */
export function isCoveredIn(entries: Iterable<StateEntry>): boolean {
  return [...entries].some(({ former, agreed }) => former !== undefined || agreed !== undefined);
}

function isOpen({ pending, former, agreed }: StateEntry): boolean {
  return pending !== undefined || former !== undefined || agreed !== undefined;
}

function intentOf(entry: StateEntry, of: CoveredOf, key: Uint8Array | undefined): JsonObject {
  const { pending, former, agreed, unverified } = entry;
  const { sent: _body, ...call } = pending ?? {};
  // What somebody else wrote does not become ours by being written once more.
  const isCovered = key !== undefined && unverified !== true && (former !== undefined || agreed !== undefined);
  return {
    ...(pending === undefined ? {} : writeIntent(call as NonNullable<StateEntry["pending"]>)),
    ...defined({
      former: former && writeBodies(former),
      agreed: agreed && { ...agreed },
      mac: isCovered ? macOf(entry, of, key) : undefined,
    }),
  };
}

/** What `lease.yaml` says; a text says where it is wrong. */
export function readLeaseFile(
  value: Json,
  account: Pick<LeaseFile, "account" | "identity" | "serial">,
  keys: FileKeys,
): { readonly lease?: Lease; readonly open: ReadonlyMap<string, Partial<StateEntry>> } | string {
  if (!isObject(value) || !isOfFormat(value, "lease")) return "format";
  const { lease, intents = {} } = value;
  if (lease !== undefined && !isLease(lease)) return "lease";
  if (!isObject(intents)) return "intents";
  const open = new Map<string, Partial<StateEntry>>();
  for (const [local, intent] of Object.entries(intents)) {
    if (!isObject(intent) || !isIntentEntry(intent)) return local;
    const { identity, serial } = account;
    const of = { address: `${account.account}/${local}`, identity, serial };
    open.set(local, openOf(intent, of, keys.mac));
  }
  return { open, ...(isLease(lease) ? { lease: leaseOf(lease) } : {}) };
}

function openOf(intent: JsonObject, of: CoveredOf, key: Uint8Array | undefined): Partial<StateEntry> {
  const { former, agreed, mac, ...call } = intent;
  const open: Partial<StateEntry> = {
    ...(call["operation"] === undefined ? {} : { pending: readIntent(call) }),
    ...(isObject(former) ? { former: readBodies(former) } : {}),
    ...(isObject(agreed) ? { agreed: agreed as unknown as Agreement } : {}),
  };
  if (former === undefined && agreed === undefined) return open;
  return isOurs(mac, open, of, key) ? open : { ...open, unverified: true };
}

function isLease(value: Json | undefined): value is JsonObject {
  if (!isObject(value)) return false;
  const { holder, nonce, since, until } = value;
  return typeof holder === "string" && typeof nonce === "string" && isInstant(since) && isInstant(until);
}

function leaseOf({ holder, nonce, since, until, broken }: JsonObject): Lease {
  const isBroken = broken === true ? { broken } : {};
  return { holder: String(holder), nonce: String(nonce), since: String(since), until: String(until), ...isBroken };
}
