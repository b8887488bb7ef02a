import { movesOf } from "../../apply/send-single.ts";
import type { IntentInput } from "../../apply/sending.ts";
import { localAddress } from "../../model/document.ts";
import { asText, isObject } from "../../model/json.ts";
import type { KindEntry } from "../../model/kind.ts";
import { idsIn, joinedIds } from "../../model/objects.ts";
import type { Plan, Step } from "../../model/plan.ts";
import { valueAt } from "../../model/pointer.ts";
import type { Desired } from "../../model/resource.ts";
import type { Intent, StateEntry } from "../../model/state.ts";
import type { Planned, World } from "../../model/world.ts";
import type { EntriesByAccount } from "../../state/keeping.ts";
import { type AnnouncingInput, announced, intentContext } from "./journal.ts";
import { agreedIn, entryIn } from "./writing.ts";

/**
 * What a plan is about to send that must not land twice, as entries of the memory: said with the lease, so that the next
 * run knows of it also where this one's machine is gone with its journal.
 */
export function announcedBy(world: World, planned: Planned): EntriesByAccount {
  const plan = planned.plan as Plan;
  const input: AnnouncingInput = {
    ...{ states: planned.states, live: planned.live },
    context: { timezone: planned.checked.project?.timezone ?? "" },
    entryOf: (desired) => entryIn(world, desired),
    agreed: ({ address }) => agreedIn(plan, address),
    // The lease says when.
    now: () => "",
  };
  const byAccount = new Map<string, Map<string, StateEntry>>();
  const stepsOf = new Map<string, Step[]>();
  for (const step of plan.steps) stepsOf.set(step.address, [...(stepsOf.get(step.address) ?? []), step]);
  for (const desired of planned.desired) {
    const entry = announcedEntry(input, planned.live, desired, stepsOf.get(desired.address) ?? []);
    if (entry === undefined) continue;
    const own = byAccount.get(desired.account) ?? new Map<string, StateEntry>();
    byAccount.set(desired.account, own.set(localAddress(desired.address), entry));
  }
  return byAccount;
}

/** An entry with all calls of a resource that must not land twice; undefined where there is none. */
export function announcedEntry(
  input: AnnouncingInput,
  all: Planned["live"],
  desired: Desired,
  steps: readonly Step[],
): StateEntry | undefined {
  const about = intentContext(input, desired);
  const live = all.get(desired.address);
  const before = live?.status === "found" ? { before: live } : {};
  let entry = desired.memory;
  const calls: Intent[] = [];
  for (const step of steps) {
    const moves = movesOf(step, { desired, ...before, entry: about.entry, context: about.context });
    const intent = intentOf(step, about.entry, moves);
    if (intent === undefined) continue;
    entry = announced(input, entry, { desired, intent }, about);
    if (entry.pending !== undefined) calls.push(entry.pending);
  }
  return calls.length === 0 ? undefined : { ...entry, pending: together(calls) };
}

function intentOf(step: Step, { kind }: KindEntry, moves: Intent["moves"]): IntentInput | undefined {
  const { operation, items, body } = step;
  const { multiObject, creation } = kind;
  if (multiObject === undefined) {
    const isAnnounced = creation?.operation === operation || kind.operations[operation]?.announced === true;
    return isAnnounced ? { step, body, moves } : undefined;
  }
  if (operation !== multiObject.remove) return { step, items, body };
  const removes = valueAt(body, multiObject.idAt);
  // A plan may not know the id: then an answer brings it, and only the journal has it.
  return isObject(removes) ? undefined : { step, removes: asText(removes), restore: step.restore?.body };
}

/** Several calls of one resource as one: everything that is to be taken down, and everything that is to be added. */
export function together(calls: readonly Intent[]): Intent {
  const last = calls[calls.length - 1] as Intent;
  const removes = [...new Set(calls.flatMap((call) => idsIn(call.removes)))];
  const items = [...new Set(calls.flatMap((call) => call.items ?? []))];
  const sent = calls.findLast(({ body }) => body !== "") ?? last;
  const restore = calls.findLast((call) => call.restore !== undefined)?.restore;
  return {
    ...last,
    body: sent.body,
    ...(sent.fields === undefined ? {} : { fields: sent.fields }),
    ...(restore === undefined ? {} : { restore }),
    ...(removes.length === 0 ? {} : { removes: joinedIds(removes) }),
    ...(items.length === 0 ? {} : { items }),
  };
}
