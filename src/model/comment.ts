import type { Problem } from "./problem.ts";

/** The hosts of repositories that `wxcards comment` speaks to. */
export const hostNames = ["github", "gitlab", "gitee"] as const;

/** A host of repositories. */
export type HostName = (typeof hostNames)[number];

/** What a host is called by people. */
export const hostTitles: Readonly<Record<HostName, string>> = { github: "GitHub", gitlab: "GitLab", gitee: "Gitee" };

/**
 * Why a comment ended as it did, where that is not all of it.
 *
 * | | |
 * |---|---|
 * | `no-pull-request` | the job is not one of a pull request |
 * | `no-pull-request-of-commit` | no pull request, or more than one, brought the commit in |
 * | `not-permitted` | the token may not write there |
 * | `nothing-to-report` | nothing is to be told, and no issue is open in which something was |
 * | `several` | several comments or issues of ours are there; the oldest was taken |
 * | `dry-run` | nothing was to be sent |
 */
export type CommentBecause =
  | "no-pull-request"
  | "no-pull-request-of-commit"
  | "not-permitted"
  | "nothing-to-report"
  | "several"
  | "dry-run";

/** What became of a comment, or of the issue in its place. */
export interface CommentDone {
  /** `summary`: the Markdown went to the summary of the job. */
  readonly action: "created" | "updated" | "unchanged" | "summary" | "none";
  /** Where people read it. */
  readonly url?: string;
  readonly because?: CommentBecause;
  /** What the host said of what it did not permit. */
  readonly answer?: string;
  /** Of a dry run: the call that would be made, and what it would carry. */
  readonly call?: string;
  readonly body?: string;
}

/** Where a comment goes: to a pull request, or to an issue of its own, known by its title. */
export type CommentPlace = { readonly number: number } | { readonly issue: string };

/** A comment or an issue as its host shows it. */
export interface HostEntry {
  /** By which it is edited. */
  readonly id: string;
  readonly body: string;
  readonly url: string;
}

/** What a host answers: what was asked for, or why not. */
export type HostReply<Value> =
  | { readonly status: "ok"; readonly value: Value }
  /** The token may not do that; `answer` are the words of the host. */
  | { readonly status: "not-permitted"; readonly answer: string; readonly problem: Problem }
  /** What was named is not there, or is not shown to this token. */
  | { readonly status: "missing"; readonly problem: Problem }
  /** It may have been carried out or not. */
  | { readonly status: "unknown"; readonly problem: Problem }
  | { readonly status: "failed"; readonly problem: Problem };

/**
 * A host of repositories, with one token and one repository: all that a comment needs of it. What is found is by whoever
 * the token belongs to, so that nobody else's text is ever edited.
 */
export interface CommentHost {
  /** How long a body may be, and how the host counts. */
  readonly bodyLimit: { readonly most: number; readonly measure: (text: string) => number };
  /** The entries of ours at a place whose body `isOurs`, the oldest first. Closed issues are not among them. */
  find(place: CommentPlace, isOurs: (body: string) => boolean): Promise<HostReply<readonly HostEntry[]>>;
  create(place: CommentPlace, body: string): Promise<HostReply<HostEntry>>;
  update(place: CommentPlace, entry: HostEntry, body: string): Promise<HostReply<HostEntry>>;
  /** The pull request that brought a commit in; undefined where none did, or nobody can say which. */
  pullRequestOf(commit: string): Promise<HostReply<number | undefined>>;
  /** The call that would make a new entry, for people: nothing is sent. `N` is a number that is not known yet. */
  describe(place: CommentPlace | { readonly number: "N" }): string;
}
