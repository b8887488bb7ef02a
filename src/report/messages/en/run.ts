import { dotted } from "../../../model/pointer.ts";
import type { runProblems } from "../../../model/problems/run.ts";
import { number, text, texts } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { movedWords } from "./moved.ts";
import { count, fileReason, list } from "./phrases.ts";

/** What ends or bounds a run. */
export const run = {
  title: "The run itself",
  when: "Said by `apply` and by the command line.",
  words: {
    "sandbox-state-damaged": {
      about: "The file in which the embedded platform keeps its resources cannot be understood.",
      message: (args) => `${text(args.file)} is no state of the embedded platform`,
      hint: () => "remove it to begin with an empty platform",
    },
    "ci-not-at-root": {
      about: "`init --ci` writes workflows, which hosts look for in the root of the repository only.",
      message: (args) => `--ci writes to the root of the repository, and this is its folder ${text(args.folder)}`,
      hint: (args) =>
        `go to ${text(args.root)} and name the project file of this folder: --project ${text(args.folder)}/wxcards.yaml`,
    },
    "file-not-written": {
      about:
        "A file that wxcards keeps in the project could not be written: one of `init`, or the state of the embedded platform.",
      message: (args) => `${text(args.file)} could not be written (${fileReason(args)})`,
      hint: () => "make the folder writable (or free disk space), and see that no symbolic link stands on the way",
    },
    "more-problems": {
      about:
        "A file has more than 100 problems. The first of them are shown, errors before warnings; this stands for the others, at the place of the first one left out.",
      message: (args) => {
        const [errors, warnings] = [number(args.errors), number(args.warnings)];
        const both = errors > 0 && warnings > 0 ? ` (${count(errors, "error")}, ${count(warnings, "warning")})` : "";
        return `… and ${count(errors + warnings, "more problem")} in this file${both}`;
      },
      hint: () => "mend the ones above and run again",
    },
    "port-taken": {
      about: "Another program listens on the port that the embedded platform was to use.",
      message: (args) => `port ${number(args.port)} is in use`,
      hint: () => "choose another one with --port, or leave the flag out for a free one",
    },
    "field-unknown": {
      about: "`explain` was asked for a field that the kind does not have. `wxcards explain KIND` lists those it has.",
      message: (args) => `${text(args.kind)} has no field ${text(args.path)}`,
      hint: (args) =>
        typeof args.nearest === "string"
          ? `did you mean ${text(args.nearest)}?`
          : `\`wxcards explain ${text(args.kind)}\` lists its fields`,
    },
    "report-not-written": {
      about:
        "A file that `--report` asked for could not be written. What the command did otherwise stands: its result is on stdout.",
      message: (args) => `the report ${text(args.file)} could not be written (${fileReason(args)})`,
      hint: () => "make the folder writable (or free disk space), or name another file; the result is on stdout",
    },
    "step-summary-missing": {
      about:
        "`--report github` was asked for, and the environment names no summary: `GITHUB_STEP_SUMMARY` is set by the runner, and lost where a container or a script does not pass it on. What is wrong was printed as annotations all the same.",
      message: () => "GITHUB_STEP_SUMMARY is not set: there is no summary of a step to write to",
      hint: () =>
        "run this in a step of GitHub Actions, or pass GITHUB_STEP_SUMMARY into the container\n`--report markdown=FILE` writes the same to a file",
    },
    "step-summary-full": {
      about:
        "The summary of this step has no room left: GitHub takes 1 MiB of a step, and what stands there already fills it.",
      message: (args) => `the summary of this step is full (${text(args.file)})`,
      hint: () => "run wxcards in a step of its own, or write the result to a file with `--report markdown=FILE`",
    },
    "output-not-written": {
      about:
        "Not all of the result could be written to standard output: it leads to a file on a full disk, or to a terminal that is gone. The run went on to its end all the same, and `apply` has remembered what it did.",
      message: (args) => `the result could not be written to standard output (${fileReason(args)})`,
      hint: () =>
        "run `wxcards plan` to see what is live now; `--report FORMAT=FILE` writes the result to a file besides",
    },
    "secret-in-output": {
      about:
        "A file was about to be written that shows a secret of this run, whole or in part, in any of the usual spellings: a plan, a document, a state or what the embedded platform keeps. It was not written. A file with other words in the place of the secret would mean something else, so that nothing is taken out of it.",
      message: (args) => {
        const names = texts(args.variables);
        const whose = names.length === 0 ? "a token of this run" : `what is in ${list(names)}`;
        return `${text(args.file)} was not written: it would show ${whose}`;
      },
      hint: (args) =>
        texts(args.variables).length === 0
          ? "find out how the token came into the texts of the account, and take it out there"
          : "take it out of the document or the platform's texts, and replace the credential: others may have seen it; a variable that is no secret needs another name",
    },
    "plan-file-missing": {
      about: "The plan file of the command line is not there.",
      message: (args) => `${text(args.file)} is not there`,
      hint: () => "look at its name; plan --out FILE writes one",
    },
    "plan-file-altered": {
      about: "The plan file is not byte for byte as it was written. Nothing of it counts as approved.",
      message: (args) => `${text(args.file)} is not as it was written`,
      hint: () => "make a new one with plan --out; keep editors and line-ending conversion away from it",
    },
    "plan-file-format": {
      about: "The plan file is of another version of wxcards, or no plan.",
      message: (args) => `${text(args.file)} is no plan of this version`,
      hint: () => "make a new one with plan --out, with the version that applies it",
    },
    "plan-of-other-platform": {
      about: "A plan made on the embedded platform approves nothing on the network, and the other way round.",
      message: (args) =>
        args.sandbox === true
          ? "the saved plan was made on the embedded platform and approves nothing on the network"
          : "the saved plan was made on the network and approves nothing on the embedded platform",
      hint: () => "make a new plan with the same flags as apply",
    },
    "plan-of-other-account": {
      about: "An account of the saved plan has another identity in the project file now.",
      message: (args) =>
        `the saved plan is for ${text(args.account)} as ${text(args.saved)}, which is ${text(args.identity)} now`,
      hint: () => "make a new plan and have it reviewed",
    },
    "plan-moved": {
      about:
        "A resource changed after the plan was saved, in its file or on the platform. It is left alone; the others go on.",
      message: (args) =>
        `${text(args.address)} has moved since the plan was saved, and is left alone${movedWords(args)}`,
      hint: () => "look at a new plan, and have that approved",
    },
    "moved-meanwhile": {
      about:
        "A resource was read once more right before its first request, and a declared field is not what the plan was made from: somebody else changed it. It is left alone; the others go on.",
      message: (args) =>
        `${text(args.address)} was changed by somebody else since the plan was made, and is left alone${fieldNames(args)}`,
      hint: () => "plan again, and look at what differs now",
    },
    "plan-not-needed": {
      about: "What the saved plan approves for a resource is not needed any more: somebody has done or undone it.",
      message: (args) =>
        `${text(args.address)} needs nothing any more of what the saved plan approves${movedWords(args)}`,
      hint: () => "look at a new plan",
    },
    "plan-not-approved": {
      about: "A resource needs a change that the saved plan does not hold. It is left alone.",
      message: (args) =>
        `${text(args.address)} needs a change that the saved plan does not hold, and is left alone${movedWords(args)}`,
      hint: () => "make a new plan; for a plan of some resources only, give apply the same --target",
    },
    "digest-differs": {
      about: "The plan that would be carried out is not the one whose digest was expected. Nothing is written.",
      message: (args) =>
        `the plan has the digest ${text(args.digest)}, not ${text(args.expected)}; now it sends ${args.sends.length === 0 ? "nothing" : list(args.sends.map(text))}`,
      hint: () => "look at the plan again, and expect its digest",
    },
    "consent-missing": {
      about: "A change needs agreement that was not given, so nothing at all was written.",
      message: (args) => `approval required: ${text(args.what)}${args.address ? ` of ${text(args.address)}` : ""}`,
      hint: (args) =>
        args.address
          ? `give it with --allow ${text(args.what)}=${text(args.address)}, or in the document`
          : `look at how many change, then give it with --allow ${text(args.what)}, or raise the guard in the project file`,
    },
    "no-terminal": {
      about:
        "`apply` asks before it writes, and there is no terminal to ask on. Look at the plan first, then say yes by `--yes`.",
      message: () => "there is no terminal to ask for consent on; nothing was written",
      hint: () => "look at `wxcards plan` first, then run apply with --yes",
    },
    "not-confirmed": {
      about: "The question of `apply`, or of `code invalidate`, was not answered with `yes`, so nothing was written.",
      message: () => "not confirmed; nothing was written",
      hint: () => "answer with the word yes to go on",
    },
    interrupted: {
      about:
        "The run was interrupted, and this step was not sent any more. Steps that were under way have ended or are reported as unknown.",
      message: () => "not sent: the run was interrupted",
      hint: () => "run apply again: it plans anew and sends only what is still different",
    },
    "run-without-progress": {
      about:
        "For ten minutes no request got an answer, so the run ended itself. This step was not sent any more; what was under way is reported as unknown.",
      message: (args) => `not sent: the run ended after ${count(number(args.minutes), "minute")} without an answer`,
      hint: () =>
        "look at the network and at the platform, then run apply again: it sends only what is still different",
    },
    "skipped-after-failure": {
      about:
        "A step was not sent because an earlier step on which it rests did not succeed: one of the same resource, or one of a resource that it names or whose items it takes over, such as merchant ids.",
      message: (args) =>
        `not sent: step ${text(args.step)} of ${text(args.other, "the same resource")} did not succeed`,
      hint: (args) => `resolve what step ${text(args.step)} reports, then run apply again`,
    },
    "account-stopped": {
      about:
        "Steps were not sent because an earlier call of the same account was refused for a reason that holds for all its calls, such as its token. That step says the reason.",
      message: (args) => `not sent: ${text(args.account)} refuses every call, as an earlier step says`,
      hint: () => "resolve what that step reports, then run apply again",
    },
    bug: {
      about:
        "A bug of wxcards itself, not of the documents. Please report it, after taking out what should not be public.",
      message: (args) => `wxcards met a bug of its own: ${text(args.reason)}`,
      hint: () => "please report it with the command and this text, after taking out what should not be public",
    },
  } satisfies WordsOf<keyof typeof runProblems>,
} satisfies Theme;

/** The fields of which something is said, behind a colon. */
function fieldNames(args: { readonly fields: readonly string[] }): string {
  const fields = texts(args.fields).map(dotted);
  return fields.length === 0 ? "" : `: ${list(fields)}`;
}
