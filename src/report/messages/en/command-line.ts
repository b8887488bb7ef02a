import type { Allowed } from "../../../model/plan.ts";
import type { CommandWords, FlagWords } from "../command-words.ts";
import { planCommand } from "./command-of-plan.ts";
import { commandsOfDocuments } from "./commands-of-documents.ts";
import { commandsOfHosts } from "./commands-of-hosts.ts";
import { commandsOfMembers } from "./commands-of-members.ts";
import { commandsOfState, groups } from "./commands-of-state.ts";
import { usageWords } from "./usage.ts";

/** What the program says of itself, and of what every command has. */
export const program = {
  summary:
    "Member cards and pay-gift rules of Weixin and brand cards of WeChat Pay as code: YAML in git, validated, compared with live state, applied with only what changed.",
  version: "output the version number",
  help: "display help for command",
  afterError: "Run wxcards --help for commands, wxcards COMMAND --help for flags.",
};

/** What is said around flags and commands in the help, and of a command line that is wrong. */
export const usage = usageWords;

/** What stands in the help for a word below which commands stand. */
export const groupSummary = (name: string): string => groups[name] ?? name;

/** Every command that the help shows, in its order. */
export const commands = {
  validate: {
    summary: "check documents without any network; every problem in one run",
    about:
      "checks documents, all or those of the named files and folders: shape, limits, rules across fields and documents; every problem in one run",
    arguments: { "[path...]": "only these files or folders" },
    flags: {},
    examples: {
      "wxcards validate": "every document of the project",
      "wxcards validate cards/gold.yaml": "one of them, judged together with the others",
    },
  },
  plan: planCommand,
  apply: {
    summary: "plan, ask, carry out, read back",
    about:
      "plans, asks, carries out, reads back, remembers; with a [saved plan](saved-plans.md) carries out what still fits it, without asking",
    arguments: { "[plan.json]": "a saved plan: only what it approves is carried out, without asking" },
    flags: {
      "--expect-digest <digest>": {
        summary: "carry out nothing unless the plan has this digest",
        about: "write nothing unless the plan has this digest; when it has, no question is asked",
      },
      "--write-concurrency <number>": {
        summary: "resources written at once",
        about:
          "resources written at once, 1 to 32: each is read again, changed and read back while others are; WeChat Pay gets no more than its five calls a second",
      },
      "--yes": { summary: "do not ask" },
      "--recover-only": { summary: "settle what earlier runs left open, and do nothing else" },
      "--wait-lease <duration>": {
        summary: "wait so long at most (`20m`) for accounts that another run writes",
        about:
          "wait so long at most (`20m`) for accounts of which another run holds the [lease](state.md#leases); else the end is 7",
      },
      "--if-older <what>": {
        summary: "skip: end well, and send nothing, where a newer commit was applied",
        about:
          "`skip` leaves accounts alone to which a newer commit was applied, and ends well: for jobs that may be overtaken. [Old commits](state.md#old-commits)",
      },
      "--wait-recovery <duration>": {
        summary: "wait so long at most (`15m`) until what is open may be judged",
        about:
          "wait so long at most (`15m`) for what earlier runs left open: ten minutes after a call it is known whether it came to nothing",
      },
    },
    examples: {
      "wxcards apply": "shows the plan, and asks a question that takes only the word yes",
      "wxcards apply --yes --allow delete=MemberCard/old": "in a pipeline, with consent to one deletion",
      "wxcards apply plan.json": "what was approved, as far as it still fits",
    },
  },
  verify: {
    summary: "does a saved plan still fit files and live state; reads only",
    about: "tells whether a [saved plan](saved-plans.md) still fits files and live state; reads only",
    arguments: { "<plan.json>": "a plan saved by plan --out" },
    flags: {},
    examples: { "wxcards verify plan.json": "before somebody applies it" },
  },
  diff: {
    summary: "how two saved plans differ; asks nobody",
    about:
      "tells how two [saved plans](saved-plans.md) differ: requests, what is said of fields, consent. Asks nobody, and needs no project. [Two plans](saved-plans.md#two-plans)",
    arguments: { "<old.json>": "a plan saved by plan --out", "<new.json>": "another one" },
    flags: { "--detailed-exitcode": { summary: "exit 2 when they mean different things" } },
    examples: { "wxcards diff approved.json fresh.json": "why a saved plan fits no more" },
  },
  ...commandsOfDocuments,
  status: {
    summary: "live and review state of every managed resource; 0 settled, 2 in review, 5 a review refused",
    about:
      "live and review state of every managed card and rule, one line each. [Waiting for a review](reviews.md#waiting-for-it-wxcards-status)",
    arguments: {},
    flags: {
      "--wait <duration>": {
        summary: "wait so long for reviews to end, such as 2h",
        about: "wait so long for reviews to end: `90s`, `30m`, `2h`, `3d`",
      },
    },
    examples: {
      "wxcards status": "how the cards stand",
      "wxcards status --wait 2h": "until every review has ended, two hours at most",
    },
  },
  ...commandsOfState,
  ...commandsOfMembers,
  ...commandsOfHosts,
  init: {
    summary:
      "write a starter project: project file, one card on the embedded platform, the schema for editors, workflows for CI",
    about:
      "writes a [starter project](going-live.md#a-project-to-begin-with-wxcards-init) into the working directory, and with `--ci` the [workflows of its accounts](ci.md); never writes over what somebody wrote",
    arguments: {},
    flags: {
      "--ci <host>": {
        summary: "also workflows for pull requests, the main branch and every night, and the tool for them in vendor/",
        about:
          "also workflows for pull requests, the main branch and every night, made for the accounts of the project, and the tool for them in `vendor/`. [In CI](ci.md)",
      },
    },
    examples: {
      "wxcards init": "in an empty folder, or in the root of your repository",
      "wxcards init --ci github": "with workflows; again after an account was added",
    },
  },
  schema: {
    summary: "write the schema by which editors complete and check documents",
    about:
      "writes `wxcards.schema.json` beside the project file: the [schema for editors](editors.md), of documents of every kind, in the language of the project. An older copy is written over",
    arguments: {},
    flags: {
      "--out <file>": {
        summary: "write it to this file instead",
      },
    },
    examples: {
      "wxcards schema": "beside wxcards.yaml, in its language",
      "wxcards schema --out editor/wxcards.schema.json": "somewhere else; no project is needed",
    },
  },
  sandbox: {
    summary: "serve the embedded platform on loopback and print the environment to use it",
    about: "serves the [embedded platform](sandbox.md) on loopback and prints the environment to use it",
    arguments: {},
    flags: {
      "--port <number>": { summary: "port to listen on; a free one when 0" },
      "--fill": {
        summary: "put the cards there that the documents name by id, and end",
        about: "put the cards and rules there that the documents name by `id:`, and end",
      },
    },
    examples: {
      "wxcards sandbox --fill": "makes the project's cards on the embedded platform",
      "wxcards sandbox --port 8080": "serves it until Ctrl-C",
    },
  },
  explain: {
    summary: "everything known of a field: type, limits, may it change, by which call, review, source",
    about:
      "everything known of a kind or a [field](documents.md#what-is-this-field-wxcards-explain): type, limits, may it change, by which call, review, source; needs no project",
    arguments: {
      "[field]": "a kind, such as MemberCard, or a field, such as MemberCard.base_info.title; all kinds when absent",
    },
    flags: {},
    examples: {
      "wxcards explain": "the kinds",
      "wxcards explain MemberCard": "every field: path, type, may it change, review",
      "wxcards explain MemberCard.base_info": "the fields below a prefix",
      "wxcards explain MemberCard.base_info.title": "everything about a field",
    },
  },
  completion: {
    summary: "print the script that teaches a shell to complete",
    about: "prints the script that teaches `bash`, `zsh` or `fish` to [complete](completion.md)",
    arguments: { "<shell>": "the shell" },
    flags: {},
    examples: { "source <(wxcards completion bash)": "in ~/.bashrc" },
  },
} as const satisfies Readonly<Record<string, CommandWords>>;

