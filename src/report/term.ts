import type { OutcomeStatus, Result } from "../model/outcome.ts";
import type { Action, Badge, Verdict } from "../model/plan.ts";
import type { Severity } from "../model/problems/entry.ts";
import type { Standing } from "./status.ts";

/** A word that results hold by a fixed name, in JSON and in records; people read it in their language. */
export type Term = Severity | Action | Badge | Verdict | OutcomeStatus | Result | Standing | "recover";

/** How people read such a word; one that nobody knows, as in a record of another version, stands for itself. */
export function termWord(terms: Readonly<Record<Term, string>>, name: string): string {
  return Object.hasOwn(terms, name) ? terms[name as Term] : name;
}
