import { importedEntry } from "../../import/import.ts";
import { valueDigest } from "../../model/digest.ts";
import type { Json } from "../../model/json.ts";
import { mayStillShow } from "../../model/patience.ts";
import { problem } from "../../model/problem.ts";
import { type Desired, isGone, type Live, type LiveResource } from "../../model/resource.ts";
import { type Intent, type StateEntry, withoutIntent } from "../../model/state.ts";
import { matchSent } from "../../resolve/match-sent.ts";
import { liveKey } from "../../schema/live-key.ts";
import { entryOf, type Run, readAll, readOne } from "../run.ts";
import type { Recovering, Settled } from "./recovering.ts";

/**
 * Looks for what came of a call to a resource that is one object; undefined where that is left to the plan, since
 * nothing can be made twice.
 */
export async function lookUpOne(
  recovering: Recovering,
  resource: Desired,
  intent: Intent,
): Promise<Settled | undefined> {
  const { creation } = entryOf(recovering.run, resource).kind;
  const isCreate = creation?.operation === intent.operation;
  return isCreate ? lookUpCreate(recovering, resource, intent) : lookUpChange(recovering, resource, intent);
}

/** A create: what it made is shown under its id, or listed and as it was sent. */
async function lookUpCreate(
  { run, taken }: Recovering,
  resource: Desired,
  { at, idempotencyKey }: Intent,
): Promise<Settled | undefined> {
  const entry = entryOf(run, resource);
  const { memory, address, document } = resource;
  const rest = withoutIntent(memory);
  const remembered = (live: LiveResource): Settled => {
    taken.add(live.id);
    const { deleted: _deleted, ...living } = rest;
    const known = { ...living, id: live.id };
    return { result: "adopted", entry: importedEntry(resource, known, [live], { entry, context: run.context }) };
  };
  // Whoever wrote an id has said which one it is.
  if (run.checked.all.some((one) => one.address === address && one.id !== undefined))
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
  const settled = nothingCame(run.now, at, forgotten(rest));
  // What nobody wants any more is not sent again, and is not forgotten before it would show.
  if (idempotencyKey === undefined || document.absent) return settled;
  // Taken down since, or somebody else's by now, or to be repeated with its number: the plan tells, or sends it again.
  return seen.keys.has(idempotencyKey) || settled.result === "waits" ? undefined : settled;
}

/** The resource behind the id that a create was answered with, when it was. */
async function answeredWith(run: Run, resource: Desired): Promise<Live | undefined> {
  const { memory } = resource;
  return memory.id === undefined || memory.deleted === true ? undefined : readOne(run, resource);
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
function forgotten({ id, ...rest }: StateEntry): StateEntry {
  return rest.deleted === true && id !== undefined ? { ...rest, id } : rest;
}

/**
 * A call that moves values, or one that moves none, which takes the resource down: what is live now shows whether it
 * landed.
 */
async function lookUpChange({ run }: Recovering, resource: Desired, { at, moves }: Intent): Promise<Settled> {
  const { memory, id, document } = resource;
  const rest = withoutIntent(memory);
  const live = await readOne(run, resource);
  if (live.status !== "found") {
    if (!isGone(live)) return { result: "unread", problems: [live.problem] };
    const gone: StateEntry = document.absent ? { id, settled: {}, deleted: true } : rest;
    return { result: moves === undefined ? "adopted" : "cleared", entry: gone };
  }
  const entry = entryOf(run, resource);
  const isMoved = ([path, [, after]]: [string, readonly [Json, Json]]) => {
    const policy = entry.policies.get(path);
    return policy !== undefined && valueDigest(liveKey(live.spec, policy, entry, run.context)) === valueDigest(after);
  };
  const hasLanded = moves !== undefined && Object.entries(moves).every(isMoved);
  return hasLanded ? { result: "adopted", entry: rest } : nothingCame(run.now, at, rest);
}

/** Nothing shows: whether it came to nothing is known once it would show. `since` is in ISO 8601. */
export function nothingCame(now: number, since: string, cleared: StateEntry): Settled {
  return mayStillShow(since, now) ? { result: "waits" } : { result: "cleared", entry: cleared };
}
