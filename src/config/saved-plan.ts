import { createHash } from "node:crypto";
import type { Json, JsonObject } from "../model/json.ts";
import type { Plan } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";

/** What a saved plan is read for. */
export type SavedPlan = Pick<Plan, "digest" | "sandbox" | "accounts" | "documents" | "changes" | "steps" | "offline">;

const seal = /"seal": "(sha256:[0-9a-f]{64})"/;

/**
 * Indentation of more levels than any plan has; what is nested without end would end the process that looks into it.
 */
const tooDeep = /\n {200}/;

/** What reading a saved plan needs. */
export interface SavedPlanInput {
  readonly bytes: Uint8Array;
  /** The path as the command line has it, for messages. */
  readonly shown: string;
  /** Whether a value has the shape of a plan, by its schema. */
  readonly isPlan: (value: unknown) => boolean;
  /** A value as the text of a plan file, as `plan --out` writes it. */
  readonly written: (value: Json) => string;
}

/**
 * Reads the bytes of a plan file that `plan --out` wrote, byte for byte as it was written.
 *
 * The seal finds accidents and edits; it is no signature. Whoever makes a file by hand gains nothing: a plan file only
 * approves what a fresh plan holds as well. Such a file may hold anything, so nothing in it is looked at before its
 * schema has: not UTF-8, a key twice, numbers in other words or levels without end are no more a plan than a field of
 * the wrong type is.
 */
export function readSavedPlan(input: SavedPlanInput): { plan: SavedPlan } | { problem: Problem } {
  const read = readPlanFile(input);
  if ("problem" in read) return read;
  const plan = read.value as unknown as SavedPlan;
  return plan.offline === undefined
    ? { plan: withoutMarks(plan) }
    : { problem: problem("plan-offline", { file: input.shown }) };
}

/** Whose change a field is was for those who reviewed it: it approves nothing. */
function withoutMarks(plan: SavedPlan): SavedPlan {
  const changes = plan.changes.map((change) => ({
    ...change,
    fields: change.fields.map((field) => {
      const { this_change: _mark, ...rest } = field as typeof field & { readonly this_change?: boolean };
      return rest;
    }),
  }));
  return { ...plan, changes };
}

/** The same of any plan file, to be looked at only: also one that was made offline, and approves nothing. */
export function readPlanFile({
  bytes,
  shown,
  isPlan,
  written,
}: SavedPlanInput): { value: JsonObject } | { problem: Problem } {
  const altered = { problem: problem("plan-file-altered", { file: shown }) };
  const text = decoded(bytes);
  const found = text === undefined ? undefined : seal.exec(text)?.[1];
  if (text === undefined || found === undefined) return altered;
  // One seal only, and by a function: a replacement text has marks of its own.
  const unsealed = text.replace(seal, () => '"seal": ""');
  if (found !== `sha256:${createHash("sha256").update(unsealed, "utf8").digest("hex")}`) return altered;
  const value = asWritten(text, written);
  if (value === undefined || tooDeep.test(text) || !isPlan(value))
    return { problem: problem("plan-file-format", { file: shown }) };
  return { value: value as JsonObject };
}

/** A mark of byte order is a changed byte, and so is one that is no UTF-8. */
function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * The value of a text that is written as `plan --out` writes; undefined for any other spelling of it, such as a key
 * that stands twice.
 */
function asWritten(text: string, written: SavedPlanInput["written"]): unknown {
  try {
    const value: Json = JSON.parse(text);
    return written(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}
