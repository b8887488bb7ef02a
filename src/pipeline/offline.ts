import { defined } from "../model/defined.ts";
import { localAddress } from "../model/document.ts";
import { itemsField } from "../model/items.ts";
import type { KindEntry } from "../model/kind.ts";
import { idsIn, type LiveObject } from "../model/objects.ts";
import { type Pointer, withValue } from "../model/pointer.ts";
import { type Problem, problem } from "../model/problem.ts";
import { unreadLive } from "../model/remembered.ts";
import type { Desired, LiveResource } from "../model/resource.ts";
import type { SeenObject, SeenResource, Snapshot } from "../model/snapshot.ts";
import type { Checked, OfflineLive, Planned, Selection, World } from "../model/world.ts";
import { mayHide } from "../schema/showing.ts";
import { unsealed } from "../state/format/seal.ts";
import { readSnapshots } from "../state/live.ts";
import { check } from "./check.ts";

/** A snapshot that somebody names. */
export interface NamedSnapshot {
  readonly file: string;
  readonly text: string;
}

/** A run that asks no platform. */
export interface OfflineRun {
  /** In which what was seen stands for what is live. */
  readonly world: World;
  readonly checked: Checked;
  /** A plan that was made in it, with what it was held against. */
  readonly concluded: (planned: Planned) => Planned;
}

/**
 * Opens a run that asks no platform: documents, memory, and what was live when somebody looked last. Fields that no
 * snapshot shows are told by what was settled; a plan with such fields is not complete.
 */
export async function openOffline(world: World, selection: Selection, named?: NamedSnapshot): Promise<OfflineRun> {
  const checked = await check(world, selection, "without-clock", "store");
  const snapshots = await snapshotsFor(checked, named);
  if ("code" in snapshots)
    return {
      world,
      checked: { ...checked, problems: [...checked.problems, snapshots] },
      concluded: (planned) => planned,
    };
  const { offline, isWhole } = offlineLive(world, snapshots);
  // No client is ever called: whatever would be asked is answered by what was seen.
  const connect = async () => ({ call: () => Promise.reject(new Error("no platform is asked offline")) });
  return {
    world: { ...world, offline, connect },
    checked,
    concluded: (planned) => concluded(planned, snapshots, isWhole()),
  };
}

function concluded(planned: Planned, snapshots: ReadonlyMap<string, Snapshot>, isWhole: boolean): Planned {
  const { plan } = planned;
  if (plan === undefined) return planned;
  const names = new Set(plan.accounts.map(({ name }) => name));
  const times = [...snapshots].flatMap(([name, { taken }]) => (names.has(name) ? [taken] : []));
  const asOf = times.sort((a, b) => Date.parse(a) - Date.parse(b))[0];
  return { ...planned, plan: { ...plan, complete: plan.complete && isWhole, offline: defined({ asOf }) } };
}

/** Snapshots by account: those of a file, or what stores have; none where they have nothing, or are out of reach. */
async function snapshotsFor(
  { project, known }: Checked,
  named: NamedSnapshot | undefined,
): Promise<ReadonlyMap<string, Snapshot> | Problem> {
  const accounts = project?.accounts ?? [];
  if (named !== undefined) return readSnapshots(named.text, named.file, { account: "", accounts });
  const found = new Map<string, Snapshot>();
  for (const account of accounts) {
    const { name } = account;
    const stored = (await known?.access.liveOf(account).read([name]))?.get(name) ?? {};
    if ("code" in stored || stored.state === undefined) continue;
    const file = `${name}/live.yaml`;
    const text = unsealed(stored.state, known?.access.keys.seal);
    if (text === undefined) return problem("state-seal", { file }, { account: name });
    const read = readSnapshots(text, file, { account: name, accounts });
    if ("code" in read) return read;
    for (const [own, snapshot] of read) found.set(own, snapshot);
  }
  return found;
}

/** What stands for live state; `isWhole` is false once anything was asked for that nobody has seen. */
function offlineLive(
  { kinds }: World,
  snapshots: ReadonlyMap<string, Snapshot>,
): { readonly offline: OfflineLive; readonly isWhole: () => boolean } {
  let isWhole = true;
  const live = (desired: Desired): LiveResource => {
    const seen = snapshots.get(desired.account)?.resources.get(localAddress(desired.address));
    // Under the same address another resource may have been seen, which its document named by then.
    const own = seen?.objects !== undefined || seen?.id === desired.id ? seen : undefined;
    const entry = kinds.get(desired.kind) as KindEntry;
    if (entry.kind.unread !== undefined) return unreadLive(desired, entry.kind);
    const shown =
      entry.kind.multiObject === undefined
        ? { ...specOf(desired, own), id: desired.id, state: own?.state ?? "" }
        : objectsOf(desired, entry, own?.objects ?? {});
    if (shown.unseen.size > 0) isWhole = false;
    const review = own?.review ?? (desired.memory.review === undefined ? "passed" : "in-review");
    return { status: "found", review, ...shown };
  };
  const ids = (account: string, kind: string) =>
    [...(snapshots.get(account)?.resources ?? [])].flatMap(([local, { id }]) =>
      local.startsWith(`${kind}/`) ? idsIn(id) : [],
    );
  return { offline: { live, ids }, isWhole: () => isWhole };
}

/** The declared fields as they were seen, and those that nobody has seen although reads would show them. */
function specOf(
  { fields }: Desired,
  seen: SeenObject | undefined,
): Pick<LiveObject, "spec"> & { unseen: Set<Pointer> } {
  const unseen = new Set<Pointer>();
  let spec: LiveObject["spec"] = {};
  for (const { path, policy } of fields) {
    const value = seen?.fields[path];
    if (value !== undefined) spec = withValue(spec, path, value);
    else if (seen === undefined || !mayHide(policy)) unseen.add(path);
  }
  return { spec, unseen };
}

function objectsOf(desired: Desired, entry: KindEntry, seen: NonNullable<SeenResource["objects"]>) {
  const list = itemsField(entry).pointer;
  const objects = idsIn(desired.id).map((id): LiveObject & { unseen: Set<Pointer> } => {
    const own = seen[id];
    const items = own?.items ?? desired.memory.objects?.[id] ?? [];
    const { spec, unseen } = specOf(desired, own);
    unseen.delete(list);
    return { id, items, state: own?.state ?? "", spec: withValue(spec, list, items), unseen };
  });
  const all = [...new Set(objects.flatMap(({ items }) => items))];
  return {
    id: desired.id,
    state: [...new Set(objects.map(({ state }) => state))].join(", "),
    spec: withValue(objects[0]?.spec ?? {}, list, all),
    unseen: new Set(objects.flatMap(({ unseen }) => [...unseen])),
    objects,
    lost: [],
  };
}
