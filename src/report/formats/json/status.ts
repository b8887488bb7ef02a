import type { StatusResult } from "../../renderer.ts";
import { problemsJson } from "./problems.ts";
import { resultJson } from "./result.ts";

/** How each managed resource stands, and what kept some from being read. */
export function statusJson({ resources, problems, kinds }: StatusResult): string {
  return resultJson("status", {
    resources: resources.map((resource) => ({ ...resource })),
    problems: problemsJson(problems, kinds),
  });
}
