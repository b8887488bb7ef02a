import type { Json } from "../../../model/json.ts";
import type { orderProblems, TwoCommits } from "../../../model/problems/order.ts";
import { number, text } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { count } from "./phrases.ts";

const onPurpose = "to turn the account back on purpose, revert the commits in git, or give --allow rollback";

/** Which of two commits is the newer one. */
export const order = {
  title: "Old commits",
  when: "Said by `plan` and `apply` in a git repository, of an account to which another commit was applied last.",
  words: {
    "drift-not-saved": {
      about:
        "`plan --only drift` says what was changed elsewhere and nothing that could be applied, so that there is no plan to save.",
      message: (args) => `--only drift shows nothing that could be applied, so ${text(args.file)} is not written`,
      hint: () => "leave out --out, or --only; --report json=FILE keeps what is shown",
    },
    "base-unknown": {
      about:
        "The commit that `plan --base` names is not in this clone, or names nothing. Nothing is fetched for it: which refs a runner has is the business of its checkout.",
      message: (args) => `--base ${text(args.ref)}: this clone has no such commit`,
      hint: (args) =>
        args.isShallow
          ? "fetch it first, such as `git fetch --depth=1 origin main` and --base FETCH_HEAD; the clone is shallow"
          : "fetch it first, such as `git fetch origin main` and --base origin/main",
    },
    "base-outside-git": {
      about: "`plan --base` needs the git repository that the project is in, and there is none.",
      message: (args) => `--base ${text(args.ref)}: the project is in no git repository`,
      hint: () => "plan without --base, or put the project under git",
    },
    "base-unreadable": {
      about:
        "The commit that `plan --base` names is here, and some of its files are not, as in a partial clone, or git could not read them. What is missing would look like documents that are new.",
      message: (args) => `the files of --base ${text(args.ref)} cannot be read: ${text(args.reason)}`,
      hint: () => "fetch the commit whole, without a filter",
    },
    "base-submodule": {
      about:
        "Documents are in a submodule, and the commit of it that `plan --base` leads to is not here. All of their fields count as touched by this change.",
      message: (args) =>
        `the submodule ${text(args.folder)} of --base ${text(args.ref)} cannot be read: its documents count as of this change`,
      hint: () => "fetch it first, such as git submodule update --init, and the commit of it that the base names",
    },
    "base-with-errors": {
      about:
        "Documents of the commit that `plan --base` names are wrong. Those of its fields that could not be read count as touched by this change.",
      message: (args) =>
        `the documents of --base ${text(args.ref)} have ${count(args.errors, "error")}: what could not be read there counts as of this change`,
      hint: () => "check that commit out and run wxcards validate",
    },
    "older-commit": {
      about:
        "The documents are of a commit that is older than the one applied last, or that stands beside it without being the tip of a branch, a tag or a pull request, and applying them would change something: an old job was run again, or a clone is behind. Nothing was written.",
      message: (args) =>
        args.isOlder
          ? `${short(args.head)} is older than ${short(args.applied)}, which was applied ${whence(args)}`
          : `${short(args.head)} does not contain ${short(args.applied)}, which was applied ${whence(args)}, and is the tip of no branch`,
      hint: () => `run the job of the newest commit, or pull it\n${onPurpose}`,
    },
    "order-unknown": {
      about:
        "The clone does not hold enough history to tell whether its commit is older than the one applied last, and the remote did not say either. Where `CI` is set nothing is written then; at a desk this is a warning.",
      message: (args) =>
        `nobody can tell whether ${short(args.head)} is older than ${short(args.applied)}, which was applied ${whence(args)}`,
      hint: () =>
        "check out the whole history: `fetch-depth: 0` of actions/checkout, `GIT_DEPTH: 0` on GitLab\nor see that the job may fetch from the remote; WXCARDS_GIT_TOKEN is for that",
    },
    "commit-diverged": {
      about:
        "The commit does not contain the one applied last, but a branch, a tag or a pull request ends with it: it is meant, and it may undo what the other one set.",
      message: (args) =>
        `${short(args.head)} does not contain ${short(args.applied)}, which was applied ${whence(args)}; ${count(number(args.changes), "change")} here would undo what that set`,
      hint: () => "merge or rebase, unless that is meant",
    },
    "commit-not-pushed": {
      about:
        "What was applied is of a commit that the remote does not have: for everybody else the next apply may turn it back, and nobody can look it up.",
      message: (args) => `${short(args.head)} was not pushed to ${text(args.remote)}`,
      hint: () => "push it before others apply",
    },
  } satisfies WordsOf<keyof typeof orderProblems>,
} satisfies Theme;

function short(commit: Json): string {
  return text(commit).slice(0, 10);
}

/** When a commit was applied, and from which branch. */
function whence({ at, ref }: TwoCommits): string {
  return ref === undefined ? text(at) : `${text(at)} from ${text(ref).replace(/^refs\/(heads|tags)\//, "")}`;
}
