import type { ResultWords } from "../../messages/results.ts";
import type { Block, Form } from "../../view/cut.ts";
import { type Asked, grouped, type PlanView } from "../../view/plan-view.ts";
import { turns } from "../../view/turns.ts";
import { finished } from "./finished.ts";
import type { Markup } from "./markup.ts";

/** What agreement is laid out with. */
export interface ApprovalsLayout {
  readonly words: ResultWords;
  readonly markup: Markup;
}

/** What agreement a plan waits for, and how it is given; nothing where it waits for none. */
export function approvalsBlock({ asked }: PlanView, layout: ApprovalsLayout): Block[] {
  if (asked.length === 0) return [];
  const items = [...grouped(asked, ({ what }) => what).values()].map((own) => ({
    counts: 0,
    forms: formsOf(own, layout),
  }));
  const head = finished([layout.markup.strong(layout.words.view.approvals), ""]);
  return [
    { head, items, folded: () => "", foot: "" },
    { head: "\n", items: [], folded: () => "", foot: "" },
  ];
}

/** All of one sort: one by one, then in one line, since the changes themselves say what they wait for. */
function formsOf(asked: readonly Asked[], layout: ApprovalsLayout): Form[] {
  const each = { text: () => finished(asked.map((one) => askedLine(one, layout))), until: turns.sortOfAgreement };
  const sort = { text: () => finished([sortLine(asked, layout)]), until: Number.POSITIVE_INFINITY };
  if (asked.length === 1) return [each, sort];
  return [
    { ...each, until: turns.agreement },
    { text: () => finished([togetherLine(asked, layout)]), until: turns.sortOfAgreement },
    sort,
  ];
}

function askedLine({ allow, written }: Asked, { words: { plan }, markup: { code } }: ApprovalsLayout): string {
  const line = `- ${code(`--allow ${allow}`)}`;
  if (written === undefined) return line;
  return `${line} ${plan.orWritten(code(written.file), code(written.snippet)).trim()}`;
}

function togetherLine(asked: readonly Asked[], layout: ApprovalsLayout): string {
  const [first] = asked;
  const { words, markup } = layout;
  const line = sortLine(asked, layout);
  return first?.written === undefined ? line : `${line}, ${words.view.orInEach(markup.code(first.written.snippet))}`;
}

/** How many ask for what: the shortest way to say it, which is never cut. */
function sortLine(asked: readonly Asked[], { words: { view }, markup }: ApprovalsLayout): string {
  return `- ${view.approvalsOf(markup.code(`--allow ${asked[0]?.what ?? ""}`), asked.length)}`;
}
