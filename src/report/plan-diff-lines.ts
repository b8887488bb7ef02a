import { clip } from "../model/clip.ts";
import type { KindEntry } from "../model/kind.ts";
import type { Consent } from "../model/plan.ts";
import type { FieldPart, StepPart } from "../model/plan-diff.ts";
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
  const side = (part: FieldPart | null) => {
    if (part === null) return words.nothing;
    const value = clip(JSON.stringify(part.after), longestValue);
    return part.verdict === "send" ? value : `${value} (${part.verdict})`;
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
      if (!isLive || was.verdict !== is.verdict) return `  ${name}${results.colon}${side(was)} → ${side(is)}`;
      const live = (part: FieldPart) => clip(JSON.stringify(part.before), longestValue);
      return `  ${name}${results.colon}${words.live} ${live(was)} → ${live(is)}`;
    }),
    ...diff.consent.removed.map(consent("-")),
    ...diff.consent.added.map(consent("+")),
  ];
}
