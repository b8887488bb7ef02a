import type { CommandWords } from "../command-words.ts";

/** The commands that speak to the host of a repository. */
export const commandsOfHosts = {
  comment: {
    summary: "put a saved plan or the report of an apply into one comment of a pull request, or into one issue",
    about:
      "puts a [saved plan](saved-plans.md), or the report that `apply --report json=FILE` wrote, into one comment of a pull request, which is edited ever after, or into one issue. [Comments](comments.md)",
    arguments: { "<file>": "what plan --out or apply --report json=FILE wrote" },
    flags: {
      "--to <host>": {
        summary: "where the repository is kept",
        about: "where the repository is kept: `github`, `gitlab`, `gitee`",
      },
      "--number <number>": {
        summary: "the pull request; that of the job when absent",
        about: "the pull request; that of the job when absent, by the variables of GitHub Actions or GitLab CI",
      },
      "--commit <sha>": { summary: "the pull request that brought this commit in" },
      "--issue <title>": {
        summary: "an issue with this title in place of a comment; opened, or edited where one is open",
      },
      "--id <marker>": {
        summary: "tells several comments of one pull request apart, such as one of each project",
      },
      "--dry-run": {
        summary: "print the Markdown and the call, and send nothing; needs no token",
      },
    },
    examples: {
      "wxcards comment plan.json --to github": "in a job of a pull request",
      "wxcards comment report.json --to gitlab --commit 3f2c9e1a": "after the merge, what the apply did",
      'wxcards comment plan.json --to github --issue "Cards have drifted"': "on a schedule",
      "wxcards comment plan.json --to gitee --number 7 --dry-run": "what it would say",
    },
  },
} as const satisfies Readonly<Record<string, CommandWords>>;
