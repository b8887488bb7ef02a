import type { Json, JsonObject } from "../model/json.ts";
import { type Pointer, valueAt } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { Account } from "../model/project.ts";
import type { Desired, Live, LiveResource } from "../model/resource.ts";
import type { SeenResource, Snapshot, SnapshotTaken } from "../model/snapshot.ts";
import type { Selection, World } from "../model/world.ts";
import { once } from "../resolve/places.ts";
import { instantIso } from "../schema/instant.ts";
import { mayHide } from "../schema/showing.ts";
import { isSameLive, liveText } from "../state/format/live-file.ts";
import { sealed, unsealed } from "../state/format/seal.ts";
import { check } from "./check.ts";
import { desiredState } from "./planning/desired-state.ts";
import { entryOf, isNew, openRun, type Run, readAll } from "./run.ts";
import { wordsOf } from "./writing/words.ts";

/** What is live of accounts, and why that of others could not be seen. */
export interface Snapshots {
  readonly snapshots: ReadonlyMap<string, Snapshot>;
  /** Absent where nothing could be read at all. */
  readonly run?: Run;
  readonly problems: readonly Problem[];
}

/**
 * Reads the declared fields of every resource that documents and memory know by its id. Of an account of which anything
 * could not be read there is no snapshot: one that has a hole would pass for the whole.
 */
export async function seeLive(world: World, selection: Selection): Promise<Snapshots> {
  const checked = await check(world, selection, "without-clock", "store");
  const errors = checked.problems.filter(({ severity }) => severity === "error");
  const { project } = checked;
  if (project === undefined || errors.length > 0) return { snapshots: new Map(), problems: errors };
  const run = await openRun(world, selection, { ...checked, project });
  if ("length" in run) return { snapshots: new Map(), problems: run };
  // Of what no call shows nothing can be seen: the memory has it already.
  const isShown = (desired: Desired) => entryOf(run, desired).kind.unread === undefined;
  const known = desiredState(run).reachable.filter(
    (desired) => !isNew(desired) && !desired.document.absent && isShown(desired),
  );
  const seen = await readAll(run, known, (desired, live) => ({
    desired,
    live: seenOf(desired, live),
    problem: unread(live),
  }));
  const problems = [...run.unconnected, ...[...seen.values()].flatMap(({ problem = [] }) => problem)];
  const taken = instantIso(run.now, project.timezone);
  const sound = run.accounts.filter(
    (account) => run.clients.has(account.name) && !isTroubled(account, [...seen.values()]),
  );
  const snapshots = sound.map(({ name, identity }): [string, Snapshot] => {
    const own = [...seen.values()].filter(({ desired }) => desired.account === name);
    const resources = own.flatMap(({ desired: { address }, live }): [string, SeenResource][] =>
      live === undefined ? [] : [[address.slice(name.length + 1), live]],
    );
    return [name, { identity, taken, resources: new Map(resources) }];
  });
  return { snapshots: new Map(snapshots), run, problems: once(problems) };
}

interface Seen {
  readonly desired: Desired;
  readonly live: SeenResource | undefined;
  readonly problem: Problem | undefined;
}

function isTroubled({ name }: Account, seen: readonly Seen[]): boolean {
  return seen.some(({ desired, problem }) => desired.account === name && problem !== undefined);
}

/** What is gone is no part of what is live, and no trouble. */
function unread(live: Live): Problem | undefined {
  return live.status === "unreadable" ? live.problem : undefined;
}

function seenOf(desired: Desired, live: Live): SeenResource | undefined {
  if (live.status !== "found") return undefined;
  const { id, review, state, objects } = live satisfies LiveResource;
  if (objects === undefined) return { id, review, state, fields: fieldsOf(live.spec, desired) };
  const own = objects.map(
    (one) => [one.id, { items: one.items, state: one.state, fields: fieldsOf(one.spec, desired) }] as const,
  );
  return { id, review, state, fields: {}, objects: Object.fromEntries(own) };
}

/** The declared values as they were read; null where nothing is set, and nothing where reads hide what is set. */
function fieldsOf(spec: JsonObject, { fields }: Desired): Record<Pointer, Json> {
  const shown = fields.flatMap(({ path, policy }): [Pointer, Json][] => {
    const value = valueAt(spec, path);
    return value === undefined && mayHide(policy) ? [] : [[path, value ?? null]];
  });
  return Object.fromEntries(shown);
}

/** Puts snapshots where plans find them, each where something has changed since the last one. */
export async function keepSnapshots(
  run: Run,
  snapshots: ReadonlyMap<string, Snapshot>,
): Promise<{ readonly taken: readonly SnapshotTaken[]; readonly problems: readonly Problem[] }> {
  const taken: SnapshotTaken[] = [];
  const problems: Problem[] = [];
  for (const account of run.accounts) {
    const snapshot = snapshots.get(account.name);
    if (snapshot === undefined) continue;
    const kept = await keepOne(run, account, liveText(snapshot));
    const told = { account: account.name, resources: snapshot.resources.size };
    if ("code" in kept) problems.push(kept);
    taken.push("code" in kept ? { ...told, result: "failed" } : { ...told, ...kept });
  }
  return { taken, problems };
}

async function keepOne(
  { world, known }: Run,
  account: Account,
  text: string,
): Promise<Pick<SnapshotTaken, "result" | "commit"> | Problem> {
  const { name } = account;
  const { place, read, swap } = known.access.liveOf(account);
  const found = (await read([name])).get(name) ?? {};
  // One that somebody took away is made anew: nothing is lost with it.
  const stored = "code" in found && found.code === "state-gone" ? {} : found;
  if ("code" in stored) return stored;
  const { version, state } = stored;
  const { seal } = known.access.keys;
  const before = state === undefined ? undefined : unsealed(state, seal);
  if (before !== undefined && isSameLive(before, text))
    return { result: "unchanged", ...commitIn(place.store, version) };
  const swapped = await swap([
    { account: name, base: version, state: [...sealed([text], seal)].join(""), words: wordsOf(world, "see")(name) },
  ]);
  if (swapped.status === "landed") return { result: "written", ...commitIn(place.store, swapped.versions.get(name)) };
  // Somebody else has just taken one, which is as good.
  return swapped.status === "moved" ? { result: "unchanged" } : swapped.problem;
}

function commitIn(store: "branch" | "folder", version: string | undefined): { readonly commit?: string } {
  return store === "branch" && version !== undefined ? { commit: version } : {};
}
