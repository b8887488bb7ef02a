import { createHash } from "node:crypto";
import { defined } from "../model/defined.ts";
import { valueDigest } from "../model/digest.ts";
import { fileProblem, isTrouble } from "../model/file-trouble.ts";
import { formatName, isOfFormat } from "../model/format.ts";
import { isObject, type Json, type JsonObject } from "../model/json.ts";
import type { Files } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Account } from "../model/project.ts";
import { emptyEntry, type Intent, openPart, type StateEntry } from "../model/state.ts";
import type { StateStore } from "../model/state-store.ts";
import { utf8Text } from "../model/utf8.ts";
import { ownFileLimits } from "../yaml/yaml-limits.ts";
import { readEntry, writeEntry } from "./format/entries.ts";
import { isEntry } from "./format/entry-check.ts";

/** Where the journals of a store stand. */
export type Journals = StateStore["journals"];

/**
 * The journal of an account, below `root`: what a run that has not ended, or could not say it, has remembered since the
 * state was written. Of this machine only, and never committed.
 */
export function journalFile({ folder }: Journals, { name }: Pick<Account, "name">): string {
  return `${folder}/${name}.jsonl`;
}

/** Entries by local address; undefined stands for one that is gone. */
export type EntryChanges = ReadonlyMap<string, StateEntry | undefined>;

/** What a journal says, oldest first. */
export interface Journal {
  readonly records: readonly JournalRecord[];
  /** The nonce of the lease under which it was begun. */
  readonly nonce?: string;
  /** How many bytes of the file are whole lines. What is behind was torn by a crash, and was never relied on. */
  readonly bytes: number;
}

/** One record: entries that changed together. */
export interface JournalRecord {
  readonly entries: EntryChanges;
  /** The digest of what each of them was before; null where there was none. */
  readonly former: ReadonlyMap<string, string | null>;
}

const nothing: Journal = { records: [], bytes: 0 };

/**
 * Reads the journal of an account; a missing one says nothing, and neither does a last line without its end: whoever
 * wrote it was never told that it is on disk. Any other damage is a problem, never an empty memory.
 */
export function readJournal(files: Files, journals: Journals, account: Account): Journal | Problem {
  const file = journalFile(journals, account);
  const bytes = files.readInside(journals.root, file, ownFileLimits.bytes);
  if (bytes === undefined) return nothing;
  return isTrouble(bytes) ? fileProblem(file, bytes) : journalIn(bytes, file, account);
}

/** What the bytes of a file say that is the journal of an account. */
export function journalIn(bytes: Uint8Array, file: string, account: Account): Journal | Problem {
  const end = bytes.lastIndexOf(lineFeed) + 1;
  const lines = (utf8Text(bytes.subarray(0, end)) ?? "\n").split("\n").slice(0, -1);
  const records: JournalRecord[] = [];
  const nonce = dataOf(lines[0] ?? "")?.["lease"];
  for (const [index, line] of lines.entries()) {
    const data = dataOf(line);
    const read = data === undefined ? undefined : index === 0 ? headOf(file, account, data) : recordOf(data);
    if (read === undefined) return damaged(file, account, index + 1);
    if ("code" in read) return read;
    if (read !== head) records.push(read);
  }
  return { records, bytes: end, ...(typeof nonce === "string" ? { nonce } : {}) };
}

/** Whose journal a line begins: the appid or brand; undefined where it begins none. */
export function beginsJournal(line: string): string | undefined {
  const data = dataOf(line);
  return isOfFormat(data, "journal") ? String(data?.["identity"]) : undefined;
}

/** How many resources the journal of an account tells of; of one that cannot be read, none. */
export function journalled(files: Files, journals: Journals, account: Account): number {
  const journal = readJournal(files, journals, account);
  return "code" in journal ? 0 : addressesIn(journal).size;
}

/** The local addresses that a journal tells of. */
export function addressesIn({ records }: Journal): ReadonlySet<string> {
  return new Set(records.flatMap(({ entries }) => [...entries.keys()]));
}

const lineFeed = 0x0a;

/** What a first line says that is of this account. */
const head: JournalRecord = { entries: new Map(), former: new Map() };

/** The first line of a journal. By the nonce of its lease others know that the run which held that has left it. */
export function journalHead({ identity }: Pick<Account, "identity">, nonce?: string): string {
  return lineOf({ format: formatName("journal"), identity, ...(nonce === undefined ? {} : { lease: nonce }) });
}

