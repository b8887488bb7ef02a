import { localAddress } from "../../../model/document.ts";
import type { Language } from "../../messages/language.ts";
import type { HistoryResult } from "../../renderer.ts";
import { aboutRun } from "../../run-words.ts";
import { codeCell, codeSpan, markdownPage, moment, table, tableRow } from "./markup.ts";
import { problemsMarkdown } from "./problems.ts";

/** Runs as a table, newest first. */
export function historyMarkdown(
  { history: { runs, complete, without }, problems, kinds }: HistoryResult,
  language: Language,
): string {
  const words = language.results.history;
  const rows = runs.map((run) => {
    const { at, account, actor, source, subject, changes } = run;
    const commit = source === undefined ? "" : codeCell(source.commit.slice(0, 10));
    const about = aboutRun(run, words).map((note) => codeCell(note));
    const touched = changes.map(({ address }) => codeCell(localAddress(address))).join(", ");
    return tableRow([
      moment(at),
      codeCell(account),
      codeCell(actor),
      commit,
      [codeCell(subject), ...about].join(" "),
      touched,
    ]);
  });
  return markdownPage([
    "## wxcards history",
    "",
    ...(rows.length > 0 ? [...table(words.head, rows), ""] : []),
    ...(rows.length === 0 && without.length === 0 && problems.length === 0 ? [words.none, ""] : []),
    ...(without.length > 0 ? [words.without(without.map(codeSpan).join(", ")), ""] : []),
    ...(complete || rows.length === 0 ? [] : [words.cut, ""]),
    ...problemsMarkdown(problems, { kinds, language }),
  ]);
}
