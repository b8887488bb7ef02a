import type { Json } from "../../../model/json.ts";
import type { HistoryResult } from "../../renderer.ts";
import { problemsJson } from "./problems.ts";
import { resultJson } from "./result.ts";

/** Who did what to which account, newest first. */
export function historyJson({ history: { complete, runs, without }, problems, kinds }: HistoryResult): string {
  return resultJson("history", {
    complete,
    runs: runs as unknown as Json,
    without: [...without],
    problems: problemsJson(problems, kinds),
  });
}
