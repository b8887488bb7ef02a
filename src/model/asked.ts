import { asText, type Json, type JsonObject } from "./json.ts";
import type { Kind, Mismatch, NamedSubject, Reading, Target } from "./kind.ts";

/** Longest id that is repeated in a message: what comes in the place of one may be anything. */
const longestShown = 80;

/**
 * Understands an answer that shows a whole resource, and believes it only when it is about the one that was asked for:
 * the one door for every read, and for every write whose answer shows the resource.
 *
 * Neither TLS nor a signature says which question an answer belongs to. Whatever an answer about another resource says,
 * also that it was deleted or is of another type, is nothing about this one.
 */
export function understood(
  { reading, subject }: Pick<Kind, "reading" | "subject">,
  target: Target,
  reply: JsonObject,
): Reading {
  const read = reading(target.id, reply, target.settings);
  if (read.status === "unusable") return read;
  const other = subject?.(reply, target).find(differs);
  return other === undefined ? read : { status: "unusable", mismatch: mismatchOf(other) };
}

function differs({ asked, came, shown }: NamedSubject): boolean {
  return came === undefined || came === null ? shown === "always" : asText(came) !== asked;
}

function mismatchOf({ name, asked, came }: NamedSubject): Mismatch {
  return { name, asked, came: came === undefined || came === null ? null : shownId(came) };
}

/** What came in the place of an id, short enough for a message. */
export function shownId(value: Json): string {
  const text = asText(value);
  return text.length <= longestShown ? text : `${text.slice(0, longestShown).replace(/[\ud800-\udbff]$/, "")}…`;
}
