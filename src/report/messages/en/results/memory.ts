import { count } from "../phrases.ts";

/** What is said of the past of accounts. */
export const historyWords = {
  /** The head of the table in Markdown. */
  head: "| when | account | who | commit | what | resources |",
  none: "No run is on record.",
  cut: "There is more: --limit shows it, or the rest of the history could not be fetched.",
  without: (accounts: string): string =>
    `Of ${accounts} no history is kept: a folder keeps none, and a branch of the repository does.`,
  dirty: "with changes not committed",
  open: "has begun and not ended",
  brokenLease: (holder: string): string => `broke the lease of ${holder}`,
};

/** What is said of what is remembered, and of what was changed of it by hand. */
export const stateWords = {
  title: "wxcards state show",
  /** The head of the table in Markdown. */
  head: "| resource | id | remembered |",
  onBranch: (branch: string, remote: string): string => `on ${branch} of ${remote}`,
  inFolder: (folder: string): string => `in the folder ${folder}`,
  asOf: (instant: string): string => `as of ${instant}, since it is out of reach`,
  unknown: "no memory yet",
  applied: (commit: string, at: string): string => `applied last: ${commit}, ${at}`,
  lease: (holder: string, nonce: string, until: string): string => `held by ${holder} until ${until}: lease ${nonce}`,
  broken: (holder: string): string => `the lease of ${holder} was broken`,
  journal: (entries: number): string =>
    `the journal of this machine tells of ${count(entries, "resource")}: wxcards state push brings it into the state`,
  settled: (fields: number): string => `${count(fields, "field")} settled`,
  review: (since: string): string => `in review since ${since}`,
  open: (operation: string, at: string): string => `${operation} under way since ${at}`,
  down: "taken down, to be put up again",
  deleted: "deleted",
  forgotten: (address: string): string => `forgotten: ${address}`,
  unlocked: (account: string, holder: string, since: string): string =>
    `unlocked: ${account}, which ${holder} held since ${since}`,
  pushed: (account: string, entries: number): string => `pushed: ${account}, ${count(entries, "resource")}`,
  left: (account: string, entries: number): string => `left in the journal: ${account}, ${count(entries, "resource")}`,
  nothingToPush: "Nothing waits in a journal.",
};

/** What is said of snapshots. */
export const snapshotWords = {
  taken: (account: string, resources: number): string => `${account}: ${count(resources, "resource")} kept`,
  unchanged: (account: string): string => `${account}: nothing has changed since the last one`,
  failed: (account: string): string => `${account}: not kept`,
};
