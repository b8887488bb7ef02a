import { createHash } from "node:crypto";
import { isObject } from "../model/json.ts";
import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";

/** What a saved plan is read for. */
export type SavedPlan = Pick<Plan, "digest" | "sandbox" | "accounts" | "documents" | "changes" | "steps">;

const seal = /"seal": "(sha256:[0-9a-f]{64})"/;

/**
 * Reads the bytes of a plan file that `plan --out` wrote, byte for byte as it was written; `shown` is what messages call it.
 *
 * The seal finds accidents and edits; it is no signature. Whoever makes a file by hand gains nothing: a plan file only approves what a fresh plan holds as well.
 */
export function readSavedPlan(bytes: Uint8Array, shown: string): { plan: SavedPlan } | { problem: Problem } {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const found = seal.exec(text)?.[1];
  const unsealed = text.replace(seal, '"seal": ""');
  const expected = `sha256:${createHash("sha256").update(unsealed, "utf8").digest("hex")}`;
  if (found !== expected) return { problem: wrong("plan-file-altered", "stale", shown) };
  const value = parsed(text);
  if (!isObject(value) || value["format"] !== "wxcards.plan/1")
    return { problem: wrong("plan-file-format", "stale", shown) };
  const lists = ["accounts", "changes", "steps"].every((key) => isListOfObjects(value[key]));
  if (!lists || typeof value["digest"] !== "string") return { problem: wrong("plan-file-format", "stale", shown) };
  return { plan: value as unknown as SavedPlan };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => isObject(item));
}

function wrong(code: string, problemClass: Problem["class"], file: string): Problem {
  return { code, severity: "error", class: problemClass, args: { file } };
}
