import { defined } from "../../model/defined.ts";
import type { GitAnswer } from "../../model/git.ts";
import type { Stored } from "../../model/state-store.ts";
import { rawCommit } from "./message.ts";
import type { BranchContent } from "./names.ts";
import { type GitObject, objectsOf, wholeText } from "./objects.ts";
import type { More } from "./repository.ts";

/** What a commit of a branch holds. */
export interface Tip {
  readonly commit: string;
  /** When it was made, in milliseconds since 1970. */
  readonly at: number;
  /** Absent where the commit holds no state of ours, or what cannot be read as such. */
  readonly stored?: Stored;
}

/**
 * What commits hold, by the names they are asked for. Names that lead to nothing are left out; undefined where git
 * could not read.
 */
export async function tipsOf(
  run: (args: readonly string[], more: More) => Promise<GitAnswer>,
  names: readonly string[],
  fileNames: BranchContent["files"],
): Promise<ReadonlyMap<string, Tip> | undefined> {
  const wanted = names.flatMap((name) => [`${name}^{commit}`, ...fileNames.map((file) => `${name}:${file}`)]);
  const objects = await objectsOf(run, wanted);
  if (objects === undefined) return undefined;
  const tips = names.flatMap((name): [string, Tip][] => {
    const commit = objects.get(`${name}^{commit}`);
    if (commit === undefined) return [];
    const files = fileNames.map((file) => objects.get(`${name}:${file}`));
    return [[name, tipOf(commit, files)]];
  });
  return new Map(tips);
}

function tipOf({ id: commit, bytes }: GitObject, files: readonly (GitObject | undefined)[]): Tip {
  const [state, lease] = files.map((file) => file && (file.type === "blob" ? wholeText(file.bytes) : undefined));
  const isOurs =
    files.some(Boolean) && files.every((file, at) => file === undefined || [state, lease][at] !== undefined);
  const { at } = rawCommit(new TextDecoder().decode(bytes));
  return { commit, at, ...(isOurs ? { stored: { version: commit, ...defined({ state, lease }) } } : {}) };
}
