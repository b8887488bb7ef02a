import type { JsonObject } from "../../../model/json.ts";
import type { Kinds } from "../../../model/kind.ts";
import type { Finding } from "../../../model/problem.ts";
import { reasonOf } from "../../import-words.ts";
import { english } from "../../messages/en/english.ts";
import type { ImportResult } from "../../renderer.ts";
import { factsOf } from "../../withheld.ts";
import { problemsJson } from "./problems.ts";
import { resultJson } from "./result.ts";

/** What has a document now, what was skipped, and what went wrong. */
export function importJson({ report: { imported, skipped, problems }, kinds }: ImportResult): string {
  return resultJson("import", {
    imported: imported.map(({ address, id, file, leftOut }) => ({
      address,
      id,
      file,
      left_out: leftOut.map((finding) => findingJson(finding, kinds)),
    })),
    skipped: { managed: skipped.managed, deleted: skipped.deleted, other_types: skipped.otherTypes },
    problems: problemsJson(problems, kinds),
  });
}

function findingJson(finding: Finding, kinds: Kinds): JsonObject {
  const { args } = factsOf({ ...finding, class: "document" });
  return { path: finding.path, code: finding.code, args, message: reasonOf(finding, { kinds, language: english }) };
}
