import { type Problem, problem } from "../../model/problem.ts";
import type { Stored } from "../../model/state-store.ts";
import { gitWords, textOf } from "./discover.ts";
import { seenRef } from "./names.ts";
import { fetchBelow, refsBelow, renewed, type Session, setRefs } from "./session.ts";
import { readTimes, writeTimes } from "./times.ts";
import { type Tip, tipsOf } from "./tips.ts";

/** What a look at the remote showed of one branch. */
export interface Seen {
  /** Absent where the branch is not there. */
  readonly tip?: Tip;
  /** Why its memory cannot be trusted. */
  readonly problem?: Problem;
}

/** What a look at the remote showed, by branch, with the accounts that have a branch; or why nothing was seen. */
export type Look =
  | { readonly branches: ReadonlyMap<string, Seen>; readonly accounts: readonly string[] }
  | { readonly unreachable: Problem };

/**
 * Looks at branches on the remote with one fetch, holds them against what was last seen there, and remembers them as
 * seen where nothing is wrong with them. What our own repository cannot do is done again in one made anew, once.
 */
export async function lookAt(session: Session, branches: readonly string[], isLast = false): Promise<Look> {
  const fetched = await fetchBelow(session, session.names.base);
  if (fetched.code !== 0) return { unreachable: unreachable(session, gitWords(fetched)) };
  session.isFresh = false;
  const look = await looked(session, branches);
  if (look !== undefined) return look;
  const { ownDir: folder } = session.repository;
  if (isLast) return { unreachable: problem("state-repository-unmade", { folder, reason: "cat-file" }) };
  await renewed(session);
  return lookAt(session, branches, true);
}

function unreachable({ repository }: Session, reason: string): Problem {
  return problem("state-unreachable", { remote: repository.remote.name, reason });
}

async function looked(session: Session, branches: readonly string[]): Promise<Look | undefined> {
  const { repository, names, refs, clock } = session;
  const known = await refsBelow(session, [`${refs}tip/`, "refs/seen/"]);
  if (known === undefined) return undefined;
  const tipRefs = [...known.keys()].filter((ref) => ref.startsWith(refs));
  const idOf = (branch: string) => known.get(`${refs}tip/${branch}`);
  const tips = await tipsOf(
    repository.own,
    branches.flatMap((branch) => idOf(branch) ?? []),
    names.content.files,
  );
  if (tips === undefined) return undefined;
  const judged = await Promise.all(
    branches.map(async (branch): Promise<[string, Seen] | undefined> => {
      const seen = await judge(session, {
        branch,
        tip: tips.get(idOf(branch) ?? ""),
        seen: known.get(seenRef(branch)),
      });
      return seen && [branch, seen];
    }),
  );
  const found = judged.filter((one) => one !== undefined);
  if (found.length < branches.length) return undefined;
  const sound = found.flatMap(([branch, { tip, problem }]): [string, string][] =>
    tip === undefined || problem !== undefined ? [] : [[branch, tip.commit]],
  );
  const moved = sound.filter(([branch, commit]) => known.get(seenRef(branch)) !== commit);
  const set = new Map(moved.map(([branch, commit]) => [seenRef(branch), commit]));
  if (!(await setRefs(session, set, [...tipRefs, ...session.leftOver]))) return undefined;
  session.leftOver = [];
  writeTimes(
    repository,
    sound.map(([branch]) => branch),
    clock.now(),
  );
  const accounts = tipRefs.flatMap((ref) => names.account(ref.slice(`${refs}tip/`.length)) ?? []);
  return { branches: new Map(found), accounts };
}

/** Holds a branch against what was last seen there. Undefined where our own repository cannot tell. */
async function judge(
  session: Session,
  { branch, tip, seen }: { branch: string; tip: Tip | undefined; seen: string | undefined },
): Promise<Seen | undefined> {
  const { remote, ownDir: repository } = session.repository;
  const where = { branch, remote: remote.name };
  if (tip === undefined)
    return seen === undefined ? {} : { problem: problem("state-gone", { ...where, seen, repository }) };
  if (seen !== undefined && seen !== tip.commit) {
    const contains = await isAncestor(session, seen, tip.commit);
    if (contains === undefined) return undefined;
    if (!contains) return { tip, problem: problem("state-rewound", { ...where, seen, tip: tip.commit, repository }) };
  }
  if (tip.stored === undefined)
    return { tip, problem: problem("state-branch-foreign", { ...where, commit: tip.commit }) };
  return { tip };
}

/**
 * Whether one commit is among the ancestors of another. A no counts only once the whole history is there. Undefined
 * where git cannot tell.
 */
export async function isAncestor(session: Session, older: string, newer: string): Promise<boolean | undefined> {
  const { own } = session.repository;
  const ask = () => own(["merge-base", "--is-ancestor", older, newer]);
  const first = await ask();
  if (first.code === 0) return true;
  if (first.code !== 1) return undefined;
  if (textOf(await own(["rev-parse", "--is-shallow-repository"])).trim() !== "true") return false;
  const fetched = await fetchBelow(session, session.names.base, ["--unshallow"]);
  if (fetched.code !== 0) return undefined;
  const { code } = await ask();
  return code === 0 || (code === 1 ? false : undefined);
}

/**
 * Whether files have changed in any commit after one and up to another, also where they say the same again by now:
 * what was read then is no longer the last word. True where git cannot tell.
 */
export async function hasChangedSince(session: Session, older: string, newer: string): Promise<boolean> {
  const range = ["--full-history", "--max-count=1", newer, `^${older}`];
  const answer = await session.repository.own(["rev-list", ...range, "--", ...session.names.content.files]);
  return answer.code !== 0 || answer.stdout.length > 0;
}

/** What a branch holds, as it was last seen here; nobody is asked. Undefined where it was never seen. */
export async function lastSeen(
  session: Session,
  branch: string,
): Promise<(Stored & { asOf: number }) | Problem | undefined> {
  const { repository, names } = session;
  const { remote } = repository;
  const { files } = names.content;
  const ref = seenRef(branch);
  const ours = (await tipsOf(repository.own, [ref], files))?.get(ref);
  // What the user has fetched serves as well.
  const usersRef = remote.isItself ? `refs/heads/${branch}` : `refs/remotes/${remote.name}/${branch}`;
  const tip = ours ?? (await tipsOf(repository.user, [usersRef], files))?.get(usersRef);
  if (tip === undefined) return undefined;
  const { commit, stored } = tip;
  if (stored === undefined) return problem("state-branch-foreign", { branch, remote: remote.name, commit });
  return { ...stored, asOf: (ours && readTimes(repository)[branch]) ?? tip.at };
}
