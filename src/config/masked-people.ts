import { isObject, type Json, type JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { hiddenText } from "../model/member.ts";
import { nearest } from "../model/nearest.ts";
import { segments } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";

/** Keys of a document behind which nobody is named; below `accounts` each account has such keys of its own. */
const envelope: ReadonlySet<string> = new Set([
  ...["kind", "name", "account", "was", "id", "allow", "state", "reason", "protect", "ignore"],
]);

/**
 * Takes people out of the problems of a document that may name some: whatever it says that is neither a key of its
 * schema nor beside its fields may be a person, in the wrong place too. Codes and places stay; the lines themselves are
 * not quoted (`schema/personal-lines.ts`).
 */
export function maskedProblems(problems: readonly Problem[], value: JsonObject, entry: KindEntry): Problem[] {
  const words = namesIn(value, entry);
  return problems.map((problem) => masked(problem, (text) => maskedText(text, words)));
}

/** The same of problems of a text that could not be read as documents: every word that is no key may be a person. */
export function maskedReading(problems: readonly Problem[], isPersonal: (problem: Problem) => boolean): Problem[] {
  // A reason is a word of ours; a rule is one of YAML.
  const kept: ReadonlySet<string> = new Set(["reason", "rule", "file"]);
  return problems.map((problem) => {
    if (!isPersonal(problem)) return problem;
    const args = Object.entries(problem.args).map(([name, value]) => [
      name,
      typeof value === "string" && !kept.has(name) ? hiddenText : value,
    ]);
    return { ...problem, args: Object.fromEntries(args) };
  });
}

function masked(problem: Problem, mask: (text: string) => string): Problem {
  const { path } = problem;
  const args = maskedValue(problem.args, mask) as Problem["args"];
  return path === undefined ? { ...problem, args } : { ...problem, args, path: mask(path) };
}

function maskedValue(value: Json, mask: (text: string) => string): Json {
  if (typeof value === "string") return mask(value);
  if (typeof value === "number") return mask(String(value)) === String(value) ? value : hiddenText;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => maskedValue(item, mask));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [mask(key), maskedValue(member, mask)]));
}

/** Shorter texts are masked where they stand alone: as a part of another one they would be found everywhere. */
const leastWithin = 3;

function maskedText(text: string, words: readonly string[]): string {
  let rest = text;
  for (const word of words) {
    if (rest === word) return hiddenText;
    if (word.length >= leastWithin) rest = rest.replaceAll(word, hiddenText);
  }
  return rest;
}

/** All that a document says and that may be a person, the longest first. */
function namesIn(value: JsonObject, entry: KindEntry): readonly string[] {
  const known = new Set([...entry.policies.keys()].flatMap(segments));
  const isKey = (key: string) => known.has(key) || nearest(key, [...known]) !== undefined;
  const overlays = isObject(value["accounts"]) ? Object.values(value["accounts"]) : [];
  const { accounts: _accounts, ...common } = value;
  const words = [common, ...overlays].flatMap((part) => textsIn(withoutEnvelope(part), isKey));
  return [...new Set(words)].filter((word) => word !== "" && !known.has(word)).sort((a, b) => b.length - a.length);
}

function withoutEnvelope(document: Json): Json {
  if (!isObject(document)) return document;
  // A key beside `spec` is told; what stands behind one that nobody knows may be anything.
  return Object.entries(document).flatMap(([key, member]) => (envelope.has(key) ? [] : [member]));
}

/** Every text and number of a value, and every key that is none of a field. */
function textsIn(value: Json, isKey: (key: string) => boolean): string[] {
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap((item) => textsIn(item, isKey));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => [...(isKey(key) ? [] : [key]), ...textsIn(member, isKey)]);
}
