import { isObject, type JsonObject } from "../../model/json.ts";
import { type Place, type Problem, problem } from "../../model/problem.ts";
import type { Account } from "../../model/project.ts";
import { shrinking } from "../../model/shrink.ts";
import { emptyEntry, type Memory } from "../../model/state.ts";
import type { Stored } from "../../model/state-store.ts";
import { mergeMark } from "../../yaml/merge-marks.ts";
import { plainText } from "../../yaml/plain-scalar.ts";
import { unixLines } from "../../yaml/plain-yaml.ts";
import { readYaml } from "../../yaml/yaml.ts";
import { ownFileLimits } from "../../yaml/yaml-limits.ts";
import { readLeaseFile } from "./lease-file.ts";
import { type FileKeys, unsealed } from "./seal.ts";
import { readStateFile } from "./state-file.ts";

/** What the two files of an account say together. */
export type ReadState = Pick<Memory, "entries" | "serial" | "lineage" | "applied" | "recent" | "rest" | "lease">;

const nothing: ReadState = { entries: new Map(), serial: 0, recent: [] };

/**
 * Reads what a store has of an account: entries, with what is open laid over them. Files that cannot be trusted (of
 * another account, with duplicate keys, of another format, without the seal) are a problem and never an empty memory.
 */
export function readStored(account: Account, { version, state, lease }: Stored, keys: FileKeys): ReadState | Problem {
  const isNothing = version === undefined && state === undefined && lease === undefined;
  if (isNothing) return nothing;
  // A memory begins with both files: whoever took this one away took ids with it. Without the other one nobody holds the
  // account, and nothing is open.
  if (state === undefined) return missing(account, "state");
  const read = fileOf("state.yaml", account, state, keys, readStateFile);
  if ("code" in read) return read;
  const of = { account: account.name, identity: account.identity, serial: read.serial };
  if (lease === undefined) return keys.seal === undefined ? read : missing(account, "lease");
  const held = fileOf("lease.yaml", account, lease, keys, (value) => readLeaseFile(value, of, keys));
  if ("code" in held) return held;
  const entries = new Map(read.entries);
  for (const [local, open] of held.open) entries.set(local, { ...(entries.get(local) ?? emptyEntry), ...open });
  return { ...read, entries, ...(held.lease === undefined ? {} : { lease: held.lease }) };
}

function missing({ name }: Account, file: "state" | "lease"): Problem {
  return problem("state-damaged", { file: `${name}/${file}.yaml`, reason: "missing" }, { account: name });
}

/** What one file says. */
function fileOf<Read extends object>(
  name: string,
  account: Account,
  raw: string,
  keys: FileKeys,
  read: (value: JsonObject) => Read | string,
): Read | Problem {
  const file = `${account.name}/${name}`;
  const damaged = (reason: string, line = 1, column = 1): Problem =>
    problem("state-damaged", { file, reason }, { account: account.name, place: { file, line, column } });
  const text = unsealed(unixLines(raw), keys.seal);
  if (text === undefined) return problem("state-seal", { file }, { account: account.name });
  const merge = mergeMark(text);
  if (merge !== undefined) return damaged("merge", text.slice(0, merge).split("\n").length);
  const shrink = shrinking();
  const { values, problems } = readYaml(file, text, { limits: ownFileLimits, shrink, style: "data" });
  const [first] = problems;
  if (first !== undefined) return damaged(first.code, first.place?.line, first.place?.column);
  const [document, second] = values;
  // What nobody would read would be forgotten.
  if (second !== undefined) return damaged("second-document", second.line);
  const value = document?.value;
  if (!isObject(value)) return damaged("format");
  if (value["identity"] !== account.identity)
    return identityProblem(account, { file, line: lineOf(text, "identity"), column: 1 }, value);
  const result = read(value);
  return typeof result === "string" ? damaged(result, lineOf(text, plainText(result))) : result;
}

/** The line of a key at the left; the first one where there is none. */
function lineOf(text: string, key: string): number {
  return text.split("\n").findIndex((line) => line.trimStart().startsWith(`${key}:`)) + 1 || 1;
}

/** The memory of another account is no memory of this one. */
function identityProblem(account: Account, place: Place, { identity }: JsonObject): Problem {
  const args = {
    ...{ file: place.file, expected: account.identity, account: account.name },
    // Digits without quotes are a number to YAML, and long ones another number.
    found: typeof identity === "string" ? identity : undefined,
  };
  return problem("state-of-another-account", args, { account: account.name, place });
}
