import type { Json } from "./json.ts";
import type { Pointer } from "./pointer.ts";

/** A place in a file of the user. Lines and columns count from 1, columns in characters. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Number of characters the marked text has on its line. */
  readonly length?: number;
  /** The line itself, without its line break. */
  readonly text?: string;
  /** A credential seems to stand there: neither the line nor anything that was taken from it is shown. */
  readonly hidden?: true;
}

export type Severity = "error" | "warning";

/**
 * Where a problem belongs among the exit codes: `document` is found offline (65), `refused` can never be carried out (3), `stale` is an approval that no longer fits (4),
 * `not-allowed` is a matter of credentials or permission (77), `failure` a matter of platform or network (1), `usage` of the command line (64),
 * `held` another run that is under way (7).
 */
export type ProblemClass = "document" | "refused" | "stale" | "not-allowed" | "failure" | "usage" | "held";

/**
 * An expected failure, as data: code and arguments; the words are made by `report/` from one catalogue.
 *
 * Branch on `code`, never on words.
 */
export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  readonly class: ProblemClass;
  /** What the words of the catalogue need; never a secret. */
  readonly args: Readonly<Record<string, Json>>;
  /** The address of the resource it is about, when there is one. */
  readonly address?: string;
  /** The field below `spec` it is about, when there is one. */
  readonly path?: Pointer;
  readonly place?: Place;
}

/** A finding about a value, before it is known in which document and on which line the value stands. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly args: Readonly<Record<string, Json>>;
  /** Below `spec`. */
  readonly path: Pointer;
  /** Fields whose absence is the whole finding: where one is only misspelt or of another shape, that is the finding. */
  readonly lacks?: readonly Pointer[];
}

/** An expected failure at an edge that has no other way to say it; whoever runs the command tells it as a problem, not as a bug. */
export function expected(problem: Problem): Error & { readonly problem: Problem } {
  return Object.assign(new Error(problem.code), { problem });
}

/** The problem of an expected failure; undefined for anything else that was thrown. */
export function problemIn(error: unknown): Problem | undefined {
  return (error as { problem?: Problem } | null)?.problem;
}

/** Several of them at once. */
export function allExpected(problems: readonly Problem[]): Error & { readonly problems: readonly Problem[] } {
  return Object.assign(new Error(problems.map(({ code }) => code).join(", ")), { problems });
}
