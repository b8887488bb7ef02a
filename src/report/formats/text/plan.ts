import type { Plan } from "../../../model/plan.ts";
import { sandboxAccountName } from "../../../model/project.ts";
import { visible } from "../../escape.ts";
import type { Language } from "../../messages/language.ts";
import type { ResultWords } from "../../messages/results.ts";
import type { Paint } from "../../paint.ts";
import { summaryText, unmanagedText } from "../../plan-words.ts";
import { problemBlocks } from "../../problem-text.ts";
import { openText } from "../../recovery-text.ts";
import type { PlanResult } from "../../renderer.ts";
import { shownProblems } from "../../shown-problems.ts";
import { type Asked, accountViews, askedOf } from "../../view/plan-view.ts";
import { entryText } from "./entry.ts";

/**
 * A plan as text: what is wrong; account by account only what differs, old → new, the line in the file, and a badge for
 * all a reviewer must know; the counts.
 */
export function planText(result: PlanResult, language: Language, paint: Paint): string[] {
  const { plan, kinds } = result;
  const speech = { kinds, language };
  const words = language.results.plan;
  const lines: string[] = [];
  lines.push(...knownFrom(plan, words).flatMap((line) => [line, ""]));
  const problems = shownProblems(plan.problems);
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.filter(({ severity }) => severity === "warning");
  if (errors.length > 0) lines.push(...problemBlocks(errors, speech, paint), "");
  for (const { account, sections } of accountViews(result, language)) {
    lines.push(paint.strong(accountTitle(account, words)), "");
    for (const { place, entries } of sections) {
      if (place === "others" || place === "drift") lines.push(paint.strong(words[place]), "");
      for (const entry of entries) lines.push(...entryText(entry, speech, paint), "");
    }
  }
  if (warnings.length > 0) lines.push(...problemBlocks(warnings, speech, paint), "");
  lines.push(...openText(plan.recovery, language.results.recovery));
  lines.push(...plan.unmanaged.map((resource) => unmanagedText(resource, speech)));
  lines.push(summaryText(plan, words));
  lines.push(...askedOf(plan).flatMap((asked) => askedText(asked, words).map(paint.remove)));
  if (errors.length > 0) lines.push(paint.remove(words.errorsFirst));
  return lines;
}

/** What a plan was made from, where that is not the network and its documents alone. */
function knownFrom({ sandbox, offline, base }: Plan, words: PlanWords): string[] {
  return [
    ...(sandbox ? [words.sandbox] : []),
    ...(offline === undefined ? [] : [words.offline(offline.asOf)]),
    ...(base === undefined ? [] : [words.base(visible(base.ref), base.commit)]),
  ];
}

/** What is said around the changes of a plan. */
type PlanWords = ResultWords["plan"];

/** The built-in account has resources of every platform, and no identity that means anything. */
function accountTitle({ name, platform, identity }: Plan["accounts"][number], words: PlanWords): string {
  const about = name === sandboxAccountName ? words.embedded : `${platform} ${visible(identity)}`;
  return `${name} (${about})`;
}

/** What agreement the plan waits for, and how it is given. */
function askedText({ allow, written }: Asked, words: PlanWords): string[] {
  return [words.consent(allow), ...(written === undefined ? [] : [words.orWritten(written.file, written.snippet)])];
}
