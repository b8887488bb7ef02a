import { accountRows } from "../../account-rows.ts";
import { visible } from "../../escape.ts";
import type { Language } from "../../messages/language.ts";
import type { Paint } from "../../paint.ts";
import { problemsText } from "../../problem-text.ts";
import type { AccountsResult } from "../../renderer.ts";
import { padded, widest } from "../../width.ts";

/** Each account, with a line for everything that is known of it. */
export function accountsText(
  { accounts, problems, kinds }: AccountsResult,
  language: Language,
  paint: Paint,
): string[] {
  const words = language.results.accounts;
  const wide = widest(Object.values(words.rows));
  const shown = accounts.map((account) => [
    `${paint.strong(visible(account.name))} (${account.platform} ${visible(account.identity)})`,
    ...accountRows(account, words).map(([label, value]) => `    ${padded(label, wide)}  ${visible(value)}`),
  ]);
  const none = accounts.length === 0 && problems.length === 0 ? [[words.none]] : [];
  const blocks = [...shown, ...none, problemsText(problems, { kinds, language }, paint)];
  return blocks.filter((block) => block.length > 0).flatMap((block, index) => (index === 0 ? block : ["", ...block]));
}
