import { type Problem, problem } from "../../model/problem.ts";
import type { Stored, Swap, Swapped, Trailer } from "../../model/state-store.ts";
import type { Actor } from "./actor.ts";
import { bytesOf, type Draft, madeRef, makeCommits } from "./commit.ts";
import { gitWords } from "./discover.ts";
import { firstPushProblem } from "./first-push.ts";
import { hasChangedSince, isAncestor, type Look, lookAt, type Seen } from "./look.ts";
import { messageOf } from "./message.ts";
import { seenRef } from "./names.ts";
import { type Session, setRefs } from "./session.ts";
import { writeTimes } from "./times.ts";
import type { Tip } from "./tips.ts";

/** A swap whose text was taken, on the branch it goes to. */
interface Task extends Draft {
  readonly account: string;
}

/** How often a push that changes nothing is tried, and for how long in all. */
const patience = { pushes: 5, firstWaitMs: 250, allMs: 30_000 } as const;

/**
 * Makes a commit for each account and pushes all of them at once. A push that was not accepted, for whatever reason, is
 * looked after: no words of git are read, the remote is asked what it has.
 */
export async function swapOn(session: Session, swaps: readonly Swap[], by: Actor): Promise<Swapped> {
  const wrong = await firstPushProblem(session, newBranches(session, swaps));
  if (wrong !== undefined) return { status: "refused", problem: wrong };
  let tasks = swaps.map((swap) => taskOf(session, swap, by));
  const { clock, random } = session;
  const begun = clock.elapsed();
  for (let attempt = 1; ; attempt += 1) {
    const made = await makeCommits(session, tasks, by);
    const reason = made === undefined ? "fast-import" : await push(session, tasks, made);
    if (reason === undefined && made !== undefined) return landed(session, tasks, made);
    const look = await lookTwice(session, tasks);
    const outcome = await outcomeOf(session, { tasks, made: made ?? new Map(), look, reason: reason ?? "" });
    if (!Array.isArray(outcome)) return outcome;
    tasks = outcome;
    const wait = patience.firstWaitMs * 2 ** (attempt - 1) * (0.5 + random.next() / 2);
    if (attempt >= patience.pushes || clock.elapsed() - begun + wait > patience.allMs)
      return { status: "refused", problem: refused(session, tasks, made && reason) };
    await clock.sleep(wait);
  }
}

/** A host that is out of reach for a moment is no reason to know nothing. */
async function lookTwice(session: Session, tasks: readonly Task[]): Promise<Look> {
  const branches = tasks.map(({ branch }) => branch);
  const look = await lookAt(session, branches);
  if (!("unreachable" in look)) return look;
  await session.clock.sleep(1_000 + 1_000 * session.random.next());
  return lookAt(session, branches);
}

function newBranches({ names }: Session, swaps: readonly Swap[]): readonly string[] {
  return swaps.filter(({ base }) => base === undefined).map(({ account }) => names.branch(account));
}

function taskOf({ names, random, repository }: Session, swap: Swap, by: Actor): Task {
  const { account, base, state, lease, words } = swap;
  // Two runs that write the same in the same second would make the same commit, and both would think it theirs.
  const nonce = Math.floor(random.next() * 2 ** 48).toString(16);
  const more: Trailer[] = [
    ["Actor", by.name],
    ["Nonce", `${repository.nonce}-${nonce}`],
  ];
  const [stateName, leaseName] = names.content.files;
  return {
    account,
    branch: names.branch(account),
    parent: base,
    files: new Map([...entry(stateName, state), ...entry(leaseName, lease)]),
    message: messageOf(words, more),
  };
}

function entry(name: string, text: Swap["state"]): [string, Uint8Array][] {
  return text === undefined ? [] : [[name, bytesOf(text)]];
}

/**
 * Pushes commits, all or none, and only where each branch is still what its commit stands on: a branch that was rewound
 * meanwhile would take it as well. Gives the words of git where it did not say that they are there.
 */
async function push(
  { repository }: Session,
  tasks: readonly Task[],
  made: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  const atomic = tasks.length > 1 ? ["--atomic"] : [];
  const expected = tasks.map(({ branch, parent = "" }) => `--force-with-lease=refs/heads/${branch}:${parent}`);
  const refs = tasks.map(({ branch }) => `${made.get(branch)}:refs/heads/${branch}`);
  const args = ["push", "--quiet", "--no-verify", ...atomic, ...expected, repository.remote.key, ...refs];
  const answer = await repository.own(args);
  return answer.code === 0 ? undefined : gitWords(answer);
}

async function landed(session: Session, tasks: readonly Task[], made: ReadonlyMap<string, string>): Promise<Swapped> {
  const gone = tasks.map((_, index) => madeRef(session, index));
  const set = new Map([...made].map(([branch, id]) => [seenRef(branch), id]));
  // Where that fails the next look makes up for it.
  await setRefs(session, set, gone);
  writeTimes(session.repository, [...made.keys()], session.clock.now());
  session.isFresh = false;
  return { status: "landed", versions: new Map(tasks.map(({ account, branch }) => [account, made.get(branch) ?? ""])) };
}

/** What became of a push that was not accepted; tasks to try again where nothing has changed. */
async function outcomeOf(
  session: Session,
  at: { tasks: readonly Task[]; made: ReadonlyMap<string, string>; look: Look; reason: string },
): Promise<Swapped | Task[]> {
  const { tasks, made, look, reason } = at;
  const unknown: Swapped = {
    status: "unknown",
    problem: problem("state-push-unknown", { remote: session.repository.remote.name, reason }),
  };
  if ("unreachable" in look) return unknown;
  const seen = tasks.map((task) => ({ task, ...look.branches.get(task.branch) }));
  const there = await Promise.all(seen.map(({ task, tip }) => isIn(session, made.get(task.branch), tip?.commit)));
  if (there.every(Boolean)) return landed(session, tasks, made);
  // Not every host pushes all or nothing, and half of a swap is none that anybody asked for.
  if (there.some(Boolean)) return unknown;
  const wrong = seen.find((one) => one.problem !== undefined)?.problem;
  if (wrong !== undefined) return { status: "refused", problem: wrong };
  const moved = await Promise.all(seen.map(({ task, tip }) => hasMoved(session, task, tip)));
  if (moved.some(Boolean)) {
    return { status: "moved", stored: new Map(seen.map((one) => [one.task.account, storedOf(one)])) };
  }
  return seen.map(({ task, tip }) => ({ ...task, parent: tip?.commit }));
}

/** Whether the files of a branch are others than those that were read, or have been in between. */
async function hasMoved(session: Session, { parent }: Task, tip: Tip | undefined): Promise<boolean> {
  if (tip?.commit === parent) return false;
  if (tip === undefined || parent === undefined) return true;
  return hasChangedSince(session, parent, tip.commit);
}

/** What a branch without a problem holds. */
export function storedOf({ tip }: Seen): Stored {
  return tip?.stored ?? {};
}

async function isIn(session: Session, commit: string | undefined, tip: string | undefined): Promise<boolean> {
  if (commit === undefined || tip === undefined) return false;
  return commit === tip || (await isAncestor(session, commit, tip)) === true;
}

/** Without a reason no commit could even be made, and nobody was asked. */
function refused({ repository }: Session, tasks: readonly Task[], reason: string | undefined): Problem {
  const { ownDir: folder, remote } = repository;
  if (reason === undefined) return problem("state-repository-unmade", { folder, reason: "fast-import" });
  const branches = tasks.map(({ branch }) => branch);
  return problem("state-push-refused", { remote: remote.name, branches, reason });
}