/** A line of a journal that says how entries changed. `before` is what the memory had of them. */
export function journalLine(changes: EntryChanges, before: ReadonlyMap<string, StateEntry>): string {
  const entries = [...changes].map(
    ([local, entry]) => [local, entry === undefined ? null : writeEntry(entry)] as const,
  );
  const former = [...changes.keys()].map((local) => [local, entryDigest(before.get(local))] as const);
  return lineOf({ entries: Object.fromEntries(entries), former: Object.fromEntries(former) });
}

/**
 * The digest of an entry as a state says it, which keeps no body that was sent, and of which only its reader says whose
 * it is; null of none.
 */
function entryDigest(entry: StateEntry | undefined): string | null {
  if (entry === undefined) return null;
  const { unverified: _unverified, pending, ...rest } = entry;
  const { sent: _sent, ...call } = pending ?? {};
  return valueDigest(writeEntry(pending === undefined ? rest : { ...rest, pending: call as Intent }));
}

/**
 * Entries of a store with a journal laid over them. Doing it twice changes nothing, so that a crash between bringing it
 * there and emptying the journal does no harm.
 *
 * An entry that is neither what any of its lines began with nor anything that it says was changed by somebody else since,
 * such as by a run elsewhere: then that counts, which may be newer. But for what was begun
 * here and is not settled: nobody else knows of it.
 */
export function laidOver(
  entries: ReadonlyMap<string, StateEntry>,
  { records }: Journal,
): ReadonlyMap<string, StateEntry> {
  const known = new Map<string, Set<string | null>>();
  const last = new Map<string, StateEntry | undefined>();
  for (const record of records)
    for (const [local, entry] of record.entries) {
      // A run that goes on with the journal of another has announced its own calls with a lease: that stands there too.
      const digests = known.get(local) ?? new Set();
      known.set(local, digests.add(record.former.get(local) ?? null).add(entryDigest(entry)));
      last.set(local, entry);
    }
  const result = new Map(entries);
  for (const [local, entry] of last) {
    const found = entries.get(local);
    const kept = known.get(local)?.has(entryDigest(found)) ? entry : withOpen(found, entry);
    if (kept === undefined) result.delete(local);
    else result.set(local, kept);
  }
  return result;
}

/** What somebody else has written, with what was begun here and is not settled. */
function withOpen(found: StateEntry | undefined, entry: StateEntry | undefined): StateEntry | undefined {
  const open = entry && openPart(entry);
  if (open === undefined || found?.deleted === true) return found;
  const { unverified, ...known } = found ?? emptyEntry;
  const isOurs = ["former", "agreed"].every((name) => !(name in known) || name in open);
  return { ...known, ...(isOurs ? {} : defined({ unverified })), ...open };
}

function lineOf(data: JsonObject): string {
  const text = JSON.stringify(data);
  return `{"sum":"${checksum(text)}","data":${text}}\n`;
}

function checksum(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 16);
}

/** What a whole line holds; undefined when it is not what was written. */
function dataOf(line: string): JsonObject | undefined {
  const [, sum, text = ""] = /^\{"sum":"([0-9a-f]{16})","data":(.*)\}$/.exec(line) ?? [];
  if (sum === undefined || sum !== checksum(text)) return undefined;
  const data: unknown = JSON.parse(text);
  return isObject(data) ? data : undefined;
}

/** The memory of another account is no memory of this one. */
function headOf(file: string, account: Account, data: JsonObject): JournalRecord | Problem | undefined {
  const { identity } = data;
  if (!isOfFormat(data, "journal") || typeof identity !== "string") return undefined;
  if (identity === account.identity) return head;
  const args = { file, found: identity, expected: account.identity, account: account.name };
  return problem("state-of-another-account", args, { account: account.name, place: { file, line: 1, column: 1 } });
}

function recordOf({ entries, former }: JsonObject): JournalRecord | undefined {
  if (!isObject(entries) || !isObject(former)) return undefined;
  const isRead = (entry: Json): entry is null | JsonObject => entry === null || (isObject(entry) && isEntry(entry));
  const changes = new Map<string, StateEntry | undefined>();
  for (const [local, entry] of Object.entries(entries)) {
    if (!isRead(entry)) return undefined;
    changes.set(local, entry === null ? undefined : readEntry(entry));
  }
  const digests = Object.entries(former).map(([local, digest]) => [local, digest as string | null] as const);
  return { entries: changes, former: new Map(digests) };
}

function damaged(file: string, account: Account, line: number): Problem {
  return problem("journal-damaged", { file }, { account: account.name, place: { file, line, column: 1 } });
}
