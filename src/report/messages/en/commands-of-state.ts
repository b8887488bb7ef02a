import type { CommandWords } from "../command-words.ts";

/** The commands about what is remembered, in the order of the help. */
export const commandsOfState = {
  history: {
    summary: "who applied what, when, and from which commit; newest first",
    about:
      "who applied what, when and from which commit, newest first, as the branches of the [state](command-line.md#state-show) tell it; a folder keeps no history. Without `--limit` the last 20 runs",
    arguments: { "[address]": "only what touched this resource, such as MemberCard/gold" },
    flags: {
      "--limit <number>": { summary: "so many runs at most", about: "so many runs at most, 1 to 1000" },
    },
    examples: {
      "wxcards history --limit 5": "the last five runs of every account",
      "wxcards history coffee/MemberCard/gold": "who changed one card",
    },
  },
  "state show": {
    summary: "what is remembered of accounts, who holds their leases, and what waits in the journal",
    about:
      "shows what is remembered of accounts: the commit applied last, who holds the lease, each resource with its id, and how much waits in the journal of this machine",
    arguments: { "[address]": "only this resource, whole" },
    flags: {},
    examples: {
      "wxcards state show": "every account, a line for each resource",
      "wxcards state show MemberCard/gold --format json": "everything that is remembered of one card",
    },
  },
  "state forget": {
    summary: "forget one resource that no document names; the platform is not touched",
    about:
      "forgets what is remembered of one resource that no document names. The platform is not touched: the resource stays there, as unmanaged",
    arguments: { "<address>": "the resource, such as coffee/MemberCard/old" },
    flags: {},
    examples: { "wxcards state forget coffee/MemberCard/old": "its document is gone, and it is managed elsewhere now" },
  },
  "state unlock": {
    summary: "end the lease of a run that is known to be dead",
    about:
      "ends the lease of a run that is known to be dead, such as one on a runner that was thrown away: the next `apply` looks first for what it left open. The lease of a run that is alive must not be broken: it goes on until it notices",
    arguments: { "<nonce>": "the lease, as the message about it and state show name it" },
    flags: {},
    examples: { "wxcards state unlock 1h2k3j4h5k": "the lease that another command said was in its way" },
  },
  "state push": {
    summary: "bring into the state what a run could not bring there",
    about:
      "brings into the state what a run could not bring there when it ended: from the journal of this machine, or from a file that `apply --report journal=FILE` wrote on another one. What somebody else has written since stands",
    arguments: { "[file]": "a journal that apply --report journal=FILE wrote; that of this machine when absent" },
    flags: {},
    examples: {
      "wxcards state push": "after a push was refused, on the same machine",
      "wxcards state push journal.jsonl": "what a thrown-away runner has left as an artifact",
    },
  },
  snapshot: {
    summary: "keep what is live of the declared fields, for plan --offline; reads only",
    about:
      "reads what is live of the declared fields and keeps it on the branch `wxcards-live/<account>`, or in the folder of the state, where something has changed: for `plan --offline`. No stock that is left, and nothing that no document declares, is in it",
    arguments: {},
    flags: {
      "--out <file>": {
        summary: "write it to this file instead",
        about: "write it to this file instead, for `plan --live FILE`",
      },
    },
    examples: {
      "wxcards snapshot": "in a pipeline that the platform lets in, on a schedule",
      "wxcards snapshot --out live.json": "to hand it to somebody",
    },
  },
} as const satisfies Readonly<Record<string, CommandWords>>;

/** What a word means below which commands stand, for the help. */
export const groups: Readonly<Record<string, string>> = {
  code: "make cards of members invalid",
  state: "what is remembered of accounts",
};
