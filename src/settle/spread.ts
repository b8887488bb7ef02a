import { valueDigest } from "../model/digest.ts";
import { canonicalJson } from "../model/json.ts";
import type { LockEntry } from "../model/lock.ts";
import type { EndedStep, Outcome } from "../model/outcome.ts";
import { isBelow, type Pointer } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { DeclaredField, LiveResource } from "../model/resource.ts";
import { joinedIds, type LivePart } from "../model/spread.ts";
import { spreadField } from "../model/spread-items.ts";
import { liveKey } from "../schema/live-key.ts";
import type { SettleInput } from "./input.ts";

/**
 * Judges the steps of a resource made of several objects by what is live afterwards: an object that was added is there and holds what it was given, with the
 * terms that were sent; one that was taken down is gone.
 */
export function settleSpread(
  input: SettleInput,
  live: LiveResource,
): { outcomes: readonly Outcome[]; lock: LockEntry } {
  const outcomes = input.ended.map((one) => judged(one, live, input));
  return { outcomes, lock: remembered(input, live) };
}

function judged(one: EndedStep, live: LiveResource, input: SettleInput): Outcome {
  const { outcome } = one;
  if (outcome.status !== "done" || outcome.result === "partial") return outcome;
  const parts = live.parts ?? [];
  const { removed } = one;
  if (removed !== undefined && parts.some(({ id }) => id === removed)) return notApplied(one, [], input);
  const list = spreadField(input.entry).pointer;
  for (const rule of outcome.rules ?? []) {
    const part = parts.find(({ id }) => id === rule.id);
    if (part === undefined || !rule.mchids.every((item) => part.items.includes(item)))
      return notApplied(one, [list], input);
    const terms = input.desired.fields.filter(({ path }) => path !== list && isBelow(path, one.step.because));
    const away = terms.filter((field) => !shows(part, field, input)).map(({ path }) => path);
    if (away.length > 0) return notApplied(one, away, input);
  }
  return { ...outcome, result: "settled" };
}

function notApplied(one: EndedStep, fields: readonly Pointer[], { desired }: SettleInput): Outcome {
  const problem: Problem = {
    code: "not-applied",
    severity: "error",
    class: "failure",
    args: { fields, call: one.step.path, several: true },
    address: desired.address,
    ...(fields[0] === undefined ? {} : { path: fields[0] }),
  };
  return {
    ...one.outcome,
    result: "not-applied",
    problem,
    ...(fields.length === 0 ? {} : { notApplied: fields }),
  };
}

function shows(part: LivePart, { path, policy, key }: DeclaredField, input: SettleInput): boolean {
  if (part.over === true) return input.desired.lock.settled[path] === valueDigest(key);
  const shown = liveKey(part.spec, policy, input.entry, input.context);
  return (policy.readback === "when-shown" && shown === null) || canonicalJson(shown) === canonicalJson(key);
}

/** Every object with what it holds, and each declared term that all of them show; a term that differs somewhere keeps what it had. */
function remembered(input: SettleInput, live: LiveResource): LockEntry {
  const { desired, entry, ended } = input;
  const { pending, id: _id, rules: known = {}, ...rest } = desired.lock;
  const parts = live.parts ?? [];
  const list = spreadField(entry).pointer;
  const settled: Record<Pointer, string> = {};
  for (const field of desired.fields) {
    if (field.path === list) continue;
    const kept = desired.lock.settled[field.path];
    if (parts.length > 0 && parts.every((part) => shows(part, field, input)))
      settled[field.path] = valueDigest(field.key);
    // Half of what this run sent is live: none of it is a change that somebody else made.
    else if (kept !== undefined && !ended.some(({ step }) => step.because.includes(field.path)))
      settled[field.path] = kept;
  }
  // Taken down, or said to be added and not there: neither is missed by the next run.
  const isOurs = (id: string) =>
    id === pending?.removes ||
    ended.some(({ removed, outcome }) => removed === id || outcome.rules?.some((rule) => rule.id === id) === true);
  const lost = Object.entries(known).filter(([id]) => live.lost?.includes(id) === true && !isOurs(id));
  const rules = Object.fromEntries([
    ...lost,
    ...parts.map((part) => [part.id, part.over === true ? (known[part.id] ?? part.items) : part.items] as const),
  ]);
  const ids = Object.keys(rules).sort();
  const open = pending !== undefined && ended.some(({ outcome }) => outcome.status === "unknown");
  return {
    ...rest,
    ...(ids.length === 0 ? {} : { id: joinedIds(ids) }),
    rules,
    settled,
    ...(open ? { pending } : {}),
  };
}
