import { defined } from "../../model/defined.ts";
import { byText, type JsonObject } from "../../model/json.ts";
import type { Problem } from "../../model/problem.ts";
import type { Account } from "../../model/project.ts";
import type { Intent, Memory, StateEntry } from "../../model/state.ts";
import type { StateStore } from "../../model/state-store.ts";
import type { AccountView, StateView, StoreView } from "../../model/state-view.ts";
import type { Known, OfflineWorld, Selection } from "../../model/world.ts";
import { instantIso } from "../../schema/instant.ts";
import { byStore } from "../../state/by-store.ts";
import { writeEntry } from "../../state/format/entries.ts";
import { journalled } from "../../state/journal.ts";
import { readKnown } from "../known.ts";
import { addressMeant } from "./addressed.ts";
import { type OpenedMemory, openMemory } from "./open.ts";

/** What is remembered, with what is wrong where it could not be read. */
export interface StateShown {
  readonly view: StateView;
  readonly problems: readonly Problem[];
}

/** Shows what is remembered of accounts, or of one resource. Writes nothing, and asks no platform. */
export async function showState(world: OfflineWorld, selection: Selection, wanted?: string): Promise<StateShown> {
  const opened = await openMemory(world, selection, "without-documents");
  if (!("access" in opened)) return { view: { accounts: [] }, problems: opened };
  const known = await readKnown(world, opened.project, opened.accounts, "store");
  if ("length" in known) return { view: { accounts: [] }, problems: known };
  const views = opened.accounts.flatMap((account) => viewOf(world, opened, known, account) ?? []);
  const damaged = opened.accounts.flatMap(({ name }) => known.problems.get(name) ?? []);
  const problems = [...opened.problems, ...damaged];
  const only = wanted === undefined ? undefined : addressMeant(wanted, addressesIn(views));
  // A memory that could not be read may be the one that holds it.
  if (typeof only === "object")
    return { view: { accounts: [] }, problems: damaged.length > 0 ? problems : [...problems, only] };
  const shown = views.flatMap(({ account, view }) => withOnly(view, only).map((one) => ({ account, view: one })));
  return { view: together(world, opened, known, shown), problems };
}

interface Viewed {
  readonly account: Account;
  readonly view: AccountView;
}

/** The account that is always there is not shown where it has nothing, but for those who asked for it. */
function viewOf(
  { files }: OfflineWorld,
  { access, accounts }: OpenedMemory,
  { memories }: Known,
  account: Account,
): Viewed | undefined {
  const memory = memories.get(account.name);
  if (memory === undefined) return undefined;
  const { journals, place } = access.storeOf(account);
  const journal = journalled(files, journals, account);
  if (account.sandbox && !memory.known && journal === 0 && accounts.length > 1) return undefined;
  const { identity, known, applied, lease, entries, version } = memory;
  const commit = place.store === "branch" ? version : undefined;
  const shown = new Map(
    [...entries].sort(([a], [b]) => byText(a, b)).map(([local, entry]) => [local, shownEntry(entry)]),
  );
  const more = defined({ commit, applied, lease });
  const view: AccountView = { name: account.name, identity, known, ...more, entries: shown, journal };
  return { account, view };
}

/** An entry as files hold it, without any body. */
function shownEntry({ pending, former, ...rest }: StateEntry): JsonObject {
  const { sent: _body, ...call } = pending ?? {};
  const shown = writeEntry({ ...rest, ...(pending === undefined ? {} : { pending: call as Intent }) });
  return former === undefined ? shown : { ...shown, former: Object.keys(former) };
}

function addressesIn(views: readonly Viewed[]): string[] {
  return views.flatMap(({ view: { name, entries } }) => [...entries.keys()].map((local) => `${name}/${local}`));
}

/** An account with one resource only; none where it has others. */
function withOnly(view: AccountView, only: string | undefined): AccountView[] {
  if (only === undefined) return [view];
  const entries = new Map([...view.entries].filter(([local]) => `${view.name}/${local}` === only));
  return entries.size === 0 ? [] : [{ ...view, entries }];
}

/** Accounts with where they are: the place of most of them is said once. */
function together(
  world: OfflineWorld,
  { access, project: { timezone } }: OpenedMemory,
  { memories }: Known,
  shown: readonly Viewed[],
): StateView {
  const stores = byStore(
    access,
    shown.map(({ account }) => account),
  );
  const [first] = stores.keys();
  const placeOf = (store: StateStore): StoreView => {
    const read = (stores.get(store) ?? []).flatMap(({ name }) => memories.get(name) ?? []);
    return storeView(store, read, { now: world.clock.now(), timezone });
  };
  const accounts = shown.map(({ account, view }) => {
    const store = access.storeOf(account);
    return store === first ? view : { ...view, store: placeOf(store) };
  });
  return { accounts, ...defined({ store: first && placeOf(first) }) };
}

function storeView(
  { place }: StateStore,
  read: readonly Memory[],
  { now, timezone }: { readonly now: number; readonly timezone: string },
): StoreView {
  const seen = read.flatMap(({ asOf }) => asOf ?? []);
  const when = { asOf: instantIso(Math.min(now, ...seen), timezone), reachable: seen.length === 0 };
  if (place.store === "folder") return { kind: "folder", folder: place.folder, ...when };
  const [only, ...more] = read;
  const isOne = only !== undefined && more.length === 0;
  const branch = isOne ? place.branch(only.account) : place.branch("").replace(/\/$/, "");
  return {
    kind: "branch",
    branch,
    remote: place.remote,
    ...defined({ commit: isOne ? only.version : undefined }),
    ...when,
  };
}
