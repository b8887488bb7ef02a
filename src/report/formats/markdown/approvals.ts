import type { ResultWords } from "../../messages/results.ts";
import type { Block, Form } from "../../view/cut.ts";
import { type Asked, grouped, type PlanView } from "../../view/plan-view.ts";
import { turns } from "../../view/turns.ts";
import { finished } from "./finished.ts";
import { codeSpan } from "./markup.ts";

/** What agreement a plan waits for, and how it is given; nothing where it waits for none. */
export function approvalsBlock({ asked }: PlanView, words: ResultWords): Block[] {
  if (asked.length === 0) return [];
  const items = [...grouped(asked, ({ what }) => what).values()].map((own) => ({
    counts: 0,
    forms: formsOf(own, words),
  }));
  const head = finished([`**${words.view.approvals}**`, ""]);
  return [
    { head, items, folded: () => "", foot: "" },
    { head: "\n", items: [], folded: () => "", foot: "" },
  ];
}

/** All of one sort: one by one, and in one line, since the changes themselves say what they wait for. */
function formsOf(asked: readonly Asked[], words: ResultWords): Form[] {
  const each = { text: () => finished(asked.map((one) => askedLine(one, words))), until: Number.POSITIVE_INFINITY };
  if (asked.length === 1) return [each];
  return [
    { ...each, until: turns.agreement },
    { text: () => finished([togetherLine(asked, words)]), until: Number.POSITIVE_INFINITY },
  ];
}

function askedLine({ allow, written }: Asked, { plan }: ResultWords): string {
  const line = `- ${codeSpan(`--allow ${allow}`)}`;
  if (written === undefined) return line;
  return `${line} ${plan.orWritten(codeSpan(written.file), codeSpan(written.snippet)).trim()}`;
}

function togetherLine(asked: readonly Asked[], { view }: ResultWords): string {
  const [first] = asked;
  const line = `- ${view.approvalsOf(codeSpan(`--allow ${first?.what ?? ""}`), asked.length)}`;
  return first?.written === undefined ? line : `${line}, ${view.orInEach(codeSpan(first.written.snippet))}`;
}
