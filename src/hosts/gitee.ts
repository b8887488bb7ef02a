import type { CommentHost, CommentPlace, HostEntry, HostReply } from "../model/comment.ts";
import type { JsonObject } from "../model/json.ts";
import { problem } from "../model/problem.ts";
import { namedCall } from "./answer.ts";
import { type HostClient, type HostRequest, hostClient } from "./client.ts";
import { type EntryNames, entryOf, objectAt, textAt, written } from "./entry.ts";
import { numberIn } from "./merged.ts";
import { type HostOptions, tokenOf } from "./options.ts";
import { allPages, byFullness } from "./pages.ts";

const names: EntryNames = { id: "id", body: "body", url: "html_url" };
/** The number of an issue is a text there, such as `IKCT51`. */
const issueNames: EntryNames = { ...names, id: "number" };

/** An issue somebody works at is open as well. */
const openStates = ["open", "progressing"];

/**
 * Gitee; `repository` is `owner/name`.
 *
 * Source: Gitee Open API 5.4.92 (gitee.com/api/v5/swagger): comments of pull requests, issues, which are created and
 * edited below the owner and name the repository in the body. How long a body may be is not documented: 65,535 bytes
 * are what the smallest column of a database for such texts holds, so that no comment is cut or refused.
 */
export function giteeHost(options: HostOptions, repository: string): CommentHost {
  const client = hostClient(options, () => ({ authorization: `Bearer ${tokenOf(options)}` }));
  const [owner = "", repo = ""] = repository.split("/");
  const ownerPath = `/repos/${encodeURIComponent(owner)}`;
  const root = `${ownerPath}/${encodeURIComponent(repo)}`;
  const comments = (number: number | "N") => `${root}/pulls/${number}/comments`;
  const createPath = (place: CommentPlace | { readonly number: "N" }) =>
    "number" in place ? comments(place.number) : `${ownerPath}/issues`;
  let login: Promise<HostReply<string>> | undefined;
  const write = async (place: CommentPlace, request: HostRequest): Promise<HostReply<HostEntry>> =>
    written(options, request, await client.call(request), { names: "number" in place ? names : issueNames });
  const listed = async (place: CommentPlace): Promise<HostReply<readonly JsonObject[]>> => {
    if ("number" in place)
      return allPages(client, options, `${comments(place.number)}?direction=asc&comment_type=pr_comment`, byFullness);
    const all: JsonObject[] = [];
    for (const state of openStates) {
      const path = `${root}/issues?state=${state}&sort=created&direction=asc`;
      const own = await allPages(client, options, path, byFullness);
      if (own.status !== "ok") return own;
      all.push(...own.value);
    }
    return { status: "ok", value: all };
  };
  return {
    bodyLimit: { most: 65_535, measure: (text) => Buffer.byteLength(text) },
    find: async (place, isOurs) => {
      login ??= loginOf(client, options);
      const who = await login;
      if (who.status !== "ok") return who;
      const found = await listed(place);
      if (found.status !== "ok") return found;
      const ours = found.value.flatMap((value) => {
        if (textAt(objectAt(value, "user"), "login") !== who.value) return [];
        if ("issue" in place && value["title"] !== place.issue) return [];
        const entry = entryOf(value, "issue" in place ? issueNames : names);
        return entry !== undefined && isOurs(entry.body) ? [entry] : [];
      });
      return { status: "ok", value: ours };
    },
    create: (place, body) =>
      write(place, {
        method: "POST",
        path: createPath(place),
        body: "issue" in place ? { repo, title: place.issue, body } : { body },
        isRepeatable: false,
      }),
    update: (place, { id }, body) =>
      write(place, {
        method: "PATCH",
        path: "issue" in place ? `${ownerPath}/issues/${id}` : `${root}/pulls/comments/${id}`,
        body: "issue" in place ? { repo, body } : { body },
        isRepeatable: true,
      }),
    pullRequestOf: (commit) => pullRequestOf(client, root, commit),
    describe: (place) => `POST ${options.baseUrl}${createPath(place)}`,
  };
}

/**
 * No call of Gitee leads from a commit to its pull request. The commit of a merge says it: its description is `Merge pull
 * request !N from author/branch` unless somebody wrote another one, and the pull request has to be merged.
 *
 * Source: Gitee Open API, `description` of merging a pull request.
 */
async function pullRequestOf(client: HostClient, root: string, sha: string): Promise<HostReply<number | undefined>> {
  const read = await client.call({ method: "GET", path: `${root}/commits/${sha}`, isRepeatable: true });
  if (read.status !== "ok") return read;
  const message = textAt(objectAt(read.value.body as JsonObject, "commit"), "message");
  const written = message
    .split("\n")
    .map((line) => /^Merge pull request !(\d{1,9}) from \S/.exec(line.trim())?.[1])
    .filter((number) => number !== undefined);
  const number = written.length === 1 ? numberIn(Number(written[0])) : undefined;
  if (number === undefined) return { status: "ok", value: undefined };
  const pull = await client.call({ method: "GET", path: `${root}/pulls/${number}`, isRepeatable: true });
  if (pull.status === "missing") return { status: "ok", value: undefined };
  if (pull.status !== "ok") return pull;
  const isMerged = textAt(pull.value.body as JsonObject, "state") === "merged";
  return { status: "ok", value: isMerged ? number : undefined };
}

async function loginOf(client: HostClient, options: HostOptions): Promise<HostReply<string>> {
  const own = await client.call({ method: "GET", path: "/user", isRepeatable: true });
  if (own.status !== "ok") return own;
  const login = textAt(own.value.body as JsonObject, "login");
  if (login !== "") return { status: "ok", value: login };
  const named = namedCall(options, "GET", "/user");
  return { status: "failed", problem: problem("host-answer-unusable", { ...named, status: 200, bytes: 0 }) };
}
