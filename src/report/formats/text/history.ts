import { localAddress } from "../../../model/document.ts";
import type { HistoryChange, HistoryRun } from "../../../model/history.ts";
import { dotted } from "../../../model/pointer.ts";
import { visible } from "../../escape.ts";
import type { Language } from "../../messages/language.ts";
import type { Paint } from "../../paint.ts";
import { problemsText } from "../../problem-text.ts";
import type { HistoryResult } from "../../renderer.ts";
import { aboutRun } from "../../run-words.ts";
import { termWord } from "../../term.ts";
import { padded, widest } from "../../width.ts";

/** Runs, newest first, with a line below each for every resource; then what is wrong. */
export function historyText({ history, problems, kinds }: HistoryResult, language: Language, paint: Paint): string[] {
  const words = language.results.history;
  const { runs, complete, without } = history;
  const wide = widest(runs.map(({ actor }) => visible(actor)));
  const lines = runs.flatMap((run) => runText(run, { wide, results: language.results }, paint));
  const notes = [
    ...(runs.length === 0 && problems.length === 0 && without.length === 0 ? [words.none] : []),
    ...(without.length === 0 ? [] : [words.without(without.map(visible).join(", "))]),
    ...(complete || runs.length === 0 ? [] : [words.cut]),
  ];
  const blocks = [lines, notes, problemsText(problems, { kinds, language }, paint)].filter((block) => block.length > 0);
  return blocks.flatMap((block, index) => (index === 0 ? block : ["", ...block]));
}

/** What a run is shown with. */
interface RunContext {
  /** The columns of the widest name. */
  readonly wide: number;
  readonly results: Language["results"];
}

function runText(run: HistoryRun, { wide, results: { history: words, terms } }: RunContext, paint: Paint): string[] {
  const head = [
    run.at,
    padded(visible(run.actor), wide),
    ...(run.source === undefined ? [] : [visible(run.source.commit.slice(0, 10))]),
    paint.strong(visible(run.subject)),
    ...aboutRun(run, words).map((note) => paint.warn(visible(note))),
  ];
  return [head.join("  "), ...run.changes.map((change) => changeText(change, terms))];
}

function changeText({ address, action, outcome, fields }: HistoryChange, terms: Language["results"]["terms"]): string {
  const ends = outcome.split("+").map((word) => termWord(terms, word));
  const cells = [localAddress(address), termWord(terms, action), ends.join("+"), fields.map(dotted).join(", ")];
  return `    ${cells
    .filter((cell) => cell !== "")
    .map(visible)
    .join("  ")}`;
}
