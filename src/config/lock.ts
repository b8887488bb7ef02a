import { defined } from "../model/defined.ts";
import { fileProblem, isTrouble } from "../model/file-trouble.ts";
import { formatName, isOfFormat } from "../model/format.ts";
import { byText, isObject, type Json, type JsonObject } from "../model/json.ts";
import { joinedIds } from "../model/objects.ts";
import type { Files } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import { type Account, type Project, sandboxFolder } from "../model/project.ts";
import type { AccountState, Agreement, FieldDigests, Intent, ReviewRecord, StateEntry } from "../model/state.ts";
import { isEntry } from "./lock-check.ts";
import { mergeMark } from "./merge-marks.ts";
import { plainText } from "./plain-scalar.ts";
import { unixLines } from "./plain-yaml.ts";
import { shrinker } from "./shrink.ts";
import { utf8Text } from "./utf8.ts";
import { readYaml } from "./yaml.ts";
import { ownFileLimits } from "./yaml-limits.ts";

/** The folder of lock files, beside the project file. */
export const lockFolder = "wxcards.lock";

/**
 * The lock file of an account, below the project's root: committed beside the project file, or with the embedded
 * platform's own state.
 */
export function lockFile(account: Account): string {
  return account.sandbox ? `${sandboxFolder}/${account.name}.lock.yaml` : `${lockFolder}/${account.name}.yaml`;
}

/**
 * Reads the lock file of an account; a missing one is an empty memory.
 *
 * One that cannot be trusted (of another account, with conflict marks, duplicate keys or another format) is a problem
 * and never an empty memory.
 */
export function readLock(
  files: Files,
  project: Project,
  account: Account,
): { memory: AccountState; problems: readonly Problem[] } {
  const empty: AccountState = { account: account.name, identity: account.identity, entries: new Map() };
  const text = textOf(files, project, account);
  if (text === undefined) return { memory: empty, problems: [] };
  const read = typeof text === "string" ? readEntries(account, text) : text;
  return "code" in read ? { memory: empty, problems: [read] } : { memory: { ...empty, entries: read }, problems: [] };
}

/** The text of a lock file. Its bytes, as many as the text, are forgotten before it is read. */
function textOf(files: Files, project: Project, account: Account): string | Problem | undefined {
  const file = lockFile(account);
  const bytes = files.readInside(project.root, file, ownFileLimits.bytes);
  if (bytes === undefined) return undefined;
  // What cannot be read as a file, such as a folder, is no proof that nothing was remembered.
  if (isTrouble(bytes)) return fileProblem(file, bytes);
  const text = utf8Text(bytes);
  return text === undefined ? damaged(account, "not-utf8") : unixLines(text);
}

/** Why a lock file is not trusted. Nobody commits what the embedded platform keeps. */
function damaged(account: Account, reason: string, line = 1, column = 1): Problem {
  const file = lockFile(account);
  const args = { file, sandbox: account.sandbox || undefined, reason };
  return problem("lock-damaged", args, { account: account.name, place: { file, line, column } });
}

/** The entries of a lock file, whose line ends are those of Unix: git may turn them on checkout. */
function readEntries(account: Account, text: string): ReadonlyMap<string, StateEntry> | Problem {
  const file = lockFile(account);
  const merge = mergeMark(text);
  if (merge !== undefined) {
    const place = { file, line: text.slice(0, merge).split("\n").length, column: 1 };
    return problem("lock-conflict", { file }, { account: account.name, place });
  }
  const shrink = { depth: 2, map: shrinker() };
  const { values, problems } = readYaml(file, text, { limits: ownFileLimits, shrink, style: "data" });
  const [first] = problems;
  if (first !== undefined) return damaged(account, first.code, first.place?.line, first.place?.column);
  const [document, second] = values;
  // What nobody would read would be forgotten.
  if (second !== undefined) return damaged(account, "second-document", second.line);
  const value = document?.value;
  if (!isObject(value) || !isOfFormat(value, "lock")) return damaged(account, "format");
  const wrong = identityProblem(account, value["identity"] ?? null, () => lineOf(text, "identity"));
  if (wrong !== undefined) return wrong;
  const entries = new Map<string, StateEntry>();
  for (const [address, entry] of Object.entries(value)) {
    if (address === "format" || address === "identity") continue;
    if (!isObject(entry) || !isEntry(entry)) return damaged(account, address, lineOf(text, plainText(address)));
    entries.set(address, readEntry(entry));
  }
  return entries;
}

