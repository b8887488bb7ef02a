import type { ImportReport } from "../../../../model/import.ts";
import type { FieldPolicy } from "../../../../model/policy.ts";
import { writeCalls } from "./plan.ts";

/** What is said of resources that are managed. */
export const statusWords = {
  /** The head of the table in Markdown. */
  head: "| resource | id | standing | platform's word | since |",
  nothing: "Nothing is managed here.",
  since: (since: string): string => `since ${since}`,
};

/** What is said of a saved plan. */
export const verifyWords = {
  fits: (file: string, calls: number): string => `${file} still fits: ${writeCalls(calls)}.`,
};

/** What is said of documents that were checked. */
export const validationWords = {
  none: "No problems.",
  /** Behind the counts, where nothing of what was asked for was done. */
  undone: {
    plan: (counts: string): string => `${counts}. No plan was made.`,
    pull: (counts: string): string => `${counts}. Nothing was written.`,
  },
};

/** What is said around what is known of kinds and fields, in Markdown. */
export const explainWords = {
  kinds: "Kinds",
  kindsHead: "| kind | platform | meaning |",
  fieldsHead: "| label | path | type | change | review |",
  /** In the last column, of a field whose change goes to review. */
  review: "review",
};

/** What is said of resources that became documents, and in the comments of those. */
export const importWords = {
  /** `Import: 3 imported. Skipped: 2 managed already, 1 deleted.` */
  counts: ({ imported, skipped }: ImportReport): string => {
    const part = (number: number, words: string) => (number === 0 ? [] : [`${number} ${words}`]);
    const parts = [
      ...part(skipped.managed, "managed already"),
      ...part(skipped.deleted, "deleted"),
      ...part(skipped.otherTypes, "of other types"),
    ];
    return `Import: ${imported.length} imported.${parts.length === 0 ? "" : ` Skipped: ${parts.join(", ")}.`}`;
  },
  /** The head of the table in Markdown. */
  head: "| resource | id | file | left out |",
  leftOutOf: "left out",
  leftOut: "Live, and not in this document:",
  /** What stands beside a field: what it is called, and what a reviewer must know of it. */
  comment: (label: string, caveats: readonly string[]) => [label, ...caveats].join(", "),
  /** What a reviewer must know of a field before changing it. */
  caveats: ({ change, review, move }: Partial<FieldPolicy>): string[] => {
    if (change === "create") return ["fixed"];
    return [...(review === true ? ["goes to review"] : []), ...(move === undefined ? [] : [moves[move]])];
  },
};

const moves = { "false-to-true": "only from false to true", later: "only later", earlier: "only earlier" } as const;
