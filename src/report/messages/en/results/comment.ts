import type { CommentBecause, CommentDone } from "../../../../model/comment.ts";

/** What is said of a comment on a pull request, or of the issue in its place. */
export const commentWords = {
  actions: {
    created: "created",
    updated: "updated",
    unchanged: "unchanged: it says the same already",
    summary: "written to the summary of the job",
    none: "nothing was written",
  } satisfies Readonly<Record<CommentDone["action"], string>>,
  because: {
    "no-pull-request": "this job does not belong to a pull request",
    "no-pull-request-of-commit": "no merged pull request, or more than one, is known to have brought this commit in",
    "not-permitted": "the token may not write there",
    "nothing-to-report": "there is nothing to report, and no open issue to say so in",
    several: "several are there; the oldest was taken, and the others can be deleted",
    "dry-run": "nothing was sent",
  } satisfies Readonly<Record<CommentBecause, string>>,
};
