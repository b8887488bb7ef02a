import type { Repository } from "./repository.ts";

/** When branches were last seen on the remote, in milliseconds since 1970. */
export type Times = Readonly<Record<string, number>>;

const pathOf = ({ ownDir }: Pick<Repository, "ownDir">) => `${ownDir}/wxcards-seen.json`;

/** The times that are remembered; none where the file is missing or damaged, since nothing hangs on them but words. */
export function readTimes(repository: Pick<Repository, "ownDir" | "folders">): Times {
  try {
    const times: unknown = JSON.parse(repository.folders.read(pathOf(repository)) ?? "{}");
    const entries = typeof times === "object" && times !== null ? Object.entries(times) : [];
    return Object.fromEntries(entries.filter((entry): entry is [string, number] => typeof entry[1] === "number"));
  } catch {
    return {};
  }
}

/** Remembers that branches were seen. */
export function writeTimes(
  repository: Pick<Repository, "ownDir" | "folders">,
  branches: readonly string[],
  now: number,
): void {
  if (branches.length === 0) return;
  const times = { ...readTimes(repository), ...Object.fromEntries(branches.map((branch) => [branch, now])) };
  repository.folders.write(pathOf(repository), `${JSON.stringify(times)}\n`);
}
