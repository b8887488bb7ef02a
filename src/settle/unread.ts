import { defined, unlessEmpty } from "../model/defined.ts";
import { byText, type Json, type JsonObject } from "../model/json.ts";
import type { EndedStep, Outcome } from "../model/outcome.ts";
import { childPointer, type Pointer, valueAt } from "../model/pointer.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Desired, LiveResource } from "../model/resource.ts";
import type { StateEntry } from "../model/state.ts";
import type { Settled, SettleInput } from "./input.ts";

/**
 * Judges a change of what no call shows, by what its answer says was accepted: `settled`; `partial` where it leaves some
 * of the declared items out, and `not-applied` where it leaves all out. What was accepted is remembered, and nothing
 * else: what was left out is sent again. What a lost answer leaves open stays so until an answer comes.
 */
export function settleUnread({ desired, ended, entry }: SettleInput): Settled {
  const outcomes = ended.map((sent) => judged(sent, desired));
  const shown = ended.findLast(({ outcome }) => outcome.status === "done")?.shown;
  const { unanswered: _unanswered, ...before } = desired.memory;
  if (shown === undefined) return { outcomes, memory: { ...withLost(desired, ended), id: desired.id } };
  const memory: StateEntry = { ...before, id: desired.id };
  const lists = [...entry.policies.keys()].map((path) => [path, textsAt(shown.spec, path)] as const);
  return { outcomes, memory: { ...memory, accepted: Object.fromEntries(lists) } };
}

/**
 * What is remembered where an answer was lost: whoever stood on a list before or was sent may be on it, and what was sent
 * goes out again whatever the document says by then. Where nobody knew the list, nobody does now.
 */
function withLost({ memory, fields, document }: Desired, ended: readonly EndedStep[]): StateEntry {
  const carried = new Set(ended.flatMap(({ step, outcome }) => (outcome.status === "unknown" ? step.because : [])));
  const lost = fields.filter(({ path }) => carried.has(path));
  const { accepted } = memory;
  if (accepted === undefined || lost.length === 0) return memory;
  const either = lost.map(({ path }) => [
    path,
    [...new Set([...(accepted[path] ?? []), ...textsAt(document.spec, path)])],
  ]);
  return {
    ...memory,
    accepted: { ...accepted, ...Object.fromEntries(either) },
    unanswered: [...new Set([...(memory.unanswered ?? []), ...lost.map(({ path }) => path)])].sort(byText),
  };
}

function judged({ step, outcome, shown }: EndedStep, desired: Desired): Outcome {
  if (outcome.status !== "done" || shown === undefined) return outcome;
  const missing = desired.fields.flatMap(({ path }) => leftOut(path, desired, shown, step.path));
  const [first, ...also] = missing;
  if (first === undefined) return { ...outcome, result: "settled" };
  const isAnyThere = desired.fields.some(({ path }) => textsAt(shown.spec, path).length > 0);
  const result = isAnyThere ? "partial" : "not-applied";
  return { ...outcome, result, problem: first, ...defined({ also: unlessEmpty(also) }) };
}

/** The declared items of a list that the answer does not have, each at its place in the document. */
function leftOut(path: Pointer, { address, document }: Desired, shown: LiveResource, call: string): Problem[] {
  const there = new Set(textsAt(shown.spec, path));
  return textsAt(document.spec, path).flatMap((item, index) =>
    there.has(item)
      ? []
      : [problem("person-left-out", { person: item, call }, { address, path: childPointer(path, String(index)) })],
  );
}

function textsAt(spec: JsonObject, path: Pointer): string[] {
  const value: Json | undefined = valueAt(spec, path);
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
