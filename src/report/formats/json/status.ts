import type { StatusResult } from "../../renderer.ts";
import { openJson } from "./plan.ts";
import { problemsJson } from "./problems.ts";
import { resultJson } from "./result.ts";

/** How each managed resource stands, and what kept some from being read. */
export function statusJson({ resources, recovery, problems, kinds }: StatusResult): string {
  return resultJson("status", {
    resources: resources.map((resource) => ({ ...resource })),
    recovery: openJson(recovery),
    problems: problemsJson(problems, kinds),
  });
}
