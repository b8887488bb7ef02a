import { jsonText } from "../../json-text.ts";
import type { StatusResult } from "../../renderer.ts";
import { problemsJson } from "./problems.ts";

/** How each managed resource stands, and what kept some from being read. */
export function statusJson({ resources, problems }: StatusResult): string {
  return jsonText({ resources: resources.map((resource) => ({ ...resource })), problems: problemsJson(problems) });
}
