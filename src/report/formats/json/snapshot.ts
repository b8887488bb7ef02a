import type { SnapshotResult } from "../../renderer.ts";
import { problemsJson } from "./problems.ts";
import { resultJson } from "./result.ts";

/** What became of each snapshot. */
export function snapshotJson({ taken, problems, kinds }: SnapshotResult): string {
  return resultJson("snapshot", {
    accounts: taken.map((one) => ({ ...one })),
    problems: problemsJson(problems, kinds),
  });
}
