import type { ResultWords } from "../../messages/results.ts";
import type { Block, Item } from "../../view/cut.ts";
import type { ToldProblem, ToldProblems } from "../../view/told-problems.ts";
import { turns } from "../../view/turns.ts";
import { finished } from "./finished.ts";
import type { Markup } from "./markup.ts";

/** What problems are laid out with. */
export interface ProblemsLayout {
  readonly view: ResultWords["view"];
  readonly markup: Markup;
}

/** Errors as a part of a page; nothing where there is none. */
export function errorsBlock({ errors }: ToldProblems, layout: ProblemsLayout): Block[] {
  return problemsBlock({ ...layout, title: layout.view.errors, problems: errors }, [
    turns.errorRemedies,
    turns.errors,
    turns.errorPlaces,
  ]);
}

/** Warnings as a part of a page; nothing where there is none. */
export function warningsBlock({ warnings }: ToldProblems, layout: ProblemsLayout): Block[] {
  return problemsBlock({ ...layout, title: layout.view.warnings, problems: warnings }, [
    turns.remedies,
    turns.warnings,
    turns.warningPlaces,
  ]);
}

type Turns = readonly [remedy: number, message: number, place: number];

interface TitledProblems extends ProblemsLayout {
  readonly title: string;
  readonly problems: readonly ToldProblem[];
}

function problemsBlock({ title, problems, view, markup }: TitledProblems, [remedy, message, place]: Turns): Block[] {
  if (problems.length === 0) return [];
  const items = problems.map((problem): Item => {
    const { places, code } = problem;
    return {
      counts: Math.max(1, places.length),
      forms: [
        { text: () => finished(problemLines(problem, { view, markup, hasRemedy: true })), until: remedy },
        { text: () => finished(problemLines(problem, { view, markup, hasRemedy: false })), until: message },
        {
          text: () => finished([`- ${[code, ...places.slice(0, 1)].map(markup.code).join(" ")}`]),
          until: place,
          as: "folded",
        },
      ],
    };
  });
  return [
    {
      head: finished(markup.section(title)),
      items,
      folded: (named, unnamed) => finished(["", view.folded(named, unnamed), ""]),
      foot: "",
    },
    { head: "\n", items: [], folded: () => "", foot: "" },
  ];
}

/** What a problem is laid out with. */
export interface ProblemLayout extends ProblemsLayout {
  /** Whether what to do is told as well. */
  readonly hasRemedy: boolean;
  /** Stands before it where problems of all severities stand together. */
  readonly severity?: string;
}

/** More places than this are counted. */
const mostPlaces = 20;

/** A problem as an item of a list, and below it what to do, line by line. */
export function problemLines({ message, code, remedy, places }: ToldProblem, layout: ProblemLayout): string[] {
  const { view, markup, hasRemedy, severity = "" } = layout;
  const { code: written, said } = markup;
  const shown = places.slice(0, mostPlaces).map(written);
  const more = places.length > mostPlaces ? [view.moreItems(places.length - mostPlaces)] : [];
  const where = [...shown, ...more].join(" ");
  return [
    `- ${severity}${where === "" ? "" : `${where} `}${said(message)} (${written(code)})`,
    ...(hasRemedy ? remedy : []).map((line) => `  - ${said(line)}`),
  ];
}
