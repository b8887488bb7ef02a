import type { Consent, Plan, PlanAccount, Step } from "../../model/plan.ts";
import { projectFileName } from "../../model/project.ts";
import { visible } from "../escape.ts";
import type { Language } from "../messages/language.ts";
import { type ObjectSpeech, wordsForKind } from "../objects-text.ts";
import type { PlanResult } from "../renderer.ts";
import type { Speech } from "../words.ts";
import type { EntriesContext } from "./entries.ts";
import type { Ending } from "./entry.ts";
import { type Section, sectionsOf } from "./sections.ts";
import { type ToldProblems, toldProblems } from "./told-problems.ts";

/**
 * What is to be told of a plan, and in which order; every format lays this out and adds nothing to it. What is counted
 * once for the whole plan, and what comes from elsewhere, stands in the plan itself.
 */
export interface PlanView {
  readonly plan: Plan;
  readonly problems: ToldProblems;
  /** Of all accounts together. */
  readonly sections: readonly Section[];
  readonly asked: readonly Asked[];
  /** Accounts that the plan does nothing to, and of which nothing is to be told. */
  readonly quiet: readonly string[];
}

/** The changes of one account, for formats that tell account by account. */
export interface AccountView {
  readonly account: PlanAccount;
  readonly sections: readonly Section[];
}

/** Agreement that a plan waits for: on the command line, or in a file, reviewed with the change. */
export interface Asked {
  readonly what: Consent["what"];
  /** Empty for what is about an account or about the run. */
  readonly address: string;
  /** The value of `--allow`. */
  readonly allow: string;
  /** Where it can be written instead, and what. */
  readonly written?: { readonly file: string; readonly snippet: string };
}

/** A plan as any format tells it. */
export function planView(result: PlanResult, language: Language): PlanView {
  const { plan, kinds } = result;
  const speech = { kinds, language };
  return {
    plan,
    problems: toldProblems(plan.problems, speech),
    sections: sectionsOf(plan.changes, entriesContext(result, language)),
    asked: askedOf(plan),
    quiet: quietAccounts(plan),
  };
}

/** The same account by account; accounts without an entry are left out. */
export function accountViews(result: PlanResult, language: Language): AccountView[] {
  const { plan } = result;
  const context = entriesContext(result, language);
  return plan.accounts.flatMap((account) => {
    const own = plan.changes.filter(({ address }) => address.startsWith(`${account.name}/`));
    const sections = sectionsOf(own, context);
    return sections.length === 0 ? [] : [{ account, sections }];
  });
}

/** What the entries of a plan are made with; of the report of an apply also how its steps ended. */
export function entriesContext(
  { plan, kinds, timezone }: PlanResult,
  language: Language,
  endings: ReadonlyMap<string, readonly Ending[]> = new Map(),
): EntriesContext {
  const speech = { kinds, language };
  const steps = grouped(plan.steps, ({ address }) => address);
  const asks = grouped(
    plan.consent.filter(({ given }) => !given),
    ({ address }) => address,
  );
  return {
    speech,
    timezone,
    wordsOf: wordsByKind(speech),
    stepsOf: (address): readonly Step[] => steps.get(address) ?? [],
    asksOf: (address) => (asks.get(address) ?? []).map(({ what }) => what),
    endingsOf: (address) => endings.get(address) ?? [],
  };
}

/** The words of each kind, looked up once. */
function wordsByKind(speech: Speech): EntriesContext["wordsOf"] {
  const known = new Map<string, ObjectSpeech>();
  return (address) => {
    const kind = address.split("/")[1] ?? "";
    const words = known.get(kind) ?? wordsForKind(speech, kind);
    known.set(kind, words);
    return words;
  };
}

/** How many resources have a change that is one way or about money. */
export function graveIn(sections: readonly Section[]): number {
  return sections
    .flatMap(({ entries }) => entries)
    .filter(({ rows }) => rows.some(({ weight }) => weight === "grave"))
    .reduce((sum, { members }) => sum + members.length, 0);
}

/** What agreement a plan waits for, in its order. */
export function askedOf({ consent, changes }: Pick<Plan, "consent" | "changes">): Asked[] {
  const files = new Map(changes.map(({ address, file }) => [address, file]));
  return consent
    .filter(({ given }) => !given)
    .map(({ what, address, snippet }) => {
      const file = visible(files.get(address) ?? projectFileName);
      const allow = address === "" ? what : `${what}=${visible(address)}`;
      return { what, address, allow, ...(snippet === undefined ? {} : { written: { file, snippet } }) };
    });
}

/** Accounts without changes, problems and open work, where there are others. */
function quietAccounts({ accounts, changes, problems, recovery }: Plan): string[] {
  const loud = new Set(
    [...changes, ...recovery, ...problems].flatMap((found) => {
      const account = "account" in found ? found.account : undefined;
      return account ?? found.address?.split("/")[0] ?? [];
    }),
  );
  const quiet = accounts.filter(({ name }) => !loud.has(name)).map(({ name }) => visible(name));
  return quiet.length === accounts.length ? [] : quiet;
}

/** Items by what they have in common, in the order they come in. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
