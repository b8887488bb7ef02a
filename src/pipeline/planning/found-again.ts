import { diffResource } from "../../diff/diff.ts";
import type { Desired, Live } from "../../model/resource.ts";
import { matchObjects } from "../../resolve/match-objects.ts";
import { entryOf, type Run, readOne } from "../run.ts";
import { isUnowned } from "../unowned.ts";
import { withFound } from "./match-objects.ts";
import type { Matched } from "./match-without-id.ts";

/** A resource that was replaced since its memory was written, with the objects that it is made of by now. */
export interface FoundAgain {
  readonly desired: Desired;
  readonly live: Live;
}

/**
 * Finds resources again of which every object that is remembered is gone, while others hold just what is declared: they
 * were replaced, and the memory is older than that. Nobody is to blame, and nothing is to be sent. What is not wholly as
 * declared stays lost.
 */
export async function foundAgain(run: Run, live: ReadonlyMap<string, Live>, { known }: Matched): Promise<FoundAgain[]> {
  const found: FoundAgain[] = [];
  const taken = new Set<string>();
  for (const desired of known) {
    const before = live.get(desired.address);
    if (before?.status !== "found" || before.objects?.length !== 0 || (before.lost ?? []).length === 0) continue;
    const again = desired.document.absent ? undefined : await lookFor(run, desired, before.lost ?? [], taken);
    if (again === undefined) continue;
    for (const id of Object.keys(again.desired.memory.objects ?? {})) taken.add(id);
    found.push(again);
  }
  return found;
}

async function lookFor(
  run: Run,
  desired: Desired,
  lost: readonly string[],
  taken: ReadonlySet<string>,
): Promise<FoundAgain | undefined> {
  const { context, locate, now } = run;
  const { account, kind, memory } = desired;
  // What was begun and is not settled is for recovery to find.
  if (memory.pending !== undefined || memory.former !== undefined) return undefined;
  const entry = entryOf(run, desired);
  const listed = await run.listed(account, kind);
  if ("problem" in listed) return undefined;
  const isFree = isUnowned(run, desired, lost);
  const candidates = listed.objects.filter((object) => !taken.has(object.id) && isFree(object));
  const match = matchObjects({ desired, entry, candidates, context, locate });
  if (match.what !== "adopt") return undefined;
  const bare = { ...desired, memory: { ...memory, objects: {} } };
  const own = withFound(bare, match.objects, { entry, context });
  const live = await readOne(run, own);
  if (live.status !== "found") return undefined;
  const about = { entry, context, locate, now, drift: "keep", granted: new Set<never>() } as const;
  const { fields, problems } = diffResource({ desired: { ...own }, live, ...about });
  return fields.length + problems.length === 0 ? { desired: own, live } : undefined;
}
