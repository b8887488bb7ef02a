import { isObject, type JsonObject } from "../model/json.ts";
import type { AccountView, StateChange, StoreView } from "../model/state-view.ts";
import type { ResultWords } from "./messages/results.ts";

/** What is said of what is remembered. */
type StateWords = ResultWords["state"];

/** The id of an entry as files hold it; of several objects all of theirs. */
export function idOf({ id, objects }: JsonObject): string {
  return isObject(objects) ? Object.keys(objects).join(", ") : typeof id === "string" ? id : "";
}

/** What an entry remembers, in a few words each. */
export function aboutEntry({ settled, review, pending, former, deleted }: JsonObject, words: StateWords): string[] {
  const fields = isObject(settled) ? Object.keys(settled).length : 0;
  return [
    ...(fields === 0 ? [] : [words.settled(fields)]),
    ...(isObject(review) ? [words.review(String(review["since"]))] : []),
    ...(isObject(pending) ? [words.open(String(pending["operation"]), String(pending["at"]))] : []),
    ...(former === undefined ? [] : [words.down]),
    ...(deleted === true ? [words.deleted] : []),
  ];
}

/** The commit applied last, who holds the account, and what waits in the journal. */
export function aboutAccount({ applied, lease, journal }: AccountView, words: StateWords): string[] {
  const held =
    lease && (lease.broken === true ? words.broken(lease.holder) : words.lease(lease.holder, lease.nonce, lease.until));
  return [
    ...(applied === undefined ? [] : [words.applied(applied.commit.slice(0, 10), applied.at)]),
    ...(held === undefined ? [] : [held]),
    ...(journal === 0 ? [] : [words.journal(journal)]),
  ];
}

/** Where the memory of an account is, and how old it is where that is out of reach. */
export function placeWords(
  { kind, branch = "", remote = "", folder = "", asOf, reachable }: StoreView,
  account: string,
  words: StateWords,
): string[] {
  const isWhole = branch.endsWith(`/${account}`);
  const where =
    kind === "folder" ? words.inFolder(folder) : words.onBranch(isWhole ? branch : `${branch}/${account}`, remote);
  return [where, ...(reachable ? [] : [words.asOf(asOf)])];
}

/** What was changed of the memory by hand, a line each. */
export function changeLines(
  { forgotten = [], unlocked = [], pushed = [], left = [] }: StateChange,
  words: StateWords,
): string[] {
  return [
    ...forgotten.map(words.forgotten),
    ...unlocked.map(({ account, holder, since }) => words.unlocked(account, holder, since)),
    ...pushed.map(({ account, entries }) => words.pushed(account, entries)),
    ...left.map(({ account, entries }) => words.left(account, entries)),
  ];
}
