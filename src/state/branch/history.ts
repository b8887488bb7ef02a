import type { Problem } from "../../model/problem.ts";
import { problem } from "../../model/problem.ts";
import type { StoreRecord } from "../../model/state-store.ts";
import { gitWords, textOf } from "./discover.ts";
import { rawCommit, recordOf } from "./message.ts";
import { seenRef } from "./names.ts";
import { objectsOf } from "./objects.ts";
import { fetchBelow, refsBelow, type Session, setRefs } from "./session.ts";

/**
 * The commits of a branch as records, newest first, with as much of its history fetched as that takes. What is at hand
 * where the remote is out of reach, and then it is not complete.
 */
export async function historyOf(
  session: Session,
  branch: string,
  limit: number,
): Promise<{ readonly records: readonly StoreRecord[]; readonly complete: boolean } | Problem> {
  const { repository, refs } = session;
  const isShallow = textOf(await repository.own(["rev-parse", "--is-shallow-repository"])).trim() === "true";
  const fetched = await fetchBelow(session, branch, isShallow ? [`--deepen=${limit + 1}`] : []);
  const known = (await refsBelow(session, [`${refs}tip/`, seenRef(branch)])) ?? new Map<string, string>();
  const tip = fetched.code === 0 ? known.get(`${refs}tip/${branch}`) : known.get(seenRef(branch));
  if (tip === undefined) {
    if (fetched.code === 0) return { records: [], complete: true };
    return problem("state-unreachable", { remote: repository.remote.name, reason: gitWords(fetched) });
  }
  const listed = await repository.own(["rev-list", "--first-parent", `--max-count=${limit + 1}`, tip]);
  const ids = textOf(listed).split("\n").slice(0, -1);
  const objects = (await objectsOf(repository.own, ids)) ?? new Map();
  const commits = ids.flatMap((id) => {
    const object = objects.get(id);
    return object === undefined ? [] : [{ id, raw: rawCommit(new TextDecoder().decode(object.bytes)) }];
  });
  await setRefs(
    session,
    new Map(),
    [...known.keys()].filter((ref) => ref.startsWith(refs)),
  );
  const isWhole = fetched.code === 0 && commits.length <= limit && commits.at(-1)?.raw.parents.length === 0;
  return { records: commits.slice(0, limit).map(({ id, raw }) => recordOf(id, raw)), complete: isWhole };
}
