import type { Term } from "../../../term.ts";

/** How people read the words that results hold by a fixed name; in English by that name. */
export const terms: Readonly<Record<Term, string>> = {
  error: "error",
  warning: "warning",
  create: "create",
  update: "update",
  replace: "replace",
  delete: "delete",
  adopt: "adopt",
  none: "none",
  recover: "recover",
  review: "review",
  "one way": "one way",
  irreversible: "irreversible",
  "write-only": "write-only",
  money: "money",
  drift: "drift",
  conflict: "conflict",
  send: "send",
  blocked: "blocked",
  keep: "keep",
  "in-review": "in-review",
  unverifiable: "unverifiable",
  done: "done",
  failed: "failed",
  skipped: "skipped",
  unknown: "unknown",
  settled: "settled",
  refused: "refused",
  "not-applied": "not-applied",
  partial: "partial",
  "review-refused": "review-refused",
  missing: "missing",
  "taken-down": "taken-down",
  unreadable: "unreadable",
  "not-made": "not-made",
  "not-shown": "not-shown",
};

/** What is said around problems. */
export const problemListWords = {
  /** The heading of a list of problems in Markdown. */
  heading: "Problems",
  /** Before the words of a warning. */
  /** `2 errors, 1 warning`. */
  count: (errors: number, warnings: number): string => {
    const part = (number: number, word: string) =>
      number === 0 ? [] : [`${number} ${word}${number === 1 ? "" : "s"}`];
    return [...part(errors, "error"), ...part(warnings, "warning")].join(", ");
  },
};

/** What is said of a field, each on a line of its own, and the heads of columns of fields. */
export const explainRows = {
  type: "type",
  limit: "limit",
  values: "values",
  examples: "examples",
  item: "item",
  unit: "unit",
  reference: "reference",
  required: "required",
  change: "change",
  call: "call",
  sent: "sent",
  review: "review",
  money: "money",
  null: "null",
  readsBack: "reads back",
  compared: "compared",
  source: "source",
  label: "label",
  path: "path",
  /** In place of the call of a field that none carries. */
  noCall: "none",
  /** Said of a member of a list's items. */
  isRequired: "required",
  /** Between facts, and between them and a description. */
  semicolon: "; ",
  stop: ". ",
};
