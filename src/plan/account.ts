import { isAbout } from "../model/about.ts";
import { defined } from "../model/defined.ts";
import type { Consent, Plan, PlanAccount, PlanState } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Account } from "../model/project.ts";

/** What is said of accounts in a plan. */
export interface AboutAccounts {
  readonly problems: readonly Problem[];
  readonly consent: readonly Consent[];
  readonly states?: ReadonlyMap<string, PlanState> | undefined;
}

/** An account of a plan, by what is said of it and of the run as a whole. */
export function accountOf(
  { name, platform, identity }: Account,
  { problems, consent, states }: AboutAccounts,
): PlanAccount {
  const own = problems.filter((problem) => isAbout(problem, name));
  const asked = consent.filter((one) => isConsentOf(one, name));
  const found = { complete: isComplete(own), applicable: isApplicable(own, asked) };
  return { name, platform, identity, ...found, ...defined({ state: states?.get(name) }) };
}

/** True when nothing of it could not be read. */
export function isComplete(problems: readonly Problem[]): boolean {
  return !problems.some(({ class: what }) => ["failure", "not-allowed", "usage"].includes(what));
}

/** True when nothing is blocked, refused or wrong. */
export function isApplicable(problems: readonly Problem[], consent: readonly Consent[]): boolean {
  return problems.every(({ severity }) => severity !== "error") && consent.every(({ given }) => given);
}

/** True for consent that an account waits for. */
export function isConsentOf({ address, account }: Consent, name: string): boolean {
  const own = account ?? (address === "" ? undefined : address.split("/")[0]);
  return own === undefined || own === name;
}

/** Accounts of a plan, and the plan, judged anew by what is said of them by now. */
export function judgedAccounts(
  { accounts }: Pick<Plan, "accounts">,
  { problems, consent }: Pick<AboutAccounts, "problems" | "consent">,
  isJudged: (name: string) => boolean = () => true,
): Pick<Plan, "accounts" | "applicable"> {
  const judged = accounts.map((account) => {
    const own = problems.filter((problem) => isAbout(problem, account.name));
    const asked = consent.filter((one) => isConsentOf(one, account.name));
    return isJudged(account.name) ? { ...account, applicable: isApplicable(own, asked) } : account;
  });
  return { accounts: judged, applicable: isApplicable(problems, consent) };
}
