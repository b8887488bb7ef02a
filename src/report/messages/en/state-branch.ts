import type { branchProblems } from "../../../model/problems/state-branch.ts";
import { answerText, text, texts } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { list } from "./phrases.ts";

/** Ways out that hold for a branch whose history is not the one that was seen. */
function putBack(args: { repository: string; remote: string; seen: string; branch: string }): string {
  const push = `git --git-dir='${answerText(args.repository)}' push --force`;
  return `${push} ${text(args.remote)} ${text(args.seen)}:refs/heads/${text(args.branch)}`;
}

/** The memory of accounts on branches of a git repository. */
export const branches = {
  title: "State on branches",
  when: "Said wherever the state of an account is read or written, when it is kept on branches of the git repository.",
  words: {
    "state-git-missing": {
      about:
        "The project is in a git repository, and no `git` was found. Without it nobody can say what was applied, so nothing is planned.",
      message: () => "this project is in a git repository, and git was not found",
      hint: () => "install git, or see that PATH leads to it",
    },
    "state-git-old": {
      about: "The installed git is too old to read the state of a project safely.",
      message: (args) => `git ${text(args.version)} is too old: ${text(args.least)} is needed at least`,
      hint: () => "install a newer git",
    },
    "state-git-unwilling": {
      about:
        "There is a `.git` above the project, and git does not want to work with it, for example because somebody else owns the folder. Its own words are shown.",
      message: (args) => `git does not open the repository of this project: ${answerText(args.reason)}`,
      hint: () => "do what git says; `git status` in this folder has to work",
    },
    "state-remote-unknown": {
      about:
        "The repository has no remote of the name that keeps the state. Without `remote:` in the project file that is `origin`.",
      message: (args) => `this repository has no remote ${text(args.remote)}`,
      hint: (args) => {
        const names = texts(args.remotes);
        const known = names.length === 0 ? "" : `, one of ${list(names)}`;
        return `write \`state: { branch: wxcards-state, remote: NAME }\`${known}; or add it: \`git remote add ${text(args.remote)} ADDRESS\``;
      },
    },
    "state-repository-unmade": {
      about:
        "State is fetched and pushed in a small repository of wxcards below the git directory, which could not be made.",
      message: (args) => `${text(args.folder)} could not be made: ${answerText(args.reason)}`,
      hint: () => "make the git directory writable, or free disk space",
    },
    "state-unreachable": {
      about:
        "The remote that keeps the state did not answer, and nothing was fetched from it before. Without the state nobody can say what was applied.",
      message: (args) => `the state could not be fetched from ${text(args.remote)}: ${answerText(args.reason)}`,
      hint: () =>
        "see that `git fetch` works here; where a checkout keeps no credentials, set WXCARDS_GIT_TOKEN to a token that may read the repository",
    },
    "state-not-fetched": {
      about: "The remote was not to be asked, and the state of the account was never fetched to this machine.",
      message: (args) => `the state on ${text(args.branch)} was never fetched to this machine`,
      hint: (args) =>
        `fetch it: \`git fetch ${text(args.remote)} ${text(args.branch)}\`, or plan once without --offline`,
    },
    "state-rewound": {
      about:
        "The branch of an account does not contain the commit that was last seen there: somebody has rewound or replaced it. What was applied since would be forgotten, so nothing is planned with it.",
      message: (args) =>
        `${text(args.branch)} was rewound: ${text(args.tip)} does not contain ${text(args.seen)}, which was seen there before`,
      hint: (args) => `put it back: ${putBack(args)}\nif it was meant: rm -r '${answerText(args.repository)}'`,
    },
    "state-gone": {
      about:
        "The branch of an account was there before and is gone. An account that lost its memory is no account without one, so nothing is planned.",
      message: (args) =>
        `${text(args.branch)} is gone from ${text(args.remote)}, where ${text(args.seen)} was seen before`,
      hint: (args) => `put it back: ${putBack(args)}\nif it was meant: rm -r '${answerText(args.repository)}'`,
    },
    "state-branch-foreign": {
      about: "The branch of an account holds something else than the state that wxcards keeps there.",
      message: (args) => `${text(args.branch)} at ${text(args.commit)} holds no state of wxcards`,
      hint: () => "rename that branch, or keep the state on others: `state: { branch: NAME }`",
    },
    "state-branch-in-the-way": {
      about: "Git cannot have a branch and another one below it, as a folder cannot be a file.",
      message: (args) => `${text(args.branch)} cannot be made: there is a branch ${text(args.other)}`,
      hint: () => "rename that branch, or keep the state on others: `state: { branch: NAME }`",
    },
    "state-remote-empty": {
      about:
        "The remote has no branch yet, and many hosts take the first one that is pushed as the default. State is not pushed there first.",
      message: (args) => `${text(args.remote)} has no branch yet, and state must not become the default one`,
      hint: (args) => `push your documents first: \`git push ${text(args.remote)} HEAD\``,
    },
    "state-push-refused": {
      about:
        "The remote can be reached and does not take the state: whoever runs this may not push its branches. Git's own words are shown.",
      message: (args) => `${text(args.remote)} does not take ${list(texts(args.branches))}: ${answerText(args.reason)}`,
      hint: () =>
        "in GitHub Actions: `permissions: { contents: write }`; a ruleset or a protected branch on wxcards-state/** has to let whoever applies push\nwhere a checkout keeps no credentials: set WXCARDS_GIT_TOKEN to a token that may push",
    },
    "state-push-unknown": {
      about: "The state was pushed, no answer came, and the remote could not be asked whether it landed.",
      message: (args) =>
        `nobody can say whether the state was pushed to ${text(args.remote)}: ${answerText(args.reason)}`,
      hint: () => "run again when the remote can be reached: the next run looks",
    },
  } satisfies WordsOf<keyof typeof branchProblems>,
} satisfies Theme;
