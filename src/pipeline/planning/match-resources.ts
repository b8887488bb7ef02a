import { importedEntry } from "../../import/import.ts";
import { valueDigest } from "../../model/digest.ts";
import type { KindEntry } from "../../model/kind.ts";
import { isBelow } from "../../model/pointer.ts";
import type { Problem } from "../../model/problem.ts";
import { type Desired, type LiveResource, withFields } from "../../model/resource.ts";
import { withoutIntent } from "../../model/state.ts";
import { creationSteps } from "../../plan/create.ts";
import { matchResource } from "../../resolve/match.ts";
import { entryOf, type Run, readAll } from "../run.ts";
import type { DesiredState } from "./desired-state.ts";
import { keyReader, type Makers, type Unknown } from "./idempotency-keys.ts";
import type { Matching } from "./matching.ts";

/** Matches resources of one account and kind that are one object each. */
export async function matchResources(
  run: Run,
  { ids }: DesiredState,
  group: readonly Desired[],
  matching: Matching,
): Promise<void> {
  const first = group[0] as Desired;
  const unknown = await unknownOf(run, first);
  if ("problem" in unknown) {
    matching.problems.push(unknown.problem);
    return;
  }
  const { context, locate } = run;
  const entry = entryOf(run, first);
  const keys = keyReader(makersOf(run, first, entry), unknown, run);
  const taken = new Set<string>();
  for (const desired of group) {
    const isFree = ({ id, idempotencyKey }: LiveResource) =>
      !taken.has(id) && keys?.isOthers(desired, idempotencyKey) !== true;
    const candidates = unknown.live.filter(isFree);
    const evidence = keys?.of(desired, candidates);
    const next = attempt(desired, evidence?.count ?? 0);
    const body = valueDigest(creationSteps(next, entry).steps[0]?.body ?? null);
    const match = matchResource({ desired, entry, candidates, body, context, locate, keys: evidence });
    const { pending } = desired.memory;
    const isAsSent = pending === undefined || pending.body === body;
    if (match.what === "adopt") {
      taken.add(match.live.id);
      ids.set(desired.address, match.live.id);
      matching.adopted.push(adopted(desired, match.live, isAsSent, { entry, context }));
    } else if (match.what === "create") matching.created.push(next);
    else matching.problems.push(match.problem);
    if (match.what === "wait") matching.waiting.push(desired);
  }
}

/** The documents among which one account's resources of a kind were made. */
function makersOf({ checked, states }: Run, { account, kind, settings }: Desired, entry: KindEntry): Makers {
  const documents = checked.all.filter((document) => document.account === account && document.kind === kind);
  return { kind: entry.kind, settings, documents, memory: states.get(account) };
}

/** The live resources of an account that neither a document nor the memory knows. */
async function unknownOf(run: Run, like: Desired): Promise<Unknown | { problem: Problem }> {
  const { account, kind } = like;
  const listed = await run.listed(account, kind);
  if ("problem" in listed) return listed;
  const unknown = listed.ids
    .filter((id) => !run.ownership.isKnown({ account, kind, id }))
    .map((id) => ({ ...like, id, address: `${account}/${kind}/${id}` }));
  const states = [...(await readAll(run, unknown)).values()];
  const unread = states.find((state) => state.status === "unreadable");
  if (unread?.status === "unreadable") return { problem: unread.problem };
  return { live: states.flatMap((state) => (state.status === "found" ? [state] : [])), listed };
}

/**
 * What no read shows counts as sent, unless the document was edited since: adopting changes nothing on the platform.
 */
function adopted(
  desired: Desired,
  live: LiveResource,
  isAsSent: boolean,
  seen: Parameters<typeof importedEntry>[3],
): Desired {
  const { id } = live;
  const fields = desired.fields.filter(({ path }) => !isBelow(path, desired.document.ignore));
  const rest = withoutIntent(desired.memory);
  const own = withFields(desired, fields);
  return { ...own, id, memory: isAsSent ? importedEntry(own, rest, [live], seen) : rest };
}

/**
 * The same resource after so many that were made of its document and taken down for good; its fields are still computed
 * when asked for.
 */
function attempt(desired: Desired, count: number): Desired {
  if (count === 0) return desired;
  return {
    ...desired,
    attempt: count,
    get fields() {
      return desired.fields;
    },
  };
}
