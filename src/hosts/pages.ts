import type { HostReply } from "../model/comment.ts";
import type { JsonObject } from "../model/json.ts";
import type { HttpAnswer } from "../model/ports.ts";
import { problem } from "../model/problem.ts";
import { namedCall } from "./answer.ts";
import type { HostClient } from "./client.ts";
import type { HostOptions } from "./options.ts";

/** Entries of a page: of so many of the longest comments that GitLab takes, an answer is not larger than the transport takes. */
const perPage = 20;

/** 6,000 entries: no place has as many, and a host that always says there is more would be asked for ever. */
const mostPages = 300;

/** All entries of a list, page by page; numbers of pages and never addresses, so that no answer sends the token anywhere. */
export async function allPages(
  client: HostClient,
  options: HostOptions,
  path: string,
  next: (headers: HttpAnswer["headers"], page: number, count: number) => number | undefined,
): Promise<HostReply<readonly JsonObject[]>> {
  const entries: JsonObject[] = [];
  let page: number | undefined = 1;
  for (let pages = 0; page !== undefined && pages < mostPages; pages += 1) {
    const query = `${path.includes("?") ? "&" : "?"}per_page=${perPage}&page=${page}`;
    const reply = await client.call({ method: "GET", path: `${path}${query}`, isRepeatable: true });
    if (reply.status !== "ok") return reply;
    const { body, headers } = reply.value;
    if (!isList(body)) return unlisted(options, path);
    entries.push(...body);
    const following = next(headers, page, body.length);
    page = following !== undefined && following > page ? following : undefined;
  }
  return page === undefined ? { status: "ok", value: entries } : unlisted(options, path);
}

/** By what `Link` says of a next page (GitHub). */
export function byLink(headers: HttpAnswer["headers"], page: number): number | undefined {
  return /;\s*rel="?next"?/i.test(headers["link"] ?? "") ? page + 1 : undefined;
}

/** By `x-next-page` (GitLab); where that is left out, as for large lists, by whether the page was full. */
export function byNextPage(headers: HttpAnswer["headers"], page: number, count: number): number | undefined {
  const next = headers["x-next-page"];
  if (next === undefined) return byFullness(headers, page, count);
  return /^\d{1,6}$/.test(next.trim()) ? Number(next) : undefined;
}

/** By whether the page was full (Gitee). */
export function byFullness(_headers: HttpAnswer["headers"], page: number, count: number): number | undefined {
  return count >= perPage ? page + 1 : undefined;
}

function unlisted(options: HostOptions, path: string): HostReply<never> {
  const named = namedCall(options, "GET", path);
  return { status: "failed", problem: problem("host-answer-unusable", { ...named, status: 200, bytes: 0 }) };
}

function isList(body: JsonObject | readonly JsonObject[]): body is readonly JsonObject[] {
  return Array.isArray(body);
}
