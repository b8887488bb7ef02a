import type { commentProblems } from "../../../model/problems/comment.ts";
import { answerText, has, number, text } from "../args.ts";
import type { Theme, WordsOf } from "../language.ts";
import { list } from "./phrases.ts";

/** What comes of comments on hosts of repositories. */
export const comment = {
  title: "Comments",
  when: "Said by `wxcards comment`, which calls the API of GitHub, GitLab or Gitee.",
  words: {
    "comment-file-format": {
      about:
        "The file is neither a saved plan nor the report of an apply of this version. `plan --out FILE` writes the one, `apply --report json=FILE` the other.",
      message: (args) =>
        has(args.format)
          ? `${text(args.file)} is of the format ${text(args.format)}, and neither a plan nor the report of an apply`
          : `${text(args.file)} is neither a saved plan nor the report of an apply`,
      hint: () => "write it with `plan --out FILE` or with `apply --report json=FILE`, of the same version of wxcards",
    },
    "comment-place-missing": {
      about:
        "Nothing says to which pull request the comment goes: no flag, and no variable of a CI. In a job that is not one of a pull request the command ends well without a comment; at a desk it has to be told.",
      message: (args) =>
        has(args.variable)
          ? `nothing says which pull request of ${text(args.host)} is meant: ${text(args.variable)} is not set`
          : `nothing says which pull request of ${text(args.host)} is meant`,
      hint: () =>
        "add --number N, --commit SHA for the pull request that brought a commit in, or --issue TITLE for an issue",
    },
    "flags-exclusive": {
      about: "Flags stand on the command line that exclude each other: each says where the comment goes.",
      message: (args) => `${list(args.flags.map(text))} exclude each other`,
      hint: () => "leave one of them",
    },
    "host-variable-missing": {
      about:
        "A variable is not set, or not to what it stands for, by which the repository is found at its host: the address of the API or the name of the repository. The CI of the host sets it by itself; elsewhere set it.",
      message: (args) =>
        args.malformed === true
          ? `${text(args.variable)} does not name anything of ${text(args.host)}`
          : `${text(args.variable)} is not set`,
      hint: (args) =>
        /URL$/.test(text(args.variable))
          ? `set ${text(args.variable)} to the address of the API, such as https://gitlab.example.com/api/v4`
          : `set ${text(args.variable)} to the repository, such as ${/ID$/.test(text(args.variable)) ? "the number of the project" : "owner/name"}`,
    },
    "host-event-unreadable": {
      about: "The file in which GitHub Actions describes the event of the job is not there, or not JSON.",
      message: (args) => `the file that ${text(args.variable)} names cannot be read as the event of a job`,
      hint: () => "add --number N, --commit SHA or --issue TITLE",
    },
    "host-token-missing": {
      about:
        "There is no token for the host of the repository in the environment, or something that is none. A pull request of a fork gets no token that is a secret. The token needs the right to write comments, and nothing else.",
      message: (args) =>
        args.malformed === true
          ? `${text(args.variable)} holds characters that no token has`
          : `there is no token for ${text(args.host)}: ${text(args.variable)} is not set`,
      hint: (args) => `set ${text(args.variable)}; in CI, check that this job may read the secret`,
    },
    "host-token-refused": {
      about:
        "The host does not know the token: it is wrong, has expired or was revoked, or it is one of another host. Nothing was written.",
      message: (args) => `${text(args.host)} refused the token in ${text(args.variable)} (${text(args.call)})`,
      hint: (args) => `put a token that is valid at this host into ${text(args.variable)}`,
    },
    "host-not-permitted": {
      about:
        "The token may not even read what is to be commented on, so that nobody can say whether a comment is there. On GitHub it needs `pull-requests: write`, and `issues: write` for an issue; on GitLab the scope `api`; on Gitee the rights `pull_requests` and `notes`, and `issues` for an issue.",
      message: (args) =>
        `${text(args.host)} does not permit ${text(args.call)}${has(args.answer) ? `: ${answerText(args.answer)}` : ""}`,
      hint: (args) => `give the token in ${text(args.variable)} the rights that docs/comments.md names`,
    },
    "host-not-found": {
      about:
        "The host has no such repository, pull request or commit, or does not show it to this token: hosts say so of what a token may not see as well.",
      message: (args) => `${text(args.host)} has nothing at ${text(args.call)} that this token may see`,
      hint: (args) => `compare the number or the commit and ${text(args.variable)}, then the rights of the token`,
    },
    "host-refused": {
      about: "The host refused the call for a reason of its own, which stands in the message.",
      message: (args) =>
        `${text(args.host)} refused ${text(args.call)} with HTTP ${number(args.status)}${has(args.answer) ? `: ${answerText(args.answer)}` : ""}`,
      hint: (args) =>
        number(args.status) >= 500
          ? "wait and run again: a comment that is there is found and edited"
          : "resolve what it says, then run again",
    },
    "host-redirects": {
      about:
        "The address of the API answered with a redirect. It is not followed: the token must not go to another place than the one it was set for. The repository was moved or renamed, or the address is that of the website.",
      message: (args) =>
        `${text(args.host)} answered ${text(args.call)} with a redirect (HTTP ${number(args.status)}), which is not followed`,
      hint: (args) => `look at ${text(args.variable)} and at the present name of the repository`,
    },
    "host-busy": {
      about:
        "The host takes no more calls of this token for a while: its limit of calls is used up. Shorter pauses are waited for.",
      message: (args) => `${text(args.host)} takes no calls before ${text(args.until)} (${text(args.call)})`,
      hint: (args) => `run again after ${text(args.until)}; look for other jobs that use the same token`,
    },
    "host-no-answer": {
      about: "The host could not be reached, or did not answer in time; reads were tried again.",
      message: (args) =>
        `${text(args.host)} ${args.sent === true ? "gave no complete answer to" : "was not reached by"} ${text(args.call)}: ${text(args.reason)}`,
      hint: () => "check the network, HTTPS_PROXY and NO_PROXY, then run again: a comment that is there is edited",
    },
    "host-answer-unusable": {
      about:
        "The answer is none of the API: a page of HTML, half an answer, or JSON without what was asked for. The address is that of a website or of something in between.",
      message: (args) =>
        `${text(args.host)} answered ${text(args.call)} with HTTP ${number(args.status)} and nothing that can be used`,
      hint: () => "check the address of the API, HTTPS_PROXY, and whether the network asks for a login",
    },
    "comment-unknown": {
      about:
        "The comment may have been made or not: its answer was lost, and looking again did not show it. The next run finds it where it is there.",
      message: (args) =>
        `whether ${text(args.host)} has made the comment is not known (${text(args.call)}: ${text(args.reason)})`,
      hint: () => "run again: a comment that is there is found and edited",
    },
  } satisfies WordsOf<keyof typeof commentProblems>,
} satisfies Theme;
