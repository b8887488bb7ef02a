import type { Language } from "../../messages/language.ts";
import { idsShown, wordsFor } from "../../objects-text.ts";
import { openMarkdown } from "../../recovery-text.ts";
import type { StatusResult } from "../../renderer.ts";
import { codeCell, markdownPage, moment, table, tableRow, word } from "./markup.ts";
import { problemsMarkdown } from "./problems.ts";

/** How each managed resource stands, and what kept some from being read. */
export function statusMarkdown({ resources, recovery, kinds, problems }: StatusResult, language: Language): string {
  const { results } = language;
  const speech = { kinds, language };
  const rows = resources.map(({ address, id, standing, state, since }) => {
    const ids = idsShown(id, wordsFor(speech, address));
    const cells = [
      codeCell(address),
      codeCell(ids),
      word(results.terms[standing].replaceAll("-", " ")),
      codeCell(state),
    ];
    return tableRow([...cells, moment(since ?? "")]);
  });
  return markdownPage([
    "## wxcards status",
    "",
    ...(rows.length === 0 ? [results.status.nothing, ""] : [...table(results.status.head, rows), ""]),
    ...openMarkdown(recovery, results.recovery),
    ...problemsMarkdown(problems, speech),
  ]);
}