/** What consent can be given to; each guard asks for its own. In the order of the reference page. */
const consents = {
  delete: "[deletions](deleting.md) that documents ask for",
  replace:
    "pay-gift rules taken down and [added anew](pay-gift-rules.md#replacing); rules that are [gone](pay-gift-rules.md#drift) added anew; people thrown out of a [test whitelist](test-whitelist.md#changes)",
  irreversible: "beside `delete`, that a [brand card](brand-cards.md#taking-off) is invalidated for good",
  many: "more changed cards and rules than `guards.max_changes`; takes no address",
  drift: "the file's values over [drift](drift.md#for-one-run-or-one-card)",
  unverified:
    "a value that [no read shows](drift.md#write-only-fields) sent to a live card of an account of which nothing is remembered, or a [test whitelist](test-whitelist.md#the-first-time) of which nobody knows who is on it",
  resubmit: "a refused value handed in [again](reviews.md)",
  rollback: "documents of a commit that is [older](state.md#old-commits) than the one applied last",
  lossy: "live content that cannot be written back as it is may be [lost](live-content.md)",
  reach: "a change of a card of which [more were given out](consent.md#many-holders) than `guards.max_reach`",
} as const satisfies Readonly<Record<Allowed["what"], string>>;

/** The flags that several commands have, with the names of the formats of stdout and of reports. */
export const sharedFlags = (formats: readonly string[], reports: readonly string[]) =>
  ({
    "--report <format=file>": {
      summary: `write the result to a file too: ${reports.join(", ")}; github takes no file; repeatable`,
      about:
        "write the result to a file too, such as `--report html=plan.html`, or with `--report github` to the job; repeatable. [Reports](output.md#a-second-format-in-a-file)",
    },
    "--allow <what>": {
      summary:
        "agree to what the guards ask for: delete, replace, irreversible, drift, unverified, resubmit, reach, many, or one of them =ADDRESS; repeatable",
      about:
        "agree to what the guards ask for, for the whole run or, with `=ADDRESS`, for one card or rule; repeatable, and needed beside `--yes` as well. [Consent](consent.md)",
      values: consents,
    },
    "--format <format>": {
      summary: "what goes to stdout",
      about: `what goes to stdout: ${formats.map((name) => `\`${name}\``).join(", ")}`,
    },
    "--lang <language>": {
      summary: "the language of what is said",
      about:
        "the language of what is said: `en`, `zh-CN`; otherwise `language:` of the project file, then `LC_ALL`, `LC_MESSAGES` and `LANG`. [Languages](languages.md)",
    },
    "--no-color": {
      summary: "no colours",
      about: "no colours; `NO_COLOR` and `FORCE_COLOR` count as well",
    },
    "--project <file>": {
      summary: "the project file; wxcards.yaml here or in a folder above when absent",
      about: "the project file; otherwise `wxcards.yaml` here or in a folder above",
    },
    "--account <name>": {
      summary: "only this account; repeatable, * stands for anything",
      about: "only this account; repeatable, `*` stands for anything",
    },
    "--target <address>": {
      summary: "only this resource, such as MemberCard/gold; repeatable, * stands for anything",
      about:
        "only this card or rule, such as `MemberCard/gold` or `coffee/MemberCard/*`; repeatable. Where several accounts have a `MemberCard/gold`, write the whole address, or `*/MemberCard/gold` for all of them",
    },
    "--exclude <address>": {
      summary: "leave this resource out; repeatable, * stands for anything",
      about: "leave this card or rule out, written as for `--target`; repeatable. What rests on it waits",
    },
    "--sandbox": { summary: "send every account of this run to the embedded platform" },
    "--concurrency <number>": { summary: "reads at once", about: "reads at once, 1 to 200" },
    "--verbose": { summary: "show every request on stderr, without secrets" },
  }) as const satisfies Readonly<Record<string, FlagWords>>;

/** The same flag of apply. */
export const reportOfApply = {
  summary: "write the result to a file too; journal=FILE keeps what could not be brought into the state; repeatable",
  about:
    "write the result to a file too, as for other commands; `journal=FILE` writes what could not be brought into the state, for `state push FILE`: for runners that are thrown away; repeatable",
} as const satisfies FlagWords;

/** What is wrong with the value of a flag: the end of a line that names the flag and the value. */
export const wrongValue = {
  reason: "It must be one line that says something: the member reads it.",
  duration: "It must be a number and s, m, h or d, such as 2h.",
  reportForm: (example: string): string => `It must be FORMAT=FILE, such as ${example}.`,
  noFile: (format: string): string => `${format} takes no file: it goes to the job that runs, as --report ${format}.`,
  sameFile: "The same file is named twice.",
  commit: "It must be the name of a commit: 7 to 64 hexadecimal digits.",
  title: "It must be one line of at most 255 characters.",
  commentId:
    "It must be letters of ASCII, digits, single hyphens, dots and underscores, at most 64, a letter or a digit at both ends.",
  /** The words of commander, which checks other flags by itself. */
  choices: (names: readonly string[]): string => `Allowed choices are ${names.join(", ")}.`,
  wholeRun: "It is given for the whole run, without an address.",
  consents: (names: readonly string[]): string => `Known are: ${names.join(", ")}.`,
  wholeNumber: (least: number, most: number): string => `It must be a whole number from ${least} to ${most}.`,
};
