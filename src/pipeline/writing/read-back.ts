import { joinedIds } from "../../model/objects.ts";
import type { EndedStep } from "../../model/outcome.ts";
import { unreadLive } from "../../model/remembered.ts";
import { type Desired, type Live, noObjects } from "../../model/resource.ts";
import type { Settled } from "../../settle/input.ts";
import { judge } from "./judge.ts";
import { entryIn, readAgain, resourceAt, type Writing } from "./writing.ts";

/** Pauses before reading back again what does not show yet, in milliseconds. */
const readBackWaitsMs = [500, 1_500] as const;

/**
 * What a resource came to after its writes: its outcomes, and what is to be remembered; without that, the memory stays
 * as it is.
 */
export interface ReadBack {
  readonly outcomes: Settled["outcomes"];
  readonly remember?: { readonly desired: Desired; readonly memory: Settled["memory"] };
}

/**
 * Reads back a resource whose steps have ended, and judges them by what is live. A read right after a write may still
 * show the old state, or nothing yet; only what stays away was not applied.
 */
export async function readBack(writing: Writing, ended: readonly EndedStep[]): Promise<ReadBack> {
  const planned = resourceAt(writing, (ended[0] as EndedStep).step.address);
  const { kind } = entryIn(writing.world, planned);
  const isSingle = kind.multiObject === undefined;
  const id = isSingle ? idOf(planned, ended) : planned.id;
  const desired = { ...planned, id, memory: writing.store.entryOf(planned) };
  // A create whose answer was lost keeps its intent: the next run looks for what may have come of it.
  if (isSingle && id === "") return { outcomes: ended.map(({ outcome }) => outcome) };
  const shown = ended.at(-1)?.shown;
  if (kind.unread !== undefined) return asAnswered(writing, desired, ended);
  const read = () => (isSingle ? readAgain(writing, desired) : readObjects(writing, desired, ended));
  let live = await read();
  let settled = judge(writing, desired, ended, live);
  const isLate = () => live.status === "missing" && ended.some((step) => step.id !== undefined);
  for (const wait of readBackWaitsMs) {
    if (!isLate() && !settled.outcomes.some(({ result }) => result === "not-applied")) break;
    if (writing.world.signal.aborted) break;
    await writing.world.clock.sleep(wait, writing.world.signal);
    live = await read();
    settled = judge(writing, desired, ended, live);
  }
  // What cannot be read is as the last answer showed it; a read that was answered about something else leaves that
  // open.
  const isUnanswered = live.status === "unreadable" && live.problem.code !== "answer-unusable";
  if (shown !== undefined && (isUnanswered || isLate())) settled = judge(writing, desired, ended, shown);
  // What nobody has read yet is not known to be there, so that it proves nothing of the credential.
  const memory = isLate() ? { ...settled.memory, settled: {} } : settled.memory;
  return { outcomes: settled.outcomes, remember: { desired, memory } };
}

/** Of what no call shows the answer is all that anybody sees; without one it is as it was. */
function asAnswered(writing: Writing, desired: Desired, ended: readonly EndedStep[]): ReadBack {
  const { kind } = entryIn(writing.world, desired);
  const shown = ended.at(-1)?.shown ?? unreadLive(desired, kind);
  const { outcomes, memory } = judge(writing, desired, ended, { ...shown, isRemembered: true });
  return { outcomes, remember: { desired, memory } };
}

/** The id of what was made, or found. */
function idOf(planned: Desired, ended: readonly EndedStep[]): string {
  return ended.find(({ id }) => id !== undefined)?.id ?? planned.id;
}

/** Reads what the resource's objects are by now, and those that were taken down, to see that they are gone. */
async function readObjects(writing: Writing, desired: Desired, ended: readonly EndedStep[]): Promise<Live> {
  const removed = ended.flatMap((step) => step.removed ?? []);
  const ids = [...new Set([...Object.keys(writing.store.entryOf(desired).objects ?? {}), ...removed])];
  const live: Live = ids.length === 0 ? noObjects : await readAgain(writing, { ...desired, id: joinedIds(ids) });
  // Nothing left is a state like any other: it is what was read.
  return live.status === "missing" && !desired.document.absent ? { ...noObjects, lost: ids } : live;
}
