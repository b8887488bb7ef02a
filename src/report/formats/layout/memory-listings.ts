import { defined } from "../../../model/defined.ts";
import { localAddress } from "../../../model/document.ts";
import type { AccountView } from "../../../model/state-view.ts";
import type { Language } from "../../messages/language.ts";
import type { HistoryResult, StateChangeResult, StateViewResult } from "../../renderer.ts";
import { aboutRun } from "../../run-words.ts";
import { aboutAccount, aboutEntry, changeLines, idOf, placeWords } from "../../state-words.ts";
import { columnsOf, groupOf, type Listing, type ListingGroup } from "./listing.ts";

/** Runs, newest first. */
export function historyListing({ history, problems }: HistoryResult, language: Language): Listing {
  const words = language.results.history;
  const { runs, complete, without } = history;
  const rows = runs.map((run) => [
    ...[run.at, run.account, run.actor, run.source?.commit.slice(0, 10) ?? ""],
    [run.subject, ...aboutRun(run, words)].join(", "),
    run.changes.map(({ address }) => localAddress(address)).join(", "),
  ]);
  const isNothing = rows.length === 0 && without.length === 0 && problems.length === 0;
  const lead = [
    ...(isNothing ? [words.none] : []),
    ...(without.length === 0 ? [] : [words.without(without.join(", "))]),
    ...(complete || rows.length === 0 ? [] : [words.cut]),
  ];
  return { title: "wxcards history", lead, groups: groupOf(words.head, rows), problems };
}

/** What is remembered, account by account. */
export function stateViewListing(
  { view: { store, accounts }, problems }: StateViewResult,
  language: Language,
): Listing {
  const words = language.results.state;
  const groups = accounts.map((account) => accountGroup({ ...defined({ store }), ...account }, words));
  return { title: words.title, lead: [], groups, problems };
}

function accountGroup(account: AccountView, words: Language["results"]["state"]): ListingGroup {
  const { name, identity, known, entries, store } = account;
  const place = store === undefined ? [] : placeWords(store, name, words);
  return {
    title: `${name} (${identity})`,
    notes: [...place, ...(known ? [] : [words.unknown]), ...aboutAccount(account, words)],
    head: columnsOf(words.head),
    rows: [...entries].map(([local, entry]) => [local, idOf(entry), aboutEntry(entry, words).join(", ")]),
  };
}

/** What was changed of the memory by hand. */
export function stateChangeListing({ change, problems }: StateChangeResult, language: Language): Listing {
  const words = language.results.state;
  const lines = changeLines(change, words);
  const isNothing = change.pushed !== undefined && lines.length === 0 && problems.length === 0;
  return { title: "wxcards state", lead: isNothing ? [words.nothingToPush] : lines, groups: [], problems };
}