/** The line of a key at the left; the first one where there is none. */
function lineOf(text: string, key: string): number {
  return text.split("\n").findIndex((line) => line.startsWith(`${key}:`)) + 1 || 1;
}

/** The memory of another account is no memory of this one. */
function identityProblem(account: Account, identity: Json, line: () => number): Problem | undefined {
  // Digits without quotes are a number to YAML, and long ones another number.
  if (typeof identity !== "string" && identity !== null) return damaged(account, "identity", line());
  if (identity === account.identity) return undefined;
  const file = lockFile(account);
  const args = { file, found: identity ?? undefined, expected: account.identity, account: account.name };
  return problem("lock-of-another-account", args, { account: account.name, place: { file, line: line(), column: 1 } });
}

/**
 * The text of a lock file, some entries a part: sorted, one line a member, so that changes of two branches merge line by
 * line. No value goes on in another part.
 */
export function* lockText({ identity, entries }: AccountState): Generator<string, void> {
  const addresses = [...entries.keys()].sort(byText);
  yield `format: ${formatName("lock")}\nidentity: ${plainText(identity)}\n`;
  for (let from = 0; from < addresses.length; from += entriesPerPart) {
    const part = addresses.slice(from, from + entriesPerPart);
    yield part.map((address) => `${plainText(address)}:${entryText(entries.get(address) as StateEntry)}`).join("");
  }
}

/**
 * Some 70 KB: the whole text of thousands of resources takes as much memory as all the rest, and the engine is slow to
 * let go of texts beyond 128 KB.
 */
const entriesPerPart = 32;

/** The text of an entry, made once: a long apply writes the file again and again, and most entries stay as they are. */
function entryText(entry: StateEntry): string {
  const known = entryTexts.get(entry);
  if (known !== undefined) return known;
  const text = membersText(writeEntry(entry), "  ");
  if (kept < mostKept) {
    kept += 1;
    entryTexts.set(entry, text);
  }
  return text;
}

const entryTexts = new WeakMap<StateEntry, string>();

/** Texts are kept of so many entries: of tens of thousands they would take as much memory as all the rest. */
const mostKept = 2_500;
let kept = 0;

/**
 * The members of an object below its key, each a line. Written here, since `yaml` takes seconds and hundreds of
 * megabytes for the lock file of thousands of resources.
 */
function membersText(value: JsonObject, indent: string): string {
  const members = Object.entries(value);
  if (members.length === 0) return " {}\n";
  const lines = members.map(([key, member]) => {
    const before = `${indent}${plainText(key)}:`;
    if (isObject(member)) return before + membersText(member, `${indent}  `);
    if (typeof member === "string") return `${before} ${plainText(member)}\n`;
    // JSON on one line is YAML as well.
    return `${before} ${JSON.stringify(member)}\n`;
  });
  return `\n${lines.join("")}`;
}

