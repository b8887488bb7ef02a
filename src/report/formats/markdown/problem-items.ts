import type { ResultWords } from "../../messages/results.ts";
import type { Block, Item } from "../../view/cut.ts";
import type { ToldProblem, ToldProblems } from "../../view/told-problems.ts";
import { turns } from "../../view/turns.ts";
import { finished } from "./finished.ts";
import { codeSpan } from "./markup.ts";

/** What is said around changes. */
type ViewWords = ResultWords["view"];

/** Errors as a part of a page; nothing where there is none. */
export function errorsBlock({ errors }: ToldProblems, view: ViewWords): Block[] {
  return problemsBlock({ title: view.errors, problems: errors, view }, [
    turns.errorRemedies,
    turns.errors,
    turns.errorPlaces,
  ]);
}

/** Warnings as a part of a page; nothing where there is none. */
export function warningsBlock({ warnings }: ToldProblems, view: ViewWords): Block[] {
  return problemsBlock({ title: view.warnings, problems: warnings, view }, [
    turns.remedies,
    turns.warnings,
    turns.warningPlaces,
  ]);
}

type Turns = readonly [remedy: number, message: number, place: number];

interface TitledProblems {
  readonly title: string;
  readonly problems: readonly ToldProblem[];
  readonly view: ViewWords;
}

function problemsBlock({ title, problems, view }: TitledProblems, [remedy, message, place]: Turns): Block[] {
  if (problems.length === 0) return [];
  const items = problems.map((problem): Item => {
    const { places, code } = problem;
    return {
      counts: Math.max(1, places.length),
      forms: [
        { text: () => finished(problemLines(problem, { view, hasRemedy: true })), until: remedy },
        { text: () => finished(problemLines(problem, { view, hasRemedy: false })), until: message },
        {
          text: () => finished([`- ${[code, ...places.slice(0, 1)].map(codeSpan).join(" ")}`]),
          until: place,
          as: "folded",
        },
      ],
    };
  });
  return [
    {
      head: finished([`### ${title}`, ""]),
      items,
      folded: (named, unnamed) => finished(["", view.folded(named, unnamed), ""]),
      foot: "",
    },
    { head: "\n", items: [], folded: () => "", foot: "" },
  ];
}

/** What a problem is laid out with. */
export interface ProblemLayout {
  readonly view: ViewWords;
  /** Whether what to do is told as well. */
  readonly hasRemedy: boolean;
  /** Stands before it where problems of all severities stand together. */
  readonly severity?: string;
}

/** More places than this are counted. */
const mostPlaces = 20;

/** A problem as an item of a list, and below it what to do, line by line. */
export function problemLines({ message, code, remedy, places }: ToldProblem, layout: ProblemLayout): string[] {
  const { view, hasRemedy, severity = "" } = layout;
  const shown = places.slice(0, mostPlaces).map(codeSpan);
  const more = places.length > mostPlaces ? [view.moreItems(places.length - mostPlaces)] : [];
  const where = [...shown, ...more].join(" ");
  return [
    `- ${severity}${where === "" ? "" : `${where} `}${codeSpan(message)} (${codeSpan(code)})`,
    ...(hasRemedy ? remedy : []).map((line) => `  - ${codeSpan(line)}`),
  ];
}
