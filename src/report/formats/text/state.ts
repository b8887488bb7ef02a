import type { JsonObject } from "../../../model/json.ts";
import type { AccountView, StoreView } from "../../../model/state-view.ts";
import { visible } from "../../escape.ts";
import { results } from "../../messages/results.ts";
import type { Paint } from "../../paint.ts";
import { problemsText } from "../../problem-text.ts";
import type { StateChangeResult, StateViewResult } from "../../renderer.ts";
import { aboutAccount, aboutEntry, changeLines, idOf, placeWords } from "../../state-words.ts";
import { padded, widest } from "../../width.ts";

const words = results.state;

/** What is remembered, account by account, a line for each resource. */
export function stateViewText({ view: { store, accounts }, problems, kinds }: StateViewResult, paint: Paint): string[] {
  const own = accounts.map((account) => accountText(account, account.store ?? store, paint));
  const blocks = [...own, problemsText(problems, kinds, paint)].filter((block) => block.length > 0);
  return blocks.flatMap((block, index) => (index === 0 ? block : ["", ...block]));
}

function accountText(account: AccountView, store: StoreView | undefined, paint: Paint): string[] {
  const { name, identity, known, entries } = account;
  const wide = widest([...entries.keys()].map(visible));
  const place = store === undefined ? [] : placeWords(store, name);
  return [
    `${paint.strong(visible(name))} (${visible(identity)})  ${place.map(visible).join(", ")}`,
    ...(known ? [] : [`    ${words.unknown}`]),
    ...aboutAccount(account).map((line) => `    ${visible(line)}`),
    ...[...entries].map(([local, entry]) => `    ${entryText(local, entry, wide)}`),
  ];
}

function entryText(local: string, entry: JsonObject, wide: number): string {
  const cells = [padded(visible(local), wide), visible(idOf(entry)), ...aboutEntry(entry).map(visible)];
  return cells.filter((cell) => cell !== "").join("  ");
}

/** What was changed of the memory by hand, a line each; then why something was not. */
export function stateChangeText({ change, problems, kinds }: StateChangeResult, paint: Paint): string[] {
  const lines = changeLines(change).map((line) => visible(line));
  const nothing = change.pushed !== undefined && lines.length === 0 && problems.length === 0;
  const blocks = [nothing ? [words.nothingToPush] : lines, problemsText(problems, kinds, paint)];
  return blocks.filter((block) => block.length > 0).flatMap((block, index) => (index === 0 ? block : ["", ...block]));
}
