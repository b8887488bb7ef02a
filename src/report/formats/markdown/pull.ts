import { dotted } from "../../../model/pointer.ts";
import type { Language } from "../../messages/language.ts";
import { pullCounts, pulledPlace, pulledTexts } from "../../pull-values.ts";
import type { PullResult } from "../../renderer.ts";
import { codeCell, markdownPage, table, tableRow } from "./markup.ts";
import { problemsMarkdown } from "./problems.ts";

/** The values that now stand in documents, with the counts above, and below what was left and what went wrong. */
export function pullMarkdown({ report, kinds }: PullResult, language: Language): string {
  const { pull } = language.results;
  const speech = { kinds, language };
  const rows = report.pulled.map((value) =>
    tableRow([pulledPlace(value), value.address, dotted(value.path), ...pulledTexts(value)].map(codeCell)),
  );
  const left = report.left.length === 0 ? [] : [`### ${pull.left}`, "", ...problemsMarkdown(report.left, speech)];
  return markdownPage([
    "## wxcards pull",
    "",
    pullCounts(report, language),
    "",
    ...(rows.length === 0 ? [] : [...table(pull.head, rows), ""]),
    ...left,
    ...problemsMarkdown(report.problems, speech),
  ]);
}
