import type { ImportReport } from "../../../model/import.ts";
import type { JsonObject } from "../../../model/json.ts";
import type { Finding } from "../../../model/problem.ts";
import { reasonOf } from "../../import-words.ts";
import { jsonText } from "../../json-text.ts";
import { problemsJson } from "./problems.ts";

/** What has a document now, what was skipped, and what went wrong. */
export function importJson({ imported, skipped, problems }: ImportReport): string {
  return jsonText({
    imported: imported.map(({ address, id, file, leftOut }) => ({
      address,
      id,
      file,
      leftOut: leftOut.map(findingJson),
    })),
    skipped: { ...skipped },
    problems: problemsJson(problems),
  });
}

function findingJson(finding: Finding): JsonObject {
  return { path: finding.path, code: finding.code, message: reasonOf(finding) };
}
