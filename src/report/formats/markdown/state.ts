import type { AccountView, StoreView } from "../../../model/state-view.ts";
import type { Language } from "../../messages/language.ts";
import type { StateChangeResult, StateViewResult } from "../../renderer.ts";
import { aboutAccount, aboutEntry, changeLines, idOf, placeWords } from "../../state-words.ts";
import { codeCell, codeSpan, markdownPage, table, tableRow } from "./markup.ts";
import { problemsMarkdown } from "./problems.ts";

/** What is remembered, a table for each account. */
export function stateViewMarkdown(
  { view: { store, accounts }, problems, kinds }: StateViewResult,
  language: Language,
): string {
  const words = language.results.state;
  const own = accounts.flatMap((account) => accountMarkdown(account, account.store ?? store, words));
  return markdownPage([`## ${words.title}`, "", ...own, ...problemsMarkdown(problems, { kinds, language })]);
}

function accountMarkdown(
  account: AccountView,
  store: StoreView | undefined,
  words: Language["results"]["state"],
): string[] {
  const place = store === undefined ? [] : placeWords(store, account.name, words);
  const about = [...place, ...(account.known ? [] : [words.unknown]), ...aboutAccount(account, words)];
  const rows = [...account.entries].map(([local, entry]) =>
    tableRow([codeCell(local), codeCell(idOf(entry)), codeCell(aboutEntry(entry, words).join(", "))]),
  );
  return [
    `### ${codeSpan(account.name)} (${codeSpan(account.identity)})`,
    "",
    ...about.map((line) => `- ${codeSpan(line)}`),
    "",
    ...(rows.length === 0 ? [] : [...table(words.head, rows), ""]),
  ];
}

/** What was changed of the memory by hand. */
export function stateChangeMarkdown({ change, problems, kinds }: StateChangeResult, language: Language): string {
  const words = language.results.state;
  const lines = changeLines(change, words).map((line) => `- ${codeSpan(line)}`);
  const isNothing = change.pushed !== undefined && lines.length === 0 && problems.length === 0;
  const shown = isNothing ? [words.nothingToPush, ""] : lines.length === 0 ? [] : [...lines, ""];
  return markdownPage(["## wxcards state", "", ...shown, ...problemsMarkdown(problems, { kinds, language })]);
}
