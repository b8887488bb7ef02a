import type { GitAnswer } from "../../model/git.ts";
import type { Clock, Random } from "../../model/ports.ts";
import { textOf } from "./discover.ts";
import type { BranchNames } from "./names.ts";
import { runRefs } from "./own-repository.ts";
import type { Repository } from "./repository.ts";

/** What a store works with from its first look to its last. */
export interface Session {
  readonly repository: Repository;
  readonly names: BranchNames;
  readonly clock: Clock;
  readonly random: Random;
  /** Refs of this session alone, with a `/` at the end: several runs may use our repository side by side. */
  readonly refs: string;
  /** True as long as our repository has seen nothing, so that the last commit of each branch is enough. */
  isFresh: boolean;
  /** Refs that sessions left which are long over. */
  leftOver: readonly string[];
}

/** A run ends long before; in milliseconds. */
const oldMs = 60 * 60 * 1000;

export function openSession(options: Pick<Session, "repository" | "names" | "clock" | "random">): Session {
  const { repository, clock, random } = options;
  const now = clock.now();
  const own = Math.floor(random.next() * 2 ** 48).toString(16);
  return {
    ...options,
    refs: `${runRefs}${now.toString(36)}-${repository.nonce}-${own}/`,
    isFresh: !repository.leftRefs.some((ref) => ref.startsWith("refs/seen/")),
    leftOver: repository.leftRefs.filter((ref) => {
      const begun = /^refs\/run\/([0-9a-z]+)-/.exec(ref)?.[1];
      return begun !== undefined && now - Number.parseInt(begun, 36) > oldMs;
    }),
  };
}

/** Our repository, made anew: all that was seen is forgotten. */
export async function renewed(session: Session): Promise<void> {
  await session.repository.renew();
  session.isFresh = true;
  session.leftOver = [];
}

/** The commits that refs of our repository name, those below the prefixes; undefined where git could not read. */
export async function refsBelow(
  session: Session,
  prefixes: readonly string[],
): Promise<Map<string, string> | undefined> {
  const answer = await session.repository.own(["for-each-ref", "--format=%(objectname) %(refname)", ...prefixes]);
  if (answer.code !== 0) return undefined;
  const lines = textOf(answer).split("\n").slice(0, -1);
  return new Map(lines.map((line) => [line.slice(line.indexOf(" ") + 1), line.slice(0, line.indexOf(" "))]));
}

/** Sets refs of our repository and takes others away, all at once. */
export async function setRefs(
  session: Session,
  set: ReadonlyMap<string, string>,
  gone: readonly string[],
): Promise<boolean> {
  const lines = [...[...set].map(([ref, id]) => `update ${ref} ${id}`), ...gone.map((ref) => `delete ${ref}`)];
  if (lines.length === 0) return true;
  const input = lines.map((line) => `${line}\n`).join("");
  return (await session.repository.own(["update-ref", "--stdin"], { input })).code === 0;
}

/**
 * Fetches branches into refs of the session: `pattern` is what their names begin with. Tries a second time where that
 * can help, in a repository made anew where ours is damaged.
 */
export async function fetchBelow(session: Session, pattern: string, depth?: readonly string[]): Promise<GitAnswer> {
  const { repository, clock, random } = session;
  const plain = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance", "--no-recurse-submodules"];
  const refspec = `+refs/heads/${pattern}*:${session.refs}tip/${pattern}*`;
  const fetched = (options: readonly string[]) =>
    repository.own(["fetch", ...plain, "--prune", ...options, repository.remote.key, refspec]);
  const begun = clock.elapsed();
  const more = depth ?? (session.isFresh ? await firstDepth(session) : []);
  const first = await fetched(more);
  if (first.code === 0 || first.failure !== undefined) return first;
  // Git calls it a failure where there is nothing that could be deepened. Without a depth, no branch is no failure.
  if (first.code === 1 && more.length > 0) return fetched([]);
  if (await isDamaged(session)) {
    await renewed(session);
    return fetched([]);
  }
  // Another run may have held a lock. A host that took its time to fail would take it again.
  if (clock.elapsed() - begun > 2_000) return first;
  await clock.sleep(200 + 300 * random.next());
  return fetched(more);
}

/**
 * The last commit of each branch is enough for a repository that has seen none. Of several runs that begin in it only
 * one may cut the history off; the others fetch all of it.
 */
async function firstDepth(session: Session): Promise<readonly string[]> {
  const { ownDir, folders } = session.repository;
  if ((await refsBelow(session, ["refs/seen/"]))?.size !== 0) return [];
  return folders.claim(`${ownDir}/wxcards-first`) ? ["--depth=1"] : [];
}

/** Whether our own repository is to blame: what it holds is not whole, or a killed git left its lock. */
async function isDamaged({ repository, clock }: Session): Promise<boolean> {
  const lock = `${repository.ownDir}/shallow.lock`;
  for (let wait = 0; repository.folders.exists(lock); wait += 1) {
    // Held for as long as a fetch takes.
    if (wait === 10) return true;
    await clock.sleep(1_000);
  }
  const whole = await repository.own(["fsck", "--connectivity-only", "--no-dangling", "--no-progress"]);
  return whole.code !== 0;
}
