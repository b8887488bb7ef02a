import { apply } from "../apply/apply.ts";
import { locator } from "../config/locate.ts";
import { lockKeeper } from "../config/lock-keeper.ts";
import { membersAlong } from "../diff/carried-along.ts";
import { fingerprintOf } from "../diff/fingerprint.ts";
import { localAddress } from "../model/document.ts";
import { itemsField } from "../model/items.ts";
import { canonicalJson, isObject, type Json, type JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { withoutIntent as notPending } from "../model/lock.ts";
import { joinedIds } from "../model/objects.ts";
import type { ApplyReport, EndedStep, Outcome } from "../model/outcome.ts";
import { idKey, ownershipOf } from "../model/ownership.ts";
import type { Plan, Step } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import type { Desired, Live } from "../model/resource.ts";
import type { Planned, World } from "../model/world.ts";
import { observe } from "../observe/observe.ts";
import { exceptedItems } from "../resolve/consent.ts";
import { atField } from "../resolve/places.ts";
import { instantIso } from "../schema/instant.ts";
import { hasLanded, settle } from "../settle/settle.ts";
import { creationBook } from "./creation-book.ts";
import { listings } from "./listings.ts";
import { isNew } from "./run.ts";
import { spreadBook, withToldIds } from "./spread-book.ts";

/** A resource made of several objects of which none is there. */
const nothingThere: Extract<Live, { status: "found" }> = {
  ...{ status: "found", id: "", spec: {}, review: "passed", state: "" },
  objects: [],
};

/** Pauses before reading back again what does not show yet. */
const readBackWaitsMs = [500, 1_500] as const;

/**
 * Carries out a plan, reads back what it touched, and remembers it in the lock files. Also remembers what is equal without a write, so that later
 * drift can be told from a change of the file.
 */
export async function carryOut(world: World, planned: Planned): Promise<ApplyReport> {
  const made = planned.plan as Plan;
  const project = planned.checked.project as Project;
  const { clients, locks, desired } = planned;
  const context = { timezone: project.timezone };
  const byAddress = new Map(desired.map((one) => [one.address, one]));
  const keeper = lockKeeper({ files: world.files, project, locks, clock: world.clock });

  const ownership = ownershipOf(planned.checked.all, locks);
  const { signal: _signal, ...unstoppable } = world;
  const freshListings = () => listings(unstoppable, { concurrency: 1 }, project, clients);
  const entryOf = (one: Desired) => world.kinds.get(one.kind) as KindEntry;
  const readAgain = async (one: Desired): Promise<Live> => {
    // Also after an interruption: what was sent is worth a last look.
    const { kinds, signal } = world;
    const seen = await observe({
      desired: [one],
      kinds,
      clients,
      concurrency: 10,
      lastLook: true,
      listed: freshListings(),
      objectWith: ownership.objectWith,
      ...(signal ? { signal } : {}),
    });
    return seen.get(one.address) as Live;
  };
  const judge = (one: Desired, ended: readonly EndedStep[], live: Live) => {
    const before = planned.live.get(one.address);
    return settle({
      desired: one,
      ended,
      live,
      entry: entryOf(one),
      context,
      now: instantIso(world.clock.now(), project.timezone),
      ...(before?.status === "found" ? { before } : {}),
    });
  };
  // Reads what the resource's objects are by now, and those that were taken down, to see that they are gone.
  const readParts = async (one: Desired, removed: readonly string[]): Promise<Live> => {
    const ids = [...new Set([...Object.keys(keeper.entry(one).objects ?? {}), ...removed])];
    const live: Live = ids.length === 0 ? nothingThere : await readAgain({ ...one, id: joinedIds(ids) });
    // Nothing left is a state like any other: it is what was read.
    return live.status === "missing" && !one.document.absent ? { ...nothingThere, lost: ids } : live;
  };
  const settleResource = async (address: string, ended: readonly EndedStep[]) => {
    const planned = byAddress.get(address) as Desired;
    if (entryOf(planned).kind.multiObject !== undefined) {
      const one = { ...planned, lock: keeper.entry(planned) };
      const removed = ended.flatMap(({ removed: id }) => id ?? []);
      return settleAgain(one, ended, () => readParts(one, removed));
    }
    const id = ended.find((step) => step.id !== undefined)?.id ?? planned.id;
    const one = { ...planned, id, lock: keeper.entry(planned) };
    // A create whose answer was lost stays announced: the next run looks for what may have come of it.
    if (id === "") return { outcomes: ended.map(({ outcome }) => outcome) };
    return settleAgain(one, ended, () => readAgain(one));
  };
  const settleAgain = async (one: Desired, ended: readonly EndedStep[], read: () => Promise<Live>) => {
    let live = await read();
    let settled = judge(one, ended, live);
    // A read right after a write may still show the old state, or nothing yet; only what stays away was not applied.
    const isLate = () => live.status === "missing" && ended.some(({ id }) => id !== undefined);
    for (const wait of readBackWaitsMs) {
      if (!isLate() && !settled.outcomes.some((outcome) => outcome.result === "not-applied")) break;
      await world.clock.sleep(wait, world.signal);
      live = await read();
      settled = judge(one, ended, live);
    }
    // What cannot be read is as the last answer showed it; a read that was answered about something else leaves that open.
    const { shown } = ended.at(-1) ?? {};
    const isUnanswered = live.status === "unreadable" && live.problem.code !== "answer-unusable";
    if (shown !== undefined && (isUnanswered || isLate())) settled = judge(one, ended, shown);
    // What nobody has read yet is not known to be there: see `strangeAccount`.
    if (isLate()) settled = { ...settled, lock: { ...settled.lock, settled: {} } };
    const halt = keeper.remember(one, settled.lock);
    return { outcomes: settled.outcomes, ...(halt === undefined ? {} : { halt }) };
  };
  // What may have happened since the plan was made, while somebody read it or while other resources were written, is not overwritten.
  const look = async (address: string): Promise<Problem | undefined> => {
    const one = byAddress.get(address) as Desired;
    if (isNew(one)) return undefined;
    const now = await readAgain(one);
    if (now.status === "unreadable") return now.problem;
    const basis = (live: Live | undefined) => {
      if (live?.status !== "found" || live.objects?.length === 0) return null;
      return one.document.absent ? live.state : fingerprintOf(one, live, entryOf(one), context);
    };
    const before = planned.live.get(address);
    const [old, fresh] = [basis(before), basis(now)];
    const along = movedAlong(one, before, now);
    if (canonicalJson(fresh) === canonicalJson(old) && along.length === 0) return undefined;
    const args = { address, fields: [...new Set([...movedFields(old, fresh, entryOf(one)), ...along])].sort() };
    return { code: "moved-meanwhile", severity: "error", class: "stale", args, address };
  };
  /** Live members that moved, that nobody declares and that go along in objects that are sent whole: the old ones would be written over the new. */
  const movedAlong = (one: Desired, before: Live | undefined, now: Live): string[] => {
    if (before?.status !== "found" || now.status !== "found") return [];
    const sent = made.steps.filter(({ address }) => address === one.address).flatMap(({ because }) => because);
    const [old = {}, fresh = {}] = [before, now].map((live) => membersAlong(live, sent, entryOf(one), context));
    return differingKeys(old, fresh);
  };
  const lookUp = async (step: Step) => {
    const one = byAddress.get(step.address) as Desired;
    const live = await readAgain(one);
    if (one.document.absent && live.status !== "unreadable") return live.status === "missing" ? "landed" : "not-landed";
    const before = planned.live.get(step.address);
    if (live.status !== "found" || before?.status !== "found") return "unclear";
    const landed = hasLanded({ because: step.because, desired: one, before, live, entry: entryOf(one), context });
    if (landed === true) return "landed";
    // Sent again, it would carry along what was live before.
    return landed === undefined || movedAlong(one, before, live).length > 0 ? "unclear" : "not-landed";
  };

  const asked = { now: world.clock.now(), timezone: project.timezone };
  // Of every id somebody has, whose it is; what this run makes is added.
  const known = new Map(ownership.remembered.map((one) => [idKey(one), one.address]));
  const book = creationBook({
    keeper,
    of: (step) => byAddress.get(step.address) as Desired,
    former: ({ account, address }) => locks.get(account)?.entries.get(localAddress(address)),
    holderOf: ({ account, kind }, id) => {
      const key = idKey({ account, kind, id });
      return (
        ownership.managerOf({ account, kind, id }) ??
        known.get(key) ??
        (planned.before?.has(key) === true ? null : undefined)
      );
    },
    numberAt: (one) => entryOf(one).kind.creation?.idempotencyKeyAt,
    now: () => instantIso(world.clock.now(), project.timezone),
  });

  const objects = spreadBook({
    keeper,
    of: (address) => byAddress.get(address) as Desired,
    entryOf,
    context,
    now: () => instantIso(world.clock.now(), project.timezone),
    read: (one, id) => readAgain({ ...one, id }),
    list: async (one) => {
      const found = await freshListings()(one.account, one.kind);
      return "problem" in found ? undefined : found.objects;
    },
    lost: ({ address }) => {
      const live = planned.live.get(address);
      return live?.status === "found" ? (live.lost ?? []) : [];
    },
    managerOf: ({ account, kind }, id) => ownership.managerOf({ account, kind, id }),
    excepted: (one) => exceptedItems(one, asked),
    identity: (one) => project.accounts.find(({ name }) => name === one.account)?.identity ?? "",
  });

  const touched = new Set(made.steps.map((step) => step.address));
  for (const one of desired) {
    if (planned.spared?.has(one.address)) continue;
    // Taken down by an earlier run, and not wanted any more: there is nothing to do, and nothing to come back to.
    if (isNew(one) && one.document.absent && one.lock.former !== undefined)
      keeper.note(one, { settled: {}, deleted: true });
    // Nothing came of an announced create: the next run may send it.
    else if (isNew(one) && one.lock.pending !== undefined && !touched.has(one.address)) {
      const former = locks.get(one.account)?.entries.get(localAddress(one.address));
      keeper.note(one, notPending(former?.deleted === true ? former : one.lock));
    }
    const live = planned.live.get(one.address);
    if (touched.has(one.address) && live?.status === "found" && live.objects !== undefined)
      keeper.note(one, withToldIds(keeper.entry(one), live.objects));
    if (!touched.has(one.address) && (live?.status === "found" || (one.document.absent && live?.status === "missing")))
      keeper.note(one, judge(one, [], live).lock);
  }
  const { outcomes, problems } = await apply({
    ...world,
    plan: made,
    clients,
    look,
    lookUp,
    mayDrop: ({ address }) => made.consent.some((one) => one.what === "lossy" && one.address === address && one.given),
    targetOf: ({ address }) => byAddress.get(address) as Desired,
    announce: book.announce,
    claimed: book.claimed,
    created: (step, id) => {
      planned.ids.set(step.address, id);
      known.set(idKey({ ...(byAddress.get(step.address) as Desired), id }), step.address);
      return book.created(step, id);
    },
    objects,
    settle: settleResource,
  });
  for (const outcome of outcomes) {
    const step = made.steps.find(({ id }) => id === outcome.step);
    const one = step && (byAddress.get(step.address) as Desired);
    const { creation, multiObject } = one === undefined ? {} : entryOf(one).kind;
    if (outcome.status !== "failed" || one === undefined || !isNew(one) || multiObject !== undefined) continue;
    // Something was made with this number, now or before: the next run finds out.
    const isTaken = ["created-another", ...(creation?.takenCodes ?? [])].includes(outcome.problem?.code ?? "");
    if (!isTaken) book.refused(step as Step);
  }
  const unwritten = keeper.close();
  return {
    outcomes: outcomes.map((outcome) => placedAt(outcome, desired)),
    problems: unwritten === undefined ? problems : [...problems, unwritten],
    interrupted: world.signal?.aborted ?? false,
  };
}

/** The fields of which what was seen is another now; of a resource made of several objects those in which any of them is. */
function movedFields(old: Json, fresh: Json, entry: KindEntry): string[] {
  if (!isObject(old) || !isObject(fresh)) return [];
  if (entry.kind.multiObject === undefined) return differingKeys(old, fresh);
  const list = itemsField(entry).pointer;
  return differingKeys(old, fresh).flatMap((id) => {
    const [was, is] = [old[id], fresh[id]];
    const keys = isObject(was) && isObject(is) ? differingKeys(was, is) : ["items"];
    return keys.map((key) => (key === "items" ? list : key));
  });
}

function differingKeys(old: JsonObject, fresh: JsonObject): string[] {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].sort();
  return keys.filter((key) => canonicalJson(old[key] ?? null) !== canonicalJson(fresh[key] ?? null));
}

/** An outcome whose problems stand at the lines they are about. */
function placedAt(outcome: Outcome, desired: readonly Desired[]): Outcome {
  const { locate } = locator();
  const { problem, also } = outcome;
  return {
    ...outcome,
    ...(problem === undefined ? {} : { problem: atField(problem, desired, locate) }),
    ...(also === undefined ? {} : { also: also.map((one) => atField(one, desired, locate)) }),
  };
}
