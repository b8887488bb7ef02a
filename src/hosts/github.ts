import type { CommentHost, CommentPlace, HostEntry, HostReply } from "../model/comment.ts";
import { asText, type JsonObject } from "../model/json.ts";
import { problem } from "../model/problem.ts";
import { namedCall } from "./answer.ts";
import { type HostClient, type HostRequest, hostClient } from "./client.ts";
import { type Author, entryOf, objectAt, textAt, written } from "./entry.ts";
import { mergedNumber } from "./merged.ts";
import { type HostOptions, tokenOf } from "./options.ts";
import { allPages, byLink } from "./pages.ts";

const names = { id: "id", body: "body", url: "html_url" } as const;
const issueNames = { ...names, id: "number" } as const;

/**
 * GitHub, and GitHub Enterprise Server at its own address; `repository` is `owner/name`.
 *
 * Source: REST API of GitHub, 2022-11-28: issue comments, issues, "List pull requests associated with a commit". A body
 * holds 65,536 characters by the words of its refusal ("Body is too long (maximum is 65536 characters)"); counted by
 * code units of UTF-16, which are never fewer than characters.
 */
export function githubHost(options: HostOptions, repository: string): CommentHost {
  const client = hostClient(options, () => ({
    authorization: `Bearer ${tokenOf(options)}`,
    accept: "application/vnd.github+json",
    "x-github-api-version": "2022-11-28",
  }));
  const root = `/repos/${repository.split("/").map(encodeURIComponent).join("/")}`;
  const placePath = (place: CommentPlace | { readonly number: "N" }) =>
    "number" in place ? `${root}/issues/${place.number}/comments` : `${root}/issues`;
  let author: Promise<HostReply<Author>> | undefined;
  const write = async (place: CommentPlace, request: HostRequest): Promise<HostReply<HostEntry>> =>
    written(options, request, await client.call(request), { names: "number" in place ? names : issueNames });
  return {
    bodyLimit: { most: 65_536, measure: (text) => text.length },
    find: async (place, isOurs) => {
      author ??= authorOf(client, options);
      const who = await author;
      if (who.status !== "ok") return who;
      const isIssue = "issue" in place;
      const path = isIssue ? `${placePath(place)}?state=open&sort=created&direction=asc` : placePath(place);
      const listed = await allPages(client, options, path, byLink);
      if (listed.status !== "ok") return listed;
      const ours = listed.value.flatMap((value) => {
        if (!isBy(value, who.value)) return [];
        // Pull requests are issues as well.
        if (isIssue && (value["pull_request"] !== undefined || value["title"] !== place.issue)) return [];
        const entry = entryOf(value, isIssue ? issueNames : names);
        return entry !== undefined && isOurs(entry.body) ? [entry] : [];
      });
      return { status: "ok", value: ours };
    },
    create: (place, body) =>
      write(place, {
        method: "POST",
        path: placePath(place),
        body: "issue" in place ? { title: place.issue, body } : { body },
        isRepeatable: false,
      }),
    update: (place, { id }, body) =>
      write(place, {
        method: "PATCH",
        path: "issue" in place ? `${root}/issues/${id}` : `${root}/issues/comments/${id}`,
        body: { body },
        isRepeatable: true,
      }),
    pullRequestOf: async (commit) => {
      const path = `${root}/commits/${commit}/pulls`;
      const listed = await allPages(client, options, path, byLink);
      if (listed.status !== "ok") return listed;
      const merged = listed.value.filter((pull) => textAt(pull, "merged_at") !== "");
      return { status: "ok", value: mergedNumber(merged, commit, { number: "number", commits: ["merge_commit_sha"] }) };
    },
    describe: (place) => `POST ${options.baseUrl}${placePath(place)}`,
  };
}

/**
 * Whose the token is. The token of a job is that of an app, which `GET /user` does not answer ("Resource not accessible
 * by integration"); GraphQL knows it as the viewer, with or without `[bot]` behind its name.
 *
 * Source: docs.github.com, "Get the authenticated user" (not for tokens of installations); seen in
 * marocchino/sticky-pull-request-comment, which finds its comments by `viewer.login` without `[bot]`.
 */
async function authorOf(client: HostClient, options: HostOptions): Promise<HostReply<Author>> {
  const own = await client.call({ method: "GET", path: "/user", isRepeatable: true });
  if (own.status === "ok") {
    const login = textAt(own.value.body as JsonObject, "login");
    if (login !== "") return { status: "ok", value: { login, isApp: false } };
  } else if (own.status !== "not-permitted" && own.status !== "missing") return own;
  // On a server of one's own REST stands at /api/v3 and GraphQL at /api/graphql.
  const path = "/graphql";
  const seen = await hostClient({ ...options, baseUrl: options.baseUrl.replace(/\/v3$/, "") }, () => ({
    authorization: `Bearer ${tokenOf(options)}`,
  })).call({ method: "POST", path, body: { query: "query { viewer { login } }" }, isRepeatable: true });
  if (seen.status !== "ok") return seen;
  const login = textAt(objectAt(objectAt(seen.value.body as JsonObject, "data"), "viewer"), "login");
  if (login !== "") return { status: "ok", value: { login: withoutBot(login), isApp: true } };
  const named = namedCall(options, "POST", path);
  return { status: "failed", problem: problem("host-answer-unusable", { ...named, status: 200, bytes: 0 }) };
}

/** Nobody but an app is a `Bot`, and no person's name has brackets. */
function isBy(value: JsonObject, { login, isApp }: Author): boolean {
  const user = objectAt(value, "user");
  if (user === undefined) return false;
  const own = asText(user["login"]);
  if (!isApp) return own.toLowerCase() === login.toLowerCase();
  return user["type"] === "Bot" && withoutBot(own).toLowerCase() === login.toLowerCase();
}

function withoutBot(login: string): string {
  return login.replace(/\[bot\]$/, "");
}