/** An entry as files hold it, which `isEntry` has seen. */
export function readEntry(entry: JsonObject): StateEntry {
  const { id, settled, review, refused, unshown, deleted, pending, objects, former, replaced, agreed, ...rest } = entry;
  const ids = isObject(objects) ? Object.keys(objects).sort(byText) : [];
  return {
    ...(typeof id === "string" ? { id } : {}),
    ...(ids.length === 0 ? {} : { id: joinedIds(ids) }),
    ...(isObject(objects) ? { objects: objects as Record<string, readonly string[]> } : {}),
    ...(isObject(former) ? { former: bodies(former) } : {}),
    settled: digests(settled),
    ...(isObject(review) ? { review: readReview(review) } : {}),
    ...defined({
      refused: refused === undefined ? undefined : digests(refused),
      unshown: unshown === undefined ? undefined : digests(unshown),
    }),
    ...(deleted === true ? { deleted } : {}),
    ...(isObject(pending) ? { pending: readIntent(pending) } : {}),
    ...(isObject(agreed) ? { agreed: agreed as unknown as Agreement } : {}),
    ...defined({ replaced: replaced === undefined ? undefined : (replaced as readonly string[]) }),
    ...(Object.keys(rest).length === 0 ? {} : { rest }),
  };
}

function readReview({ since, fields, unseen }: JsonObject): ReviewRecord {
  const isKnown = unseen === "passed" || unseen === "refused";
  return { since: String(since), fields: digests(fields), ...(isKnown ? { unseen } : {}) };
}

function readIntent({
  operation,
  body,
  at,
  idempotency_key: idempotencyKey,
  items,
  restore,
  removes,
  sent,
  moves,
}: JsonObject): Intent {
  return {
    operation: String(operation),
    body: String(body),
    at: String(at),
    ...defined({
      idempotencyKey: idempotencyKey === undefined ? undefined : String(idempotencyKey),
      items: items === undefined ? undefined : (items as readonly string[]),
      restore: restore === undefined ? undefined : String(restore),
      removes: removes === undefined ? undefined : String(removes),
      sent: sent === undefined ? undefined : (JSON.parse(String(sent)) as JsonObject),
      moves: moves === undefined ? undefined : (moves as Intent["moves"]),
    }),
  };
}

/** An entry as files hold it. */
export function writeEntry(entry: StateEntry): JsonObject {
  return {
    // Several objects have their ids as keys below.
    ...(entry.id === undefined || entry.objects !== undefined ? {} : { id: entry.id }),
    ...defined({
      objects: entry.objects === undefined ? undefined : sortKeys(entry.objects),
      former: entry.former === undefined ? undefined : sortKeys(bodyTexts(entry.former)),
    }),
    ...(Object.keys(entry.settled).length === 0 ? {} : { settled: sortKeys(entry.settled) }),
    ...defined({
      review: entry.review === undefined ? undefined : { ...entry.review, fields: sortKeys(entry.review.fields) },
      refused: entry.refused === undefined ? undefined : sortKeys(entry.refused),
      unshown: entry.unshown === undefined ? undefined : sortKeys(entry.unshown),
      replaced: entry.replaced,
      deleted: entry.deleted === undefined ? undefined : true,
      pending: entry.pending === undefined ? undefined : writeIntent(entry.pending),
      agreed: entry.agreed && { ...entry.agreed },
    }),
    ...entry.rest,
  };
}

function writeIntent({ idempotencyKey, sent, ...rest }: Intent): JsonObject {
  const key = defined({ idempotency_key: idempotencyKey });
  return { ...rest, ...key, ...defined({ sent: sent && JSON.stringify(sent) }) };
}

/**
 * Whole bodies are kept as JSON texts: to the digit and the key, which YAML would read in ways of its own. That they
 * are JSON is seen to before.
 */
function bodies(former: JsonObject): Record<string, JsonObject> {
  return Object.fromEntries(Object.entries(former).map(([id, text]) => [id, JSON.parse(String(text)) as JsonObject]));
}

function bodyTexts(former: Readonly<Record<string, JsonObject>>): Record<string, string> {
  return Object.fromEntries(Object.entries(former).map(([id, body]) => [id, JSON.stringify(body)]));
}

/** Nothing but texts: that is seen to before. */
function digests(value: Json | undefined): FieldDigests {
  return isObject(value) ? (value as FieldDigests) : {};
}

function sortKeys<Value>(fields: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => byText(a, b)));
}
