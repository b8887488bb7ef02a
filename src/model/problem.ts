import { defined } from "./defined.ts";
import type { Json } from "./json.ts";
import type { Pointer } from "./pointer.ts";
import type { ProblemClass, Severity } from "./problems/entry.ts";
import { type ArgsOf, type OwnCode, type ProblemCode, problemTable } from "./problems/table.ts";

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

/**
 * An expected failure, as data: code and arguments; the words are made by `report/` from one catalogue.
 *
 * Branch on `code`, never on words.
 */
export interface Problem {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly class: ProblemClass;
  /** What the words of the catalogue need; never a secret. */
  readonly args: Readonly<Record<string, Json>>;
  /** The account it is about, where no address says so. */
  readonly account?: string;
  /** The address of the resource it is about, when there is one. */
  readonly address?: string;
  /** The name of the kind of the document it is about, where no address says so. */
  readonly kind?: string;
  /** The field below `spec` it is about, when there is one. */
  readonly path?: Pointer;
  readonly place?: Place;
}

/** A finding about a value, before it is known in which document and on which line the value stands. */
export interface Finding {
  readonly code: ProblemCode;
  readonly severity: Severity;
  readonly args: Readonly<Record<string, Json>>;
  /** Below `spec`. */
  readonly path: Pointer;
  /** Fields whose absence is the whole finding: where one is only misspelt or of another shape, that is the finding. */
  readonly lacks?: readonly Pointer[];
}

/** What whoever passes a problem on may add to its arguments, whatever its code. */
export interface PassedOn {
  /** The field, where no path below `spec` says so. */
  readonly field?: string | undefined;
  readonly account?: string | undefined;
  readonly credential?: CredentialArg | undefined;
}

/**
 * Whose credentials a problem is about, for words that name variables; the platform where the short names serve as
 * well.
 */
export interface CredentialArg {
  /** Its name; of a third-party platform its AppID. */
  readonly account: string;
  readonly platform?: string | undefined;
  /** The AppID of the third-party platform by which the account is called: its own AppSecret is of no use then. */
  readonly by?: string | undefined;
  /** True for the credentials of a third-party platform. */
  readonly component?: boolean | undefined;
}

/** The arguments of a code as whoever raises it gives them. */
export type Raised<Code extends ProblemCode> = ArgsOf<Code> & PassedOn;

/** Where a problem belongs, and where it is no usual one. */
export interface About {
  readonly account?: string | undefined;
  readonly address?: string | undefined;
  readonly kind?: string | undefined;
  readonly path?: Pointer | undefined;
  readonly place?: Place | undefined;
  /** Only where it is another than the table says. */
  readonly severity?: Severity | undefined;
  readonly class?: ProblemClass | undefined;
}

/** A problem: its code and the arguments of its words. Arguments and places that are undefined are left out. */
export function problem<Code extends ProblemCode>(code: Code, args: Raised<Code>, about: About = {}): Problem {
  const usual = usualOf(code);
  const { severity = usual.severity, class: problemClass = usual.class, ...where } = about;
  return { code, severity, class: problemClass, args: argsOf(args), ...defined(where) };
}

/** A finding: its code, the arguments of its words, and the field. */
export function finding<Code extends ProblemCode>(
  code: Code,
  args: Raised<Code>,
  about: {
    readonly path: Pointer;
    readonly lacks?: readonly Pointer[] | undefined;
    readonly severity?: Severity | undefined;
  },
): Finding {
  const { severity = usualOf(code).severity, path, lacks } = about;
  return { code, severity, args: argsOf(args), path, ...defined({ lacks }) };
}

/** A code with its arguments, before it is known where it belongs. */
export type CodedArgs = {
  readonly [Code in OwnCode]: { readonly code: Code; readonly args: Raised<Code> };
}[OwnCode];

/** A finding, or a code with its arguments, as a problem. */
export function asProblem(found: CodedArgs | Finding, about: About): Problem {
  const usual = usualOf(found.code);
  const {
    severity = "severity" in found ? found.severity : usual.severity,
    class: problemClass = usual.class,
    ...where
  } = about;
  return { code: found.code, severity, class: problemClass, args: argsOf(found.args), ...defined(where) };
}

/** A problem with what whoever passes it on knows besides. */
export function passedOn(problem: Problem, more: PassedOn): Problem {
  return { ...problem, args: { ...problem.args, ...argsOf(more) } };
}

/** Arguments as data: what the table says of them are types of JSON. */
function argsOf(args: object): Problem["args"] {
  return defined(args) as Problem["args"];
}

/** A refusal of a platform is an error of that platform, unless whoever raises it knows better. */
function usualOf(code: string): { readonly severity: Severity; readonly class: ProblemClass } {
  const table: Readonly<Record<string, { readonly severity: Severity; readonly class: ProblemClass }>> = problemTable;
  return table[code] ?? { severity: "error", class: "failure" };
}

/** What was thrown and is no expected failure, in a word: a bug of ours. */
export function bugOf(error: unknown): Problem {
  return problem("bug", { reason: error instanceof Error ? error.message : String(error) });
}

/**
 * An expected failure at an edge that has no other way to say it; whoever runs the command reports it as a problem, not
 * as a bug.
 */
export function expected(problem: Problem): Error & { readonly problem: Problem } {
  return Object.assign(new Error(problem.code), { problem });
}

/** The problems of an expected failure, one or several; undefined for anything else that was thrown. */
export function problemsIn(error: unknown): readonly Problem[] | undefined {
  const { problem: single, problems } = (error ?? {}) as { problem?: Problem; problems?: readonly Problem[] };
  return problems ?? (single === undefined ? undefined : [single]);
}

/** Several of them at once. */
export function allExpected(problems: readonly Problem[]): Error & { readonly problems: readonly Problem[] } {
  return Object.assign(new Error(problems.map(({ code }) => code).join(", ")), { problems });
}
