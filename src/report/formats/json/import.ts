import type { ImportReport } from "../../../model/import.ts";
import type { JsonObject } from "../../../model/json.ts";
import type { Finding } from "../../../model/problem.ts";
import { reasonOf } from "../../import-words.ts";
import { factsOf } from "../../withheld.ts";
import { problemsJson } from "./problems.ts";
import { resultJson } from "./result.ts";

/** What has a document now, what was skipped, and what went wrong. */
export function importJson({ imported, skipped, problems }: ImportReport): string {
  return resultJson("import", {
    imported: imported.map(({ address, id, file, leftOut }) => ({
      address,
      id,
      file,
      left_out: leftOut.map(findingJson),
    })),
    skipped: { managed: skipped.managed, deleted: skipped.deleted, other_types: skipped.otherTypes },
    problems: problemsJson(problems),
  });
}

function findingJson(finding: Finding): JsonObject {
  const { args } = factsOf({ ...finding, class: "document" });
  return { path: finding.path, code: finding.code, args, message: reasonOf(finding) };
}
