import { visible } from "../../escape.ts";
import { reasonOf } from "../../import-words.ts";
import type { Language } from "../../messages/language.ts";
import type { Paint } from "../../paint.ts";
import { problemsText } from "../../problem-text.ts";
import type { ImportResult } from "../../renderer.ts";

/** What an import did, document by document, then its problems, then the counts. */
export function importText({ report, kinds }: ImportResult, language: Language, paint: Paint): string[] {
  const { results } = language;
  const speech = { kinds, language };
  const lines = report.imported.flatMap(({ address, id, file, leftOut }) => [
    `${paint.add("+")} ${visible(address)}  ${visible(id)}  ${visible(file)}`,
    ...leftOut.map((finding) => `    ${paint.warn(results.import.leftOutOf)} ${reasonOf(finding, speech)}`),
  ]);
  if (report.problems.length > 0)
    lines.push(...(lines.length === 0 ? [] : [""]), ...problemsText(report.problems, speech, paint));
  if (lines.length > 0) lines.push("");
  return [...lines, results.import.counts(report)];
}
