import type { KindEntry } from "../model/kind.ts";
import type { Consent } from "../model/plan.ts";
import type { FieldPart, PlanDiff, StepPart } from "../model/plan-diff.ts";
import { clippedPair } from "./clipped-pair.ts";
import { fieldName } from "./field-name.ts";
import type { Language } from "./messages/language.ts";
import type { PlanDiffResult } from "./renderer.ts";

/** Characters of a value that a line has room for. */
const longestValue = 80;

/** What two plans differ in, a line each; what is data in it is not written yet. */
export function planDiffLines({ diff, kinds }: PlanDiffResult, { results }: Language): string[] {
  const words = results.planDiff;
  const [old, next] = diff.digests;
  const entryOf = (address: string): KindEntry | undefined => kinds.get(address.split("/")[1] ?? "");
  const step = (sign: string) => (part: StepPart) => {
    const names = part.paths.map((path) => fieldName(path, entryOf(part.address)));
    const fields = names.length === 0 ? "" : `${results.colon}${names.join(results.separator)}`;
    return `${sign} ${part.address} ${part.operation}${fields}`;
  };
  const sides = (was: FieldPart | null, is: FieldPart | null) => {
    const values = clippedPair(JSON.stringify(was?.after ?? null), JSON.stringify(is?.after ?? null), longestValue);
    const [before, after] = [was, is].map((part, index) => {
      if (part === null) return words.nothing;
      return part.verdict === "send" ? values[index] : `${values[index]} (${part.verdict})`;
    });
    return `${before} → ${after}`;
  };
  const liveSides = (was: FieldPart, is: FieldPart) => {
    const live = ({ before }: FieldPart) => (before === undefined ? words.unseen : JSON.stringify(before));
    const [before, after] = clippedPair(live(was), live(is), longestValue);
    return `${words.live} ${before} → ${after}`;
  };
  const consent = (sign: string) => (asked: Consent) =>
    `${sign} ${words.consent(asked.address === "" ? asked.what : `${asked.what}=${asked.address}`)}`;
  return [
    diff.same ? words.same(old) : words.digests(old, next),
    ...diff.steps.removed.map(step("-")),
    ...diff.steps.added.map(step("+")),
    ...diff.steps.changed.map(step("~")),
    ...diff.fields.map(({ address, path, old: was, new: is }) => {
      const name = `${address} ${fieldName(path, entryOf(address))}`;
      const isLive = was !== null && is !== null && JSON.stringify(was.after) === JSON.stringify(is.after);
      if (!isLive || was.verdict !== is.verdict) return `  ${name}${results.colon}${sides(was, is)}`;
      return `  ${name}${results.colon}${liveSides(was, is)}`;
    }),
    ...diff.consent.removed.map(consent("-")),
    ...diff.consent.added.map(consent("+")),
    ...(diff.same || !isNothing(diff) ? [] : [words.elsewhere]),
  ];
}

/** True where requests, fields and consent are the same. */
function isNothing({ steps, fields, consent }: PlanDiff): boolean {
  const { added, removed, changed } = steps;
  return [added, removed, changed, fields, consent.added, consent.removed].every((list) => list.length === 0);
}
