export type Severity = "error" | "warning";

/**
 * Where a problem belongs among the exit codes: `document` is found offline (65), `refused` can never be carried out
 * (3), `stale` is an approval that no longer fits (4), `not-allowed` is a matter of credentials or permission (77),
 * `failure` a matter of platform or network (1), `usage` of the command line (64), `held` another run that is under way
 * (7).
 */
export type ProblemClass = "document" | "refused" | "stale" | "not-allowed" | "failure" | "usage" | "held";

/** What is known of a code whatever raises it. `args` is a type only: no value is ever there. */
export interface ProblemEntry<Args> {
  readonly severity: Severity;
  readonly class: ProblemClass;
  readonly args?: Args;
}

declare const none: unique symbol;

/** Of a code whose sentence is always the same. */
export interface NoArgs {
  readonly [none]?: never;
}

/** An entry of the table: the usual severity and class of a code, and the type of what its words need. */
export function define<Args = NoArgs>(severity: Severity, problemClass: ProblemClass): ProblemEntry<Args> {
  return { severity, class: problemClass };
}
