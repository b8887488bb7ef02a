import { numberIn } from "../../hosts/merged.ts";
import type { CommentBecause, CommentPlace, HostName } from "../../model/comment.ts";
import { hostTitles } from "../../model/comment.ts";
import { isTrouble } from "../../model/file-trouble.ts";
import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { readNamed } from "../named.ts";
import type { GuardedEffects } from "../session.ts";
import { objectIn } from "./json-object.ts";

/** The flags that say where a comment goes; at most one of them is given. */
export interface PlaceFlags {
  readonly number?: number;
  readonly commit?: string;
  readonly issue?: string;
}

/** True where no flag says where a comment goes. */
export function isOfJob({ number, commit, issue }: PlaceFlags): boolean {
  return number === undefined && commit === undefined && issue === undefined;
}

/** Where a comment goes, the commit whose pull request it goes to, or why it goes nowhere. */
export type Destination =
  | { readonly place: CommentPlace }
  | { readonly commit: string }
  | { readonly because: CommentBecause }
  | { readonly problem: Problem };

/** An event holds texts of people, and is no larger than a host sends. Source: GitHub, webhooks are at most 25 MB. */
const largestEvent = 32 * 1_048_576;

/**
 * Where a comment goes, by the flags, else by what the CI of the host says of its job: a job of no pull request is no
 * mistake, and where there is no CI a flag has to say it.
 */
export async function destinationOf(effects: GuardedEffects, to: HostName, flags: PlaceFlags): Promise<Destination> {
  const { number, commit, issue } = flags;
  const given = [
    ...(number === undefined ? [] : ["--number"]),
    ...(commit === undefined ? [] : ["--commit"]),
    ...(issue === undefined ? [] : ["--issue"]),
  ];
  if (given.length > 1) return { problem: problem("flags-exclusive", { flags: given }) };
  if (number !== undefined) return { place: { number } };
  if (commit !== undefined) return { commit };
  // It leaves the tool as the body does.
  // Hosts take blanks around a title away, so that one with them would never be found again.
  if (issue !== undefined) return { place: { issue: effects.redactor.clean(issue).trim() } };
  if (to === "github") return ofEvent(effects);
  if (to === "gitlab") return ofMergeRequest(effects);
  return { problem: problem("comment-place-missing", { host: hostTitles[to] }) };
}

function ofMergeRequest({ io: { env } }: GuardedEffects): Destination {
  const variable = "CI_MERGE_REQUEST_IID";
  const number = numberOf(env[variable]?.trim() ?? "");
  if (number !== undefined) return { place: { number } };
  if ((env["CI"] ?? "") !== "") return { because: "no-pull-request" };
  return { problem: problem("comment-place-missing", { host: hostTitles.gitlab, variable }) };
}

/** A number of a pull request, as people and variables write it. */
function numberOf(text: string): number | undefined {
  return /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined;
}

async function ofEvent(effects: GuardedEffects): Promise<Destination> {
  const variable = "GITHUB_EVENT_PATH";
  const path = effects.io.env[variable]?.trim() ?? "";
  if (path === "") return { problem: problem("comment-place-missing", { host: hostTitles.github, variable }) };
  const bytes = await readNamed(effects, path, largestEvent);
  const event = bytes === undefined || isTrouble(bytes) ? undefined : objectIn(bytes);
  if (event === undefined) return { problem: problem("host-event-unreadable", { variable }) };
  const number = numberOfEvent(event);
  return number === undefined ? { because: "no-pull-request" } : { place: { number } };
}

/**
 * The pull request of an event: of `pull_request`, `pull_request_target` and reviews; of a comment on a pull request, which
 * is one on an issue; and the only one of `workflow_run` in this repository. The list of that one is empty for forks.
 *
 * Source: docs.github.com, webhook events and payloads.
 */
function numberOfEvent(event: JsonObject): number | undefined {
  const pull = event["pull_request"];
  if (isObject(pull)) return numberIn(pull["number"]);
  const issue = event["issue"];
  if (isObject(issue)) return isObject(issue["pull_request"]) ? numberIn(issue["number"]) : undefined;
  const run = event["workflow_run"];
  const pulls = isObject(run) ? run["pull_requests"] : undefined;
  if (!Array.isArray(pulls)) return undefined;
  const own = (pulls as readonly Json[]).filter((one) => isObject(one) && isOfRepository(one, event["repository"]));
  const [only, ...others] = own as readonly JsonObject[];
  return others.length > 0 ? undefined : numberIn(only?.["number"]);
}

function isOfRepository({ base }: JsonObject, repository: Json | undefined): boolean {
  const target = isObject(base) ? base["repo"] : undefined;
  return isObject(target) && isObject(repository) && target["id"] === repository["id"];
}
