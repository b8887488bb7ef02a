import type { PlaceOfEntry } from "../../../view/places.ts";
import type { Told } from "../../../view/told.ts";
import { count } from "../phrases.ts";

/** What is said around changes in pages that are read without a terminal. */
export const viewWords = {
  plan: "wxcards plan",
  apply: "wxcards apply",
  /** Above entries that stand together. */
  sections: {
    trouble: "Cannot be done",
    delete: "Deletes",
    replace: "Replaces",
    grave: "One way, or about money",
    review: "Goes to review",
    other: "Other changes",
    others: "Of earlier changes, not applied yet",
    drift: "Drift, left as it is live",
  } satisfies Readonly<Record<PlaceOfEntry, string>>,
  /** The same of a report, of what was not done as planned. */
  notDone: "Not done as planned",
  /** That nothing is done before errors are mended. */
  errorsFirst: (errors: number): string => `${count(errors, "error")}: fix ${errors === 1 ? "it" : "them"} first.`,
  errors: "Errors",
  warnings: "Warnings",
  /** What becomes of a resource, by its name or by how many there are. */
  titles: {
    create: (what: string): string => `Create ${what}`,
    update: (what: string): string => `Change ${what}`,
    replace: (what: string): string => `Replace ${what}`,
    delete: (what: string): string => `Delete ${what}`,
    adopt: (what: string): string => `Adopt ${what}`,
    none: (what: string): string => `Nothing sent to ${what}`,
    blocked: (what: string): string => `Cannot change ${what}`,
    drift: (what: string): string => `Drift of ${what}`,
  },
  /** The columns of a table of fields. */
  columns: { field: "field", value: "value", live: "live", file: "file", line: "line" },
  gained: (items: string): string => `+${items}`,
  lost: (items: string): string => `−${items}`,
  /** Behind another sentence. */
  grave: (changes: number): string =>
    ` ${count(changes, "change")} ${changes === 1 ? "is" : "are"} one way or about money.`,
  approvals: "Approval required:",
  approvalOf: (what: string): string => `approval required: ${what}`,
  /** Many of one sort: how all of them are agreed to, and how many they are. */
  approvalsOf: (allow: string, resources: number): string => `${allow}, asked for by ${count(resources, "resource")}`,
  orInEach: (snippet: string): string => `or in the document of each: ${snippet}`,
  quiet: (accounts: string): string => `Nothing to do: ${accounts}.`,
  quietAccounts: (accounts: number): string => `Nothing to do: ${count(accounts, "account")}.`,
  unmanaged: "In no document",
  open: "Left open by earlier runs",
  recovered: "Settled first",
  atLine: (lines: string): string => `line ${lines}`,
  more: (fields: number): string => `and ${count(fields, "more field")}`,
  moreItems: (items: number): string => `and ${items} more`,
  lines: (come: number, gone: number): string => `+${come} −${gone} lines`,
  /** Of what is folded away: how many are named behind this, and how many are only counted. */
  folded: (named: number, unnamed: number): string =>
    named === 0
      ? `and ${unnamed} more.`
      : `and ${named + unnamed} more${unnamed === 0 ? "" : `, ${unnamed} of them not named here`}:`,
  /** The same of a list whose last lines were left out. */
  cutLines: (lines: number): string => `Cut to fit: the last ${count(lines, "line")} are left out. ${whole}`,
  /** Problems that GitHub has no room for beside the diff. */
  moreAnnotations: (errors: number, warnings: number): string =>
    `GitHub shows 10 errors and 10 warnings of a step: ${count(errors, "error")} and ${count(warnings, "warning")} more are in the summary.`,
  /** The first line of what was cut. */
  cut: ({ shorter, named, counted }: Told, digest: string | undefined): string => {
    const part = (number: number, words: string) => (number === 0 ? [] : [`${number} in ${words}`]);
    const parts = [...part(shorter, "short"), ...part(named, "name only"), ...part(counted, "number only")];
    const of = digest === undefined ? "" : ` Digest ${digest}.`;
    return `Cut to fit: ${parts.join(", ")}.${of} ${whole}`;
  },
};

const whole = "The whole is in the text and the JSON of the same run (--report text=FILE, --report json=FILE).";
