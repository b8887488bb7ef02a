import type { KindWords } from "../../../../model/kind-words.ts";
import type { FieldChange, Plan } from "../../../../model/plan.ts";
import { grouped } from "../../amounts.ts";
import { count } from "../phrases.ts";

/** What is said around the changes of a plan. */
export const planWords = {
  offline: (asOf: string | undefined): string =>
    asOf === undefined
      ? "Offline: held against what was last applied; what is live was not looked at."
      : `Offline: held against what was live at ${asOf}.`,
  sandbox: "On the embedded platform (sandbox): nothing here reaches Weixin.",
  /** The head of a table of changes in Markdown; a column has no name. */
  head: "| field | live | file | | line |",
  /** Where a change stands, as a place: `in cards/gold.yaml`. */
  inFile: (file: string): string => `in ${file}`,
  digest: (digest: string): string => `Digest ${digest}`,
  /** In place of the platform of the account that is built in. */
  embedded: "embedded",
  errorsFirst: "Fix the errors above first.",
  orWritten: (file: string, snippet: string): string => `  or in ${file}: ${snippet}`,
  consent: (allow: string): string => `Approval required: --allow ${allow}`,
  unmanaged: (resource: string): string => `not managed: ${resource} (live, in no document)`,
  unmanagedNow: (resource: string, name: string): string =>
    `not managed any more: ${resource} (in the state as ${name}, in no document)`,
  carried: (names: string): string => `goes along as it is live, not known to wxcards: ${names}`,
  lost: (names: string): string => `live, and cannot be written back exactly as it is: ${names}`,
  givenOut: (times: number): string =>
    times === 0 ? "not given out yet" : `given out ${times === 1 ? "once" : `${grouped(times)} times`}`,
  forGood: "irreversible: it cannot be brought back, only made anew",
  reason: (reason: string): string => `reason: ${reason}`,
  /** Above what somebody moved and an apply leaves alone. */
  others: "Of earlier changes, not applied yet:",
  /** What whose change it is was told by. */
  base: (ref: string, commit: string): string => `This change is told from ${ref} (${commit.slice(0, 10)}).`,
  drift: "Drift, left as it is live:",
  /** `15 cards`. */
  resources: (number: number, { object: [singular, plural] }: KindWords): string => count(number, singular, plural),
  /** Of a kind whose documents stand for several objects. */
  documents: (number: number, kind: string): string => count(number, `${kind} document`.trim()),
  noPlan: "No plan was made: nothing could be read.",
  noChanges: (plan: Plan): string => `No changes. ${plan.summary.unchanged} unchanged.${adopted(plan)}${kept(plan)}`,
  summary: (plan: Plan): string => {
    const { summary } = plan;
    const head = plan.complete ? "Plan" : "Incomplete plan";
    const counts = `${summary.create} to create, ${summary.update} to change, ${summary.replace} to replace, ${summary.delete} to delete, ${summary.unchanged} unchanged.`;
    return `${head}: ${counts}${adopted(plan)}${review(plan)}${kept(plan)} ${writeCalls(summary.calls)}.`;
  },
};

/** What is said of one field of a change, beside its values. */
export const fieldChangeWords = {
  newText: "text, as below",
  newItems: "as below",
  text: (sign: "→" | "≠"): string => `text, ${differs(sign)} as below`,
  below: (sign: "→" | "≠"): string => `${differs(sign)} as below`,
  onlyLineBreaks: "(only line breaks differ)",
  notShown: "(not shown by the platform)",
  /** Where nobody has seen what is live. */
  unseen: "not seen",
  sentAgain: (value: string): string => `${value} (sent again because of a review)`,
  madeByPlan: (address: string): string => `${address} (made by this plan)`,
  empty: "(empty)",
  /** Before the value of either side, where they have to be told apart. */
  live: "live ",
  file: "file ",
  items: (items: number): string => count(items, "item"),
  /** A long list by some of its items: `37 items: "a", "b" … "z"`. */
  itemsShown: (items: number, some: string): string => `${count(items, "item")}: ${some}`,
  onlyIn: (side: "live" | "file"): string => `only ${side}: `,
  /** What a verdict means for the field; undefined where the field is simply sent. */
  verdict: ({ verdict, origin }: FieldChange): string | undefined => {
    switch (verdict) {
      case "keep":
        return origin === "drift" ? "drift, kept" : "not sent";
      case "blocked":
        return origin === "drift" ? "refused" : "cannot change";
      case "in-review":
        return "in review, not sent";
      case "unverifiable":
        return "never shown, not compared";
      case "send":
        return undefined;
    }
  },
};

/** `1 write call`. */
export function writeCalls(calls: number): string {
  return `${calls} write ${calls === 1 ? "call" : "calls"}`;
}

function differs(sign: "→" | "≠"): string {
  return sign === "→" ? "changed" : "differs";
}

function kept({ summary }: Plan): string {
  return summary.drift === 0 ? "" : ` ${summary.drift} with drift that is kept.`;
}

function adopted({ summary: { adopt } }: Plan): string {
  return adopt === 0 ? "" : ` ${adopt} to adopt: apply writes ${adopt === 1 ? "its id" : "their ids"} to the state.`;
}

function review({ summary: { review: cards } }: Plan): string {
  return cards === 0 ? "" : ` ${cards} ${cards === 1 ? "card goes" : "cards go"} to review.`;
}
