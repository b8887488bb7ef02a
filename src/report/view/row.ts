import type { Badge, FieldChange } from "../../model/plan.ts";
import type { Pointer } from "../../model/pointer.ts";
import { fieldName } from "../field-name.ts";
import type { ResultWords } from "../messages/results.ts";
import { type Base, type Change, changeOfValue, type ValueContext } from "./value-change.ts";

/** One field of a change as a reader is told of it. */
export interface Row {
  readonly path: Pointer;
  readonly name: string;
  readonly base: Base;
  readonly change: Change;
  /** Whether one value becomes the other, or they only differ. */
  readonly sign: "→" | "≠";
  /** True where each value is called by whose it is: the live one moved, and is the newer. */
  readonly isLabelled: boolean;
  /** What a reviewer must know of it, in words. */
  readonly notes: readonly string[];
  /** How much depends on it. */
  readonly weight: Weight;
}

/** Why a field is looked at first: it cannot be done, cannot be taken back or is about money, goes to review. */
export type Weight = "blocked" | "grave" | "review" | "other";

/** A field of a change, with everything that its line says but the number of the line. */
export function rowOf(field: FieldChange, context: ValueContext): Row {
  const { verdict, origin, path } = field;
  const isKept = verdict === "keep" || verdict === "blocked" || verdict === "unverifiable";
  return {
    path,
    name: fieldName(path, context.entry),
    ...changeOfValue(field, context),
    sign: isKept ? "≠" : "→",
    isLabelled: verdict === "keep" || origin !== "file",
    notes: notesOf(field, context.language.results),
    weight: weightOf(field),
  };
}

function notesOf(field: FieldChange, { terms, fieldChange: words }: ResultWords): string[] {
  const badges = field.badges
    .filter((badge) => badge !== "drift" || field.verdict !== "keep")
    .map((badge) => terms[badge]);
  const verdict = words.verdict(field);
  return verdict === undefined ? badges : [...badges, verdict];
}

const graveBadges: ReadonlySet<Badge> = new Set(["money", "one way", "irreversible"]);

function weightOf({ verdict, badges }: FieldChange): Weight {
  if (verdict === "blocked") return "blocked";
  if (verdict !== "send") return "other";
  if (badges.some((badge) => graveBadges.has(badge))) return "grave";
  return badges.includes("review") ? "review" : "other";
}

/** True for a field in which the platform moved, and that is left as it is live. */
export function isKeptDrift({ verdict, origin }: FieldChange): boolean {
  return verdict === "keep" && origin !== "file";
}
