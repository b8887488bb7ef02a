import { partsOf, type Text } from "../../model/text.ts";
import type { Actor } from "./actor.ts";
import { textOf } from "./discover.ts";
import { signs } from "./remote.ts";
import type { Session } from "./session.ts";

/** A commit to be made: files that take the place of those of its parent. */
export interface Draft {
  readonly branch: string;
  /** Its parent; undefined for the first commit of a branch. */
  readonly parent: string | undefined;
  /** By name; a file that is not named stays as it is. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly message: string;
}

/** The bytes of a text, whose parts are taken once. */
export function bytesOf(text: Text): Uint8Array {
  return new TextEncoder().encode([...partsOf(text)].join(""));
}

/**
 * Makes commits in our own repository, all in one command, and keeps each in a ref of the session. Gives their ids by
 * branch; undefined where git could not make them, as where a parent is gone. Signed where the user signs and git can.
 */
export async function makeCommits(
  session: Session,
  drafts: readonly Draft[],
  by: Actor,
): Promise<ReadonlyMap<string, string> | undefined> {
  const at = `${Math.floor(session.clock.now() / 1000)} +0000`;
  const input = joined([...drafts.flatMap((draft, index) => streamOf(session, draft, { index, by, at })), "done\n"]);
  const answer = await session.repository.own(["fast-import", "--quiet", "--done", "--force"], { input });
  const ids = textOf(answer).split("\n").slice(0, -1);
  if (answer.code !== 0 || ids.length !== drafts.length) return undefined;
  const made = await Promise.all(
    drafts.map(async (draft, index): Promise<[string, string]> => {
      const id = ids[index] ?? "";
      return [draft.branch, signs(session.repository.settings) ? await signed(session, draft, { id, by, at }) : id];
    }),
  );
  return new Map(made);
}

/** Where a session keeps what it has made. */
export function madeRef({ refs }: Session, index: number): string {
  return `${refs}new/${index}`;
}

function streamOf(
  session: Session,
  { parent, files, message }: Draft,
  { index, by, at }: { index: number; by: Actor; at: string },
): (string | Uint8Array)[] {
  const who = `${by.name} <${by.email}> ${at}`;
  const mark = `:${index + 1}`;
  const all: [string, Uint8Array][] = [...files, ["README.md", bytesOf(session.names.content.readme)]];
  return [
    `commit ${madeRef(session, index)}\nmark ${mark}\nauthor ${who}\ncommitter ${who}\n`,
    ...dataOf(bytesOf(message)),
    parent === undefined ? "" : `from ${parent}\n`,
    ...all.flatMap(([name, bytes]) => [`M 100644 inline ${name}\n`, ...dataOf(bytes)]),
    `get-mark ${mark}\n`,
  ];
}

function dataOf(bytes: Uint8Array): (string | Uint8Array)[] {
  return [`data ${bytes.length}\n`, bytes, "\n"];
}

function joined(parts: readonly (string | Uint8Array)[]): Uint8Array {
  return Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));
}

/** The same commit with a signature; as it was where git cannot sign, since the host says whether it wants one. */
async function signed(
  { repository }: Session,
  { parent, message }: Draft,
  { id, by, at }: { id: string; by: Actor; at: string },
): Promise<string> {
  const parents = parent === undefined ? [] : ["-p", parent];
  const env = {
    ...{ GIT_AUTHOR_NAME: by.name, GIT_AUTHOR_EMAIL: by.email, GIT_AUTHOR_DATE: `@${at}` },
    ...{ GIT_COMMITTER_NAME: by.name, GIT_COMMITTER_EMAIL: by.email, GIT_COMMITTER_DATE: `@${at}` },
  };
  const answer = await repository.own(["commit-tree", "-S", ...parents, `${id}^{tree}`], { input: message, env });
  return answer.code === 0 ? textOf(answer).trim() : id;
}
