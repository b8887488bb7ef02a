import { itemsOf } from "../../model/items.ts";
import type { Problem } from "../../model/problem.ts";
import { problem } from "../../model/problem.ts";
import type { OpenWork } from "../../model/recovery.ts";
import { isAddressMark } from "../../model/reference.ts";
import type { Desired } from "../../model/resource.ts";
import type { Work } from "../../plan/planned.ts";
import { isKnownByKey, type OpenEntry, openCodes, openEntries } from "../open-work.ts";
import type { Recovery } from "../recovering/recover.ts";
import { entryOf, type Run } from "../run.ts";
import { mayPutUp, unverifiedFormer } from "../unverified.ts";
import type { DesiredState } from "./desired-state.ts";

/** What waits for recovery, and what is said of it. */
export interface Waiting {
  /** Everything that is open, for whoever reads the plan. */
  readonly work: readonly OpenWork[];
  /** What is not planned, by address. */
  readonly entries: ReadonlyMap<string, OpenEntry>;
  /** What recovery has told why it waits. */
  readonly told: ReadonlySet<string>;
  /** Open creates of which no document is left. */
  readonly orphans: readonly OpenEntry[];
}

/** What an earlier run left open and recovery has not settled. */
export function waitingIn(run: Run, { handedOver, told }: Pick<Recovery, "handedOver" | "told">): Waiting {
  const { world, states, project, now, checked, selection } = run;
  const { timezone } = project;
  const about = { all: checked.all, selection, timezone, now };
  const open = openEntries({
    ...{ kinds: world.kinds, states, all: checked.all, timezone, now },
    mayPutUp: (address) => mayPutUp(about, address),
  });
  const unsettled = open.filter(({ entry, work }) => !isKnownByKey(entry) && !handedOver.has(work.address));
  const documents = new Set(checked.all.map(({ address }) => address));
  return {
    work: [...open.map(({ work }) => work), ...openCodes(states)],
    entries: new Map(unsettled.map((entry) => [entry.work.address, entry])),
    told,
    orphans: open.filter(({ entry, work }) => entry.id === undefined && !documents.has(work.address)),
  };
}

/** The wanted state without what waits for recovery. */
export function withoutWaiting(state: DesiredState, { entries }: Waiting): DesiredState {
  const isWaiting = ({ address, movedFrom, account }: Pick<Desired, "address" | "account" | "movedFrom">) =>
    entries.has(address) || (movedFrom !== undefined && entries.has(`${account}/${movedFrom}`));
  return {
    ...state,
    reachable: state.reachable.filter((desired) => !isWaiting(desired)),
    waiting: state.desired.filter(isWaiting),
    tombstones: state.tombstones.filter(({ document }) => !isWaiting(document)),
  };
}

/** Works without those that rest on something which waits, with a warning for each that is left out or waits. */
export function withoutDependents(run: Run, waiting: Waiting, works: readonly Work[]) {
  const skipped = new Map<string, string>();
  if (waiting.work.length === 0) return { works, problems: [] };
  let left = [...works];
  for (;;) {
    const resting = left.flatMap((work) => {
      const on = restsOn(run, work, waiting, skipped);
      return on === undefined ? [] : [{ work, on }];
    });
    if (resting.length === 0) break;
    for (const { work, on } of resting) skipped.set(work.desired.address, on);
    left = left.filter(({ desired }) => !skipped.has(desired.address));
  }
  const problems = [...skipped].map(([address, other]) =>
    problem("rests-on-recovery", { address, other }, { address }),
  );
  return { works: left, problems };
}

/** What a resource rests on that waits: a resource that it names, one that has its items, one that may name it. */
function restsOn(
  run: Run,
  { action, desired }: Work,
  { entries, orphans }: Waiting,
  skipped: ReadonlyMap<string, string>,
): string | undefined {
  const named = desired.fields.flatMap(({ wire }) => (isAddressMark(wire) ? [wire.$address] : []));
  const own = named.find((address) => entries.has(address) || skipped.has(address));
  if (own !== undefined) return own;
  const isBeside = ({ account }: OpenEntry) => account === desired.account;
  // What was made under a name that is gone may be what is to be made under another one.
  const isSame = ({ local }: OpenEntry) => action === "create" && local.startsWith(`${desired.kind}/`);
  const isSingle = entryOf(run, desired).kind.multiObject === undefined;
  const orphan = isSingle ? orphans.filter(isBeside).find(isSame) : undefined;
  const others = [...entries.values()].filter(isBeside);
  return (orphan ?? others.find((other) => isInTheWay(run, action, desired, other)))?.work.address;
}

function isInTheWay(run: Run, action: Work["action"], desired: Desired, { local, entry }: OpenEntry): boolean {
  const kind = local.split("/")[0] ?? "";
  // Nobody knows what a resource names of which nothing can be said yet.
  const policies = [...(run.world.kinds.get(kind)?.policies.values() ?? [])];
  if (action === "delete") return policies.some(({ ref }) => ref === desired.kind);
  const own = entryOf(run, desired);
  if (kind !== desired.kind || own.kind.multiObject === undefined) return false;
  const former = Object.values(entry.former ?? {}).flatMap((spec) => itemsOf(spec, own));
  const held = new Set([...Object.values(entry.objects ?? {}).flat(), ...(entry.pending?.items ?? []), ...former]);
  return itemsOf(desired.document.spec, own).some((item) => held.has(item));
}

/** What is said of each resource of this run that waits. */
export function waitingProblems({ entries, told }: Waiting, waiting: readonly Desired[]): Problem[] {
  return waiting.flatMap(({ address, account, movedFrom, document }) => {
    const open = entries.get(address) ?? entries.get(`${account}/${movedFrom ?? ""}`);
    if (open === undefined || told.has(open.work.address)) return [];
    const { operation, since, notBefore, will } = open.work;
    if (will === "ask" && open.entry.unverified === true && !document.absent)
      return [unverifiedFormer(open.work.address, Object.values(open.entry.former ?? {}))];
    return [problem("recovery-waits", { address, operation, since, notBefore, will }, { address })];
  });
}
