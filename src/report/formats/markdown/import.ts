import { dotted } from "../../../model/pointer.ts";
import type { Language } from "../../messages/language.ts";
import type { ImportResult } from "../../renderer.ts";
import { codeCell, markdownPage, table, tableRow } from "./markup.ts";
import { problemsMarkdown } from "./problems.ts";

/** What has a document now, with the counts above and the problems below. */
export function importMarkdown({ report, kinds }: ImportResult, language: Language): string {
  const { results } = language;
  const rows = report.imported.map(({ address, id, file, leftOut }) => {
    const left = leftOut.map(({ path }) => codeCell(dotted(path))).join(", ");
    return tableRow([codeCell(address), codeCell(id), codeCell(file), left]);
  });
  return markdownPage([
    "## wxcards import",
    "",
    results.import.counts(report),
    "",
    ...(rows.length === 0 ? [] : [...table(results.import.head, rows), ""]),
    ...problemsMarkdown(report.problems, { kinds, language }),
  ]);
}
