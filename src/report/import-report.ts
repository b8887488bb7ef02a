import type { ImportReport } from "../model/import.ts";
import type { JsonObject } from "../model/json.ts";
import { dotted } from "../model/pointer.ts";
import type { Finding } from "../model/problem.ts";
import { visible } from "./escape.ts";
import { reasonOf } from "./import-words.ts";
import { problemsJson } from "./json.ts";
import { jsonText } from "./json-text.ts";
import { codeCell, markdownPage, tableRow } from "./markdown.ts";
import type { Paint } from "./paint.ts";
import { problemsMarkdown } from "./plan-markdown.ts";
import { problemsText } from "./problem-text.ts";

/** What an import did, document by document, then its problems, then the counts. */
export function importText(report: ImportReport, paint: Paint): string[] {
  const lines = report.imported.flatMap(({ address, id, file, leftOut }) => [
    `${paint.add("+")} ${visible(address)}  ${visible(id)}  ${visible(file)}`,
    ...leftOut.map((one) => `    ${paint.warn("left out")} ${reasonOf(one)}`),
  ]);
  if (report.problems.length > 0)
    lines.push(...(lines.length === 0 ? [] : [""]), ...problemsText(report.problems, paint));
  if (lines.length > 0) lines.push("");
  return [...lines, importCounts(report)];
}

/** `Import: 3 imported. Skipped: 2 managed already, 1 deleted.` */
function importCounts({ imported, skipped }: ImportReport): string {
  const part = (number: number, words: string) => (number === 0 ? [] : [`${number} ${words}`]);
  const parts = [
    ...part(skipped.managed, "managed already"),
    ...part(skipped.deleted, "deleted"),
    ...part(skipped.otherTypes, "of other types"),
  ];
  return `Import: ${imported.length} imported.${parts.length === 0 ? "" : ` Skipped: ${parts.join(", ")}.`}`;
}

/** `import --format json`. */
export function importJson(report: ImportReport): string {
  const { imported, skipped, problems } = report;
  const value = {
    imported: imported.map(({ leftOut, ...one }) => ({ ...one, leftOut: leftOut.map(findingJson) })),
    skipped: { ...skipped },
    problems: problemsJson(problems),
  };
  return jsonText(value);
}

/** `import --format markdown`. */
export function importMarkdown(report: ImportReport): string {
  const rows = report.imported.map(({ address, id, file, leftOut }) => {
    const left = leftOut.map((one) => codeCell(dotted(one.path))).join(", ");
    return tableRow([codeCell(address), codeCell(id), codeCell(file), left]);
  });
  const head = ["| resource | id | file | left out |", "|---|---|---|---|"];
  return markdownPage([
    "## wxcards import",
    "",
    importCounts(report),
    "",
    ...(rows.length === 0 ? [] : [...head, ...rows, ""]),
    ...problemsMarkdown(report.problems),
  ]);
}

function findingJson(finding: Finding): JsonObject {
  return { path: finding.path, code: finding.code, message: reasonOf(finding) };
}
