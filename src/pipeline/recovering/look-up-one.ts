import { importedEntry } from "../../import/import.ts";
import { valueDigest } from "../../model/digest.ts";
import { type LockEntry, withoutIntent } from "../../model/lock.ts";
import { mayStillShow } from "../../model/patience.ts";
import { problem } from "../../model/problem.ts";
import { type Desired, isGone, type Live, type LiveResource } from "../../model/resource.ts";
import { matchSent } from "../../resolve/match-sent.ts";
import { liveKey } from "../../schema/live-key.ts";
import { entryOf, type Run, readAll } from "../run.ts";
import type { Recovering, Settled } from "./recovering.ts";

/**
 * Looks for what came of a call to a resource that is one object; undefined where that is left to the plan, since
 * nothing can be made twice.
 */
export async function lookUpOne(recovering: Recovering, resource: Desired): Promise<Settled | undefined> {
  const { kind } = entryOf(recovering.run, resource);
  if (kind.creation?.operation === resource.lock.pending?.operation) return lookUpCreate(recovering, resource);
  const isRemoval = kind.removal?.(resource.settings) === resource.lock.pending?.operation;
  return lookUpChange(recovering, resource, isRemoval);
}

/** A create: what it made is shown under its id, or listed and as it was sent. */
async function lookUpCreate({ run, taken }: Recovering, resource: Desired): Promise<Settled | undefined> {
  const entry = entryOf(run, resource);
  const { lock, address } = resource;
  const rest = withoutIntent(lock);
  const remembered = (live: LiveResource): Settled => {
    taken.add(live.id);
    const { deleted: _deleted, ...living } = rest;
    const known = { ...living, id: live.id };
    return { result: "adopted", entry: importedEntry(resource, known, [live], { entry, context: run.context }) };
  };
  // Whoever wrote an id has said which one it is.
  if (run.checked.all.some((document) => document.address === address && document.id !== undefined))
    return { result: "cleared", entry: rest };
  const answered = await answeredWith(run, resource);
  if (answered?.status === "unreadable") return { result: "unread", problems: [answered.problem] };
  if (answered?.status === "found") return remembered(answered);
  const seen = await unknownOf(run, resource, taken);
  if ("problem" in seen) return { result: "unread", problems: [seen.problem] };
  const match = matchSent(resource, seen.candidates, entry, run.context);
  if (match.what === "found") return remembered(match.live);
  if (match.what === "unclear") {
    const found = problem(match.code, { address, ids: match.ids }, { address, severity: "error" });
    return { result: "asks", problems: [found] };
  }
  // Taken down since, or somebody else's by now, or to be repeated with its number: the plan tells, or sends it again.
  const key = lock.pending?.idempotencyKey;
  const settled = nothingCame(run.now, resource, forgotten(rest));
  return key !== undefined && (seen.keys.has(key) || settled.result === "waits") ? undefined : settled;
}

/** The resource behind the id that a create was answered with, when it was. */
async function answeredWith(run: Run, resource: Desired): Promise<Live | undefined> {
  const { lock, address } = resource;
  return lock.id === undefined || lock.deleted === true ? undefined : (await readAll(run, [resource])).get(address);
}

/** Live resources that nobody knows, and the idempotency keys of all that are listed, those that are gone included. */
async function unknownOf(run: Run, resource: Desired, taken: ReadonlySet<string>) {
  const { account, kind } = resource;
  const listed = await run.listed(account, kind);
  if ("problem" in listed) return listed;
  const unknown = listed.ids.filter((id) => !taken.has(id) && !run.ownership.isKnown({ account, kind, id }));
  const named = unknown.map((id) => ({ ...resource, id, address: `${account}/${kind}/${id}` }));
  const states = [...(await readAll(run, named)).values()];
  const unread = states.find((state) => state.status === "unreadable");
  if (unread?.status === "unreadable") return { problem: unread.problem };
  const all = [...listed.gone, ...listed.objects];
  return {
    candidates: states.filter((state) => state.status === "found"),
    keys: new Set(all.map(({ idempotencyKey }) => idempotencyKey)),
  };
}

/** What is remembered of a resource whose create came to nothing; of one that was deleted before, that. */
function forgotten({ id, ...rest }: LockEntry): LockEntry {
  return rest.deleted === true && id !== undefined ? { ...rest, id } : rest;
}

/** A removal, or a call that moves values: what is live now shows whether it landed. */
async function lookUpChange({ run }: Recovering, resource: Desired, isRemoval: boolean): Promise<Settled> {
  const { address, lock, id } = resource;
  const rest = withoutIntent(lock);
  const live = (await readAll(run, [resource])).get(address);
  if (live === undefined || live.status === "unreadable")
    return { result: "unread", problems: live === undefined ? [] : [live.problem] };
  if (live.status === "missing") {
    if (!isGone(live)) return { result: "unread", problems: [live.problem] };
    const gone: LockEntry = resource.document.absent ? { id, settled: {}, deleted: true } : rest;
    return { result: isRemoval ? "adopted" : "cleared", entry: gone };
  }
  const entry = entryOf(run, resource);
  const moves = Object.entries(lock.pending?.moves ?? {});
  const isThere = moves.every(([path, [, after]]) => {
    const policy = entry.policies.get(path);
    return policy !== undefined && valueDigest(liveKey(live.spec, policy, entry, run.context)) === valueDigest(after);
  });
  if (!isRemoval && isThere) return { result: "adopted", entry: rest };
  return nothingCame(run.now, resource, rest);
}

/** Nothing shows: whether it came to nothing is known once it would show. */
export function nothingCame(now: number, { lock }: Pick<Desired, "lock">, cleared: LockEntry): Settled {
  if (lock.pending !== undefined && mayStillShow(lock.pending.at, now)) return { result: "waits" };
  return { result: "cleared", entry: cleared };
}
