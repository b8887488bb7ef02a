import { defined } from "../../../model/defined.ts";
import type { JsonObject } from "../../../model/json.ts";
import type { AccountView } from "../../../model/state-view.ts";
import { visible } from "../../escape.ts";
import type { Language } from "../../messages/language.ts";
import type { Paint } from "../../paint.ts";
import { problemsText } from "../../problem-text.ts";
import type { StateChangeResult, StateViewResult } from "../../renderer.ts";
import { aboutAccount, aboutEntry, changeLines, idOf, placeWords } from "../../state-words.ts";
import { padded, widest } from "../../width.ts";

/** What is said of what is remembered. */
type StateWords = Language["results"]["state"];

/** What is remembered, account by account, a line for each resource. */
export function stateViewText(
  { view: { store, accounts }, problems, kinds }: StateViewResult,
  language: Language,
  paint: Paint,
): string[] {
  const words = language.results.state;
  const own = accounts.map((account) => accountText({ ...defined({ store }), ...account }, words, paint));
  const blocks = [...own, problemsText(problems, { kinds, language }, paint)].filter((block) => block.length > 0);
  return blocks.flatMap((block, index) => (index === 0 ? block : ["", ...block]));
}

function accountText(account: AccountView, words: StateWords, paint: Paint): string[] {
  const { name, identity, known, entries, store } = account;
  const wide = widest([...entries.keys()].map(visible));
  const place = store === undefined ? [] : placeWords(store, name, words);
  return [
    `${paint.strong(visible(name))} (${visible(identity)})  ${place.map(visible).join(", ")}`,
    ...(known ? [] : [`    ${words.unknown}`]),
    ...aboutAccount(account, words).map((line) => `    ${visible(line)}`),
    ...[...entries].map(
      ([local, entry]) =>
        `    ${[padded(visible(local), wide), ...entryCells(entry, words)].filter((cell) => cell !== "").join("  ")}`,
    ),
  ];
}

function entryCells(entry: JsonObject, words: StateWords): string[] {
  return [idOf(entry), ...aboutEntry(entry, words)].map(visible);
}

/** What was changed of the memory by hand, a line each; then why something was not. */
export function stateChangeText(
  { change, problems, kinds }: StateChangeResult,
  language: Language,
  paint: Paint,
): string[] {
  const words = language.results.state;
  const lines = changeLines(change, words).map((line) => visible(line));
  const nothing = change.pushed !== undefined && lines.length === 0 && problems.length === 0;
  const blocks = [nothing ? [words.nothingToPush] : lines, problemsText(problems, { kinds, language }, paint)];
  return blocks.filter((block) => block.length > 0).flatMap((block, index) => (index === 0 ? block : ["", ...block]));
}
