import { asText, type JsonObject } from "../model/json.ts";

/** Under which names a host keeps the number of a pull request, and the commits that brought it in. */
export interface PullNames {
  readonly number: string;
  readonly commits: readonly string[];
}

/**
 * The pull request that brought a commit in, among merged ones that have it: the one that says so itself, else the only
 * one; undefined where nobody can say which. `commit` may be the beginning of the name.
 */
export function mergedNumber(merged: readonly JsonObject[], commit: string, names: PullNames): number | undefined {
  const sha = commit.toLowerCase();
  const saying = merged.filter((pull) =>
    names.commits.some((name) => asText(pull[name]).toLowerCase().startsWith(sha)),
  );
  const [only, ...others] = saying.length > 0 ? saying : merged;
  return only === undefined || others.length > 0 ? undefined : numberIn(only[names.number]);
}

/** A number of a pull request as an answer or a file of a job has it; undefined for anything else. */
export function numberIn(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}
