import type { Applied } from "../../model/applied.ts";
import { defined } from "../../model/defined.ts";
import { formatName, isOfFormat } from "../../model/format.ts";
import { byText, isObject, type Json, type JsonObject } from "../../model/json.ts";
import { nearest } from "../../model/nearest.ts";
import type { Memory, StateEntry } from "../../model/state.ts";
import { plainText } from "../../yaml/plain-scalar.ts";
import { readEntry, writeSettled } from "./entries.ts";
import { isInstant, isSettledEntry } from "./entry-check.ts";
import { membersText, topLine } from "./lines.ts";
import { type FileKeys, sealed } from "./seal.ts";

/** What `state.yaml` says of an account. */
export type StateFile = Pick<Memory, "identity" | "entries" | "serial" | "lineage" | "applied" | "recent" | "rest">;

/** Members of the file that are no entries. */
const own = ["format", "identity", "serial", "lineage", "applied", "recent", "seal"];

/**
 * The text of `state.yaml`, some entries a part: sorted, one line a member. What is open stands with the lease; an entry
 * that says nothing else is not in it.
 */
export function* stateText(state: StateFile, keys: FileKeys): Generator<string, void> {
  yield* sealed(partsOf(state), keys.seal);
}

function* partsOf({ identity, entries, serial, lineage, applied, recent = [], rest = {} }: StateFile) {
  const head = {
    ...{ format: formatName("state"), identity, serial },
    ...defined({ lineage, applied: applied && { ...applied, parents: [...applied.parents] } }),
    ...(recent.length === 0 ? {} : { recent: [...recent] }),
    ...rest,
  };
  yield Object.entries(head)
    .map(([key, value]) => topLine(key, value as Json))
    .join("");
  const addresses = [...entries.keys()].sort(byText);
  for (let from = 0; from < addresses.length; from += entriesPerPart) {
    const part = addresses.slice(from, from + entriesPerPart);
    yield part.map((address) => entryLines(address, entries.get(address) as StateEntry)).join("");
  }
}

/**
 * Some 70 KB: the whole text of thousands of resources takes as much memory as all the rest, and the engine is slow to
 * let go of texts beyond 128 KB.
 */
const entriesPerPart = 32;

function entryLines(address: string, entry: StateEntry): string {
  const members = writeSettled(entry);
  const isOpen = entry.pending !== undefined || entry.former !== undefined || entry.agreed !== undefined;
  if (isOpen && Object.keys(members).length === 0) return "";
  return `${plainText(address)}:${membersText(members, "  ")}`;
}

/** What `state.yaml` says, but for its identity, which is looked at before; a text says where it is wrong. */
export function readStateFile(value: Json): Omit<StateFile, "identity"> | string {
  if (!isObject(value) || !isOfFormat(value, "state")) return "format";
  const wrong = wrongInHead(value);
  if (wrong !== undefined) return wrong;
  const { serial = 0, lineage, applied, recent = [] } = value;
  const entries = new Map<string, StateEntry>();
  const rest: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value)) {
    if (own.includes(key)) continue;
    if (!key.includes("/") && nearest(key, own) === undefined) rest[key] = member;
    else if (!isObject(member) || !isSettledEntry(member)) return key;
    else entries.set(key, readEntry(member));
  }
  return {
    entries,
    serial: serial as number,
    recent: recent as readonly string[],
    ...defined({
      lineage: lineage as string | undefined,
      applied: applied as unknown as Applied | undefined,
      rest: Object.keys(rest).length === 0 ? undefined : rest,
    }),
  };
}

/** The member that is not what it should be, of those that are no entries. */
function wrongInHead({ serial = 0, lineage, applied, recent = [] }: JsonObject): string | undefined {
  if (typeof serial !== "number" || !Number.isSafeInteger(serial) || serial < 0) return "serial";
  if (lineage !== undefined && typeof lineage !== "string") return "lineage";
  if (applied !== undefined && !isApplied(applied)) return "applied";
  return isTexts(recent) ? undefined : "recent";
}

function isApplied(value: Json): value is JsonObject {
  if (!isObject(value)) return false;
  const { commit, parents, date, documents, dirty, ref, at, run } = value;
  const isOptional = (text: Json | undefined) => text === undefined || typeof text === "string";
  return (
    typeof commit === "string" &&
    isTexts(parents ?? null) &&
    typeof date === "number" &&
    typeof documents === "string" &&
    typeof dirty === "boolean" &&
    isInstant(at) &&
    isOptional(ref) &&
    isOptional(run)
  );
}

function isTexts(value: Json): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
