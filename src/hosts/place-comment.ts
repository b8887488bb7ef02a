import type { Stopping } from "../model/budget.ts";
import type { CommentDone, CommentHost, CommentPlace, HostEntry, HostReply } from "../model/comment.ts";
import type { Clock, Random } from "../model/ports.ts";
import { problem } from "../model/problem.ts";
import { backoffMs } from "../platform/backoff.ts";
import type { NamedCall } from "./answer.ts";

/** What is to stand where. */
export interface Placing {
  readonly place: CommentPlace;
  /** Its first line is the marker. */
  readonly body: string;
  /** The line by which our own are known. */
  readonly marker: string;
  /** True when an issue is not worth being opened for it. */
  readonly isQuiet: boolean;
}

/** What waiting needs. */
export interface Waiting {
  readonly clock: Clock;
  readonly random: Random;
  readonly budget: Stopping;
}

/**
 * Puts a comment where it belongs, so that one is there however often this is done: the oldest of ours is edited, and
 * only where none is there one is made.
 *
 * A create whose answer was lost is looked up before it is tried again, so that it is not doubled.
 */
export async function placeComment(
  host: CommentHost,
  placing: Placing,
  waiting: Waiting,
): Promise<HostReply<CommentDone>> {
  const { place, body, isQuiet } = placing;
  const found = await ours(host, placing);
  if (found.status !== "ok") return found;
  const several = found.value.length > 1 ? ({ because: "several" } as const) : {};
  for (const entry of found.value) {
    if (isSame(entry.body, body)) return done({ action: "unchanged", ...urlOf(entry), ...several });
    const edited = await host.update(place, entry, body);
    if (edited.status === "ok")
      return done({ action: "updated", ...urlOf(edited.value.url === "" ? entry : edited.value), ...several });
    // Somebody has deleted it since it was listed.
    if (edited.status !== "missing") return edited;
  }
  if (isQuiet && "issue" in place) return done({ action: "none", because: "nothing-to-report" });
  return create(host, placing, waiting);
}

/** More tries would only hide that something is wrong. */
const mostCreates = 3;

async function create(host: CommentHost, placing: Placing, waiting: Waiting): Promise<HostReply<CommentDone>> {
  const { place, body } = placing;
  for (let attempt = 1; ; attempt += 1) {
    const made = await host.create(place, body);
    if (made.status === "ok") return done({ action: "created", ...urlOf(made.value) });
    if (made.status !== "unknown") return made;
    await waiting.clock.sleep(backoffMs(attempt + 2, waiting.random), waiting.budget.signal);
    const found = await ours(host, placing);
    if (found.status !== "ok") return unknown(made.problem.args);
    const [landed] = found.value;
    if (landed !== undefined && isSame(landed.body, body)) return done({ action: "created", ...urlOf(landed) });
    // Another job has made one in the meantime.
    if (landed !== undefined) return placeComment(host, placing, waiting);
    if (attempt === mostCreates) return unknown(made.problem.args);
  }
}

/** A create of which nobody knows what came of it; the arguments name the call. */
function unknown(args: Readonly<Record<string, unknown>>): HostReply<never> {
  const { host, call, reason, status } = args;
  const named: NamedCall = { host: String(host ?? ""), call: String(call ?? "") };
  const why = typeof reason === "string" ? reason : `HTTP ${String(status ?? "")}`;
  return { status: "failed", problem: problem("comment-unknown", { ...named, reason: why }) };
}

/**
 * Our own: by the author, which the host sees to, and by the marker on the first line. Whoever may not read may not write
 * either, and that is no matter of rights to be passed over.
 */
async function ours(host: CommentHost, { place, marker }: Placing): Promise<HostReply<readonly HostEntry[]>> {
  const found = await host.find(place, (body) => linesOf(body)[0]?.trim() === marker);
  return found.status === "not-permitted" ? { status: "failed", problem: found.problem } : found;
}

/** Hosts give other line breaks back, and take blanks at the end away. */
function isSame(there: string, body: string): boolean {
  return linesOf(there).join("\n").trimEnd() === linesOf(body).join("\n").trimEnd();
}

function linesOf(text: string): string[] {
  return text.split(/\r\n?|\n/);
}

function urlOf({ url }: HostEntry): { readonly url?: string } {
  return url === "" ? {} : { url };
}

function done(value: CommentDone): HostReply<CommentDone> {
  return { status: "ok", value };
}
