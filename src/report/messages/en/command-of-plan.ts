import type { CommandWords } from "../command-words.ts";

/** `plan`, the command with the most to say. */
export const planCommand = {
  summary: "show what apply would do; never writes",
  about: "shows what `apply` would do; never writes. [How to read a plan](plans.md)",
  arguments: {},
  flags: {
    "--detailed-exitcode": { summary: "exit 2 when apply would change something" },
    "--out <file>": {
      summary: "save the plan, for apply FILE",
      about: "save the plan, for `apply FILE` and `verify FILE`. [Saved plans](saved-plans.md)",
    },
    "--unmanaged": {
      summary: "list also what the accounts have and no document names",
      about:
        "list also the live cards and rules of the accounts that no document names. [What else is there?](import.md#what-else-is-there)",
    },
    "--base <ref>": {
      summary: "mark which fields the documents declare otherwise than those of a commit, such as origin/main",
      about:
        "mark which fields the documents declare otherwise than those of a commit, such as `--base origin/main`: what this change touches. It is read from git, without a checkout. [Whose change is it?](plans.md#whose-change-is-it)",
    },
    "--only <what>": {
      summary: "drift: show only what was changed elsewhere, in the console or by another tool",
      about:
        "`drift` shows only what was changed elsewhere, in the console or by another tool, also where the file changed as well; for scheduled runs, with `--detailed-exitcode` (2 where there is some). [Drift](drift.md#looking-for-drift)",
    },
    "--offline": {
      summary: "ask no platform: hold the documents against the last snapshot and the state",
      about:
        "ask no platform, so that no credential is needed: the documents are held against the last `snapshot` and the state. Such a plan says as of when, and approves nothing",
    },
    "--live <file>": {
      summary: "the same, held against a file that snapshot --out wrote",
      about: "the same, held against a file that `snapshot --out` wrote",
    },
  },
  examples: {
    "wxcards plan --offline": "in a fork, or on a runner that no platform lets in",
    "wxcards plan --target MemberCard/gold": "one card",
    "wxcards plan --out plan.json --report markdown=plan.md": "saved, and shown to reviewers",
    "wxcards plan --detailed-exitcode": "for a pipeline: 0 is nothing to do, 2 is something",
  },
} as const satisfies CommandWords;
