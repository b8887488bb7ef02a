import { number, text } from "../args.ts";
import type { Theme } from "../language.ts";

/** What ends or bounds a run. */
export const run: Theme = {
  title: "The run itself",
  when: "Said by `apply` and by the command line.",
  words: {
    "sandbox-state-damaged": {
      about: "The file in which the embedded platform keeps its cards cannot be understood.",
      message: (args) =>
        `${text(args["file"], "the state of the embedded platform")} is no state of the embedded platform`,
      hint: () => "remove it to begin with an empty platform",
    },
    "port-taken": {
      about: "Another program listens on the port that the embedded platform was to use.",
      message: (args) => `port ${number(args["port"])} is in use`,
      hint: () => "choose another one with --port, or leave the flag out for a free one",
    },
    "field-unknown": {
      about: "`explain` was asked for a field that the kind does not have. `wxcards explain KIND` lists those it has.",
      message: (args) => `${text(args["kind"], "the kind")} has no field ${text(args["path"], "of this name")}`,
      hint: (args) =>
        typeof args["nearest"] === "string"
          ? `did you mean ${args["nearest"]}?`
          : `\`wxcards explain ${text(args["kind"], "KIND")}\` lists its fields`,
    },
    "report-not-written": {
      about:
        "A file that `--report` asked for could not be written. What the command did otherwise stands: its result is on stdout.",
      message: (args) =>
        `the report ${text(args["file"], "of the run")} could not be written (${text(args["reason"], "unknown reason")})`,
      hint: () => "make the folder writable (or free disk space), or name another file; the result is on stdout",
    },
    "no-terminal": {
      about:
        "`apply` asks before it writes, and there is no terminal to ask on. Look at the plan first, then say yes by `--yes`.",
      message: () => "there is no terminal to ask for consent on; nothing was written",
      hint: () => "look at `wxcards plan` first, then run apply with --yes",
    },
    "not-confirmed": {
      about: "The question of `apply` was not answered with `yes`, so nothing was written.",
      message: () => "not confirmed; nothing was written",
      hint: () => "answer with the word yes to go on",
    },
    interrupted: {
      about:
        "The run was interrupted, and this step was not sent any more. Steps that were under way have ended or are reported as unknown.",
      message: () => "not sent: the run was interrupted",
      hint: () => "run apply again: it plans anew and sends only what is still different",
    },
    "skipped-after-failure": {
      about: "A step was not sent because an earlier step of the same resource, on which it rests, did not succeed.",
      message: (args) => `not sent: step ${text(args["step"], "before it")} of the same resource did not succeed`,
      hint: (args) => `resolve what step ${text(args["step"], "before it")} reports, then run apply again`,
    },
    "lock-not-written": {
      about:
        "The lock file could not be written. Nothing further was sent, so that nothing is forgotten; what was written to the platform stays and is recognised by the next run.",
      message: (args) =>
        `${text(args["file"], "the lock file")} could not be written (${text(args["reason"], "unknown reason")}); nothing further was sent`,
      hint: () =>
        "make the folder writable (or free disk space), then run apply again: what is live already is not sent twice",
    },
    bug: {
      about:
        "A bug of wxcards itself, not of the documents. Please report it, after taking out what should not be public.",
      message: (args) => `wxcards met a bug of its own: ${text(args["reason"], "no reason is known")}`,
      hint: () => "please report it with the command and this text, after taking out what should not be public",
    },
  },
};
