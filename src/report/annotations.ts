import { clip } from "../model/clip.ts";
import { problemsOf } from "../model/outcome.ts";
import type { Change, Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { visible } from "./escape.ts";
import { fieldName } from "./field-name.ts";
import type { Language } from "./messages/language.ts";
import type { ResultWords } from "./messages/results.ts";
import type { Renderer } from "./renderer.ts";
import { shownProblems } from "./shown-problems.ts";
import { type Asked, askedOf } from "./view/plan-view.ts";
import { type Speech, wordsOf } from "./words.ts";

/** What is said of one place of a file, or of a run as a whole. All texts may hold data. */
export interface Annotation {
  readonly level: Problem["severity"];
  /** The code of the problem. */
  readonly title: string;
  /** What is wrong, and below it what to do. */
  readonly message: string;
  /** Relative to the root of the project; absent where it is about no file. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/**
 * A renderer that makes no text: it hands on what is to be said beside the lines of a diff, in the order in which a
 * reader is told of it.
 */
export function annotating(language: Language, add: (annotation: Annotation) => void): Renderer {
  const ofProblems = ({ problems, kinds }: Pick<Speech, "kinds"> & { readonly problems: readonly Problem[] }) => {
    for (const problem of shownProblems(problems)) add(annotationOf(problem, { kinds, language }, undefined));
    return "";
  };
  return {
    forTerminal: false,
    plan: ({ plan, kinds }) => {
      const speech = { kinds, language };
      for (const problem of shownProblems(plan.problems)) add(annotationOf(problem, speech, plan));
      for (const annotation of [...blockedFields(plan, speech), ...missingAgreement(plan, language)]) add(annotation);
      return "";
    },
    apply: ({ report, plan, kinds }) => {
      const problems = [...report.outcomes.flatMap(problemsOf), ...report.problems];
      for (const problem of shownProblems(problems)) add(annotationOf(problem, { kinds, language }, plan));
      return "";
    },
    validation: ofProblems,
    status: ofProblems,
    import: ({ report: { problems }, kinds }) => ofProblems({ problems, kinds }),
    explain: () => "",
    verify: ofProblems,
    history: ofProblems,
    stateView: ofProblems,
    stateChange: ofProblems,
    accounts: ofProblems,
    member: ofProblems,
    held: ofProblems,
    code: ofProblems,
    snapshot: ofProblems,
    pull: ({ report: { left, problems }, kinds }) => ofProblems({ problems: [...left, ...problems], kinds }),
    planDiff: () => "",
    comment: () => "",
  };
}

/** A problem where it is; one that has no place in a file stands where the plan has its field or its document. */
function annotationOf(problem: Problem, speech: Speech, plan: Plan | undefined): Annotation {
  const { severity, code, address, path } = problem;
  const { message, hint } = wordsOf(problem, speech);
  const said = hint === undefined ? [message] : [message, ...hint.split("\n").map((line) => line.trim())];
  const change = plan?.changes.find((one) => one.address === address);
  const place = problem.place ?? (change && placeIn(change, path));
  const where = place === undefined ? about(address ?? problem.account) : "";
  return {
    level: severity,
    title: code,
    message: where + said.map(visible).join("\n"),
    ...(place === undefined ? {} : { file: place.file, line: place.line }),
    ...(problem.place === undefined ? {} : { column: problem.place.column }),
  };
}

/** Longer than any address that wxcards takes. */
const longestAddress = 200;

function about(address: string | undefined): string {
  return address === undefined ? "" : `${visible(clip(address, longestAddress))}: `;
}

function placeIn({ file, line, fields }: Change, path: string | undefined): { file: string; line: number } {
  return { file, line: fields.find((field) => field.path === path)?.line ?? line };
}

/** Fields that cannot be changed, where no problem says so already. */
function blockedFields({ changes, problems }: Plan, { kinds, language }: Speech): Annotation[] {
  const words = language.results.fieldChange;
  const known = new Set(problems.map(({ address, path }) => `${address} ${path}`));
  return changes.flatMap(({ address, file, fields }) =>
    fields
      .filter(({ verdict, path }) => verdict === "blocked" && !known.has(`${address} ${path}`))
      .map((field) => ({
        ...{ level: "error" as const, title: language.results.terms.blocked, file, line: field.line },
        message: `${fieldName(field.path, kinds.get(address.split("/")[1] ?? ""))}: ${words.verdict(field)}`,
      })),
  );
}

/** What agreement a plan waits for, where it can be written: without it the run is refused. */
function missingAgreement(plan: Plan, language: Language): Annotation[] {
  const words = language.results.plan;
  return askedOf(plan).map(({ what, address, allow, written }) => {
    const change = plan.changes.find((one) => one.address === address);
    const message = [words.consent(allow), ...(written === undefined ? [] : [orWritten(written, words)])].join("\n");
    return {
      ...{ level: "error", title: what, message },
      ...(change === undefined ? {} : { file: change.file, line: change.line }),
    };
  });
}

function orWritten({ file, snippet }: NonNullable<Asked["written"]>, words: ResultWords["plan"]): string {
  return words.orWritten(file, snippet).trim();
}

/** So many errors, and so many warnings, GitHub shows of a step. Source: actions/toolkit, docs/problem-matchers.md. */
const mostOfLevel = 10;

/** The annotations that are shown, errors first, the first of each; and how many are left out. */
export function shownAnnotations(all: readonly Annotation[]) {
  const [errors, warnings] = (["error", "warning"] as const).map((level) =>
    all.filter((one) => one.level === level),
  ) as [Annotation[], Annotation[]];
  return {
    shown: [...errors.slice(0, mostOfLevel), ...warnings.slice(0, mostOfLevel)],
    left: [errors, warnings].map(({ length }) => Math.max(0, length - mostOfLevel)) as [
      errors: number,
      warnings: number,
    ],
  };
}
