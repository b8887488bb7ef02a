import type { HostEntry, HostReply } from "../model/comment.ts";
import { asText, isObject, type JsonObject } from "../model/json.ts";
import { problem } from "../model/problem.ts";
import { type HostAnswer, namedCall } from "./answer.ts";
import type { HostRequest } from "./client.ts";
import type { HostOptions } from "./options.ts";

/** Under which names a host keeps what an entry is known by. */
export interface EntryNames {
  readonly id: string;
  readonly body: string;
  readonly url: string;
}

/** An entry of a list or of an answer; undefined where it is none that could be edited. */
export function entryOf(value: JsonObject, names: EntryNames): HostEntry | undefined {
  const id = asText(value[names.id]);
  // It becomes a part of a path.
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) return undefined;
  const [body, url] = [value[names.body], value[names.url]];
  return { id, body: typeof body === "string" ? body : "", url: typeof url === "string" ? url : "" };
}

/** The entry in the answer to a write; `url` where the answer has none. */
export function written(
  options: HostOptions,
  request: HostRequest,
  reply: HostReply<HostAnswer>,
  { names, url = "" }: { readonly names: EntryNames; readonly url?: string },
): HostReply<HostEntry> {
  if (reply.status !== "ok") return reply;
  const { body } = reply.value;
  const entry = isObject(body) ? entryOf(body, names) : undefined;
  if (entry !== undefined) return { status: "ok", value: entry.url === "" ? { ...entry, url } : entry };
  // It says that all went well, and not of what: to be looked up.
  const named = namedCall(options, request.method, request.path);
  return { status: "unknown", problem: problem("host-answer-unusable", { ...named, status: 200, bytes: 0 }) };
}

/** Whose entries are ours. */
export interface Author {
  /** As the host writes it beside an entry. */
  readonly login: string;
  /** True for the account of an app, whose name the host writes in two ways. */
  readonly isApp: boolean;
}

/** A text of an object within an answer. */
export function textAt(value: JsonObject | undefined, name: string): string {
  const member = value?.[name];
  return typeof member === "string" ? member : "";
}

/** An object within an answer. */
export function objectAt(value: JsonObject | undefined, name: string): JsonObject | undefined {
  const member = value?.[name];
  return isObject(member) ? member : undefined;
}
