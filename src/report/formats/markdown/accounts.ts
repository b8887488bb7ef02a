import { accountRows } from "../../account-rows.ts";
import type { Language } from "../../messages/language.ts";
import type { AccountsResult } from "../../renderer.ts";
import { codeCell, codeSpan, markdownPage, table, tableRow } from "./markup.ts";
import { problemsMarkdown } from "./problems.ts";

/** The accounts of a project, a table for each. */
export function accountsMarkdown({ accounts, problems, kinds }: AccountsResult, language: Language): string {
  const words = language.results.accounts;
  const shown = accounts.flatMap((account) => [
    `### ${codeSpan(account.name)} (${codeSpan(account.identity)})`,
    "",
    ...table(
      words.head,
      accountRows(account, words).map(([label, value]) => tableRow([label, codeCell(value)])),
    ),
    "",
  ]);
  const none = accounts.length === 0 && problems.length === 0 ? [words.none, ""] : [];
  return markdownPage([
    "## wxcards accounts",
    "",
    ...shown,
    ...none,
    ...problemsMarkdown(problems, { kinds, language }),
  ]);
}
