import type { CommentHost, CommentPlace, HostEntry, HostReply } from "../model/comment.ts";
import { asText, type JsonObject } from "../model/json.ts";
import { problem } from "../model/problem.ts";
import { namedCall } from "./answer.ts";
import { type HostClient, type HostRequest, hostClient } from "./client.ts";
import { type EntryNames, entryOf, objectAt, textAt, written } from "./entry.ts";
import { mergedNumber } from "./merged.ts";
import { type HostOptions, tokenOf } from "./options.ts";
import { allPages, byNextPage } from "./pages.ts";

/** A note has no address of its own in answers. */
const noteNames: EntryNames = { id: "id", body: "body", url: "web_url" };
const issueNames: EntryNames = { id: "iid", body: "description", url: "web_url" };

/**
 * GitLab, anybody's; `project` is a number or the path of a project.
 *
 * Source: REST API of GitLab, v4: notes, issues, "List merge requests associated with a commit", "Retrieve the current
 * user", which answers the tokens of projects and groups with their bot. A note and a description hold 1,000,000
 * characters (docs.gitlab.com, instance limits); counted by code units of UTF-16, which are never fewer.
 */
export function gitlabHost(options: HostOptions, project: string): CommentHost {
  const client = hostClient(options, () => ({ "private-token": tokenOf(options) }));
  const root = `/projects/${encodeURIComponent(project)}`;
  const placePath = (place: CommentPlace | { readonly number: "N" }) =>
    "number" in place ? `${root}/merge_requests/${place.number}/notes` : `${root}/issues`;
  let self: Promise<HostReply<string>> | undefined;
  const request = (place: CommentPlace, body: string, entry?: HostEntry): HostRequest => ({
    method: entry === undefined ? "POST" : "PUT",
    path: entry === undefined ? placePath(place) : `${placePath(place)}/${entry.id}`,
    body: "number" in place ? { body } : { ...(entry === undefined ? { title: place.issue } : {}), description: body },
    isRepeatable: entry !== undefined,
  });
  const write = async (place: CommentPlace, own: HostRequest): Promise<HostReply<HostEntry>> => {
    const names = "number" in place ? noteNames : issueNames;
    return written(options, own, await client.call(own), { names });
  };
  return {
    bodyLimit: { most: 1_000_000, measure: (text) => text.length },
    find: async (place, isOurs) => {
      self ??= userId(client, options);
      const who = await self;
      if (who.status !== "ok") return who;
      const isIssue = "issue" in place;
      const query = isIssue
        ? `state=opened&author_id=${who.value}&order_by=created_at&sort=asc`
        : "order_by=created_at&sort=asc";
      const listed = await allPages(client, options, `${placePath(place)}?${query}`, byNextPage);
      if (listed.status !== "ok") return listed;
      const ours = listed.value.flatMap((value) => {
        const isBy = asText(objectAt(value, "author")?.["id"]) === who.value && value["system"] !== true;
        if (!isBy || (isIssue && value["title"] !== place.issue)) return [];
        const entry = entryOf(value, isIssue ? issueNames : noteNames);
        return entry !== undefined && isOurs(entry.body) ? [entry] : [];
      });
      return { status: "ok", value: ours };
    },
    create: (place, body) => write(place, request(place, body)),
    update: (place, entry, body) => write(place, request(place, body, entry)),
    pullRequestOf: async (commit) => {
      const path = `${root}/repository/commits/${commit}/merge_requests`;
      const listed = await allPages(client, options, path, byNextPage);
      if (listed.status !== "ok") return listed;
      const merged = listed.value.filter((one) => textAt(one, "state") === "merged");
      const commits = ["merge_commit_sha", "squash_commit_sha"];
      return { status: "ok", value: mergedNumber(merged, commit, { number: "iid", commits }) };
    },
    describe: (place) => `POST ${options.baseUrl}${placePath(place)}`,
  };
}

async function userId(client: HostClient, options: HostOptions): Promise<HostReply<string>> {
  const own = await client.call({ method: "GET", path: "/user", isRepeatable: true });
  if (own.status !== "ok") return own;
  const id = asText((own.value.body as JsonObject)["id"]);
  if (/^\d{1,20}$/.test(id)) return { status: "ok", value: id };
  const named = namedCall(options, "GET", "/user");
  return { status: "failed", problem: problem("host-answer-unusable", { ...named, status: 200, bytes: 0 }) };
}
