import type { Consent, Plan } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Planned } from "../model/world.ts";
import { judgedAccounts } from "../plan/account.ts";
import { onlyAccounts } from "../plan/approve.ts";

/** The part of a plan that may be carried out, and what stands against the rest. */
export interface ApplicablePart {
  readonly part: Plan;
  readonly refused: readonly Problem[];
  /** True where nothing may be carried out. */
  readonly isAll: boolean;
}

/** Accounts do not wait for each other: what stands against one leaves the others alone. */
export function applicablePart(made: Plan): ApplicablePart {
  const isRefused = new Set(made.accounts.flatMap(({ name, applicable }) => (applicable ? [] : [name])));
  const waiting = made.consent.filter(({ given }) => !given).map(consentMissing);
  const errors = made.problems.filter(({ severity }) => severity === "error");
  const refused = [...errors, ...waiting];
  const isAll = !made.applicable && made.accounts.every(({ name }) => isRefused.has(name));
  return { part: made.applicable ? made : onlyAccounts(made, (name) => !isRefused.has(name)), refused, isAll };
}

/**
 * Consent that is missing only because nothing is remembered of an account. Whoever reads its plan sees all that anybody
 * knows, so that the yes of a person at a terminal gives it as well. Of an account that something else stands against
 * nothing is asked.
 */
export function consentOfNobodys(made: Plan): readonly Consent[] {
  const bare = new Set(made.accounts.flatMap(({ name, state }) => (state?.known === false ? [name] : [])));
  const nobodys = made.consent.filter(
    ({ what, address, given }) =>
      !given && (what === "drift" || what === "unverified") && bare.has(address.split("/")[0] ?? ""),
  );
  const { accounts } = agreedTo(made, nobodys);
  const isRefused = new Set(accounts.flatMap(({ name, applicable }) => (applicable ? [] : [name])));
  return nobodys.filter(({ address }) => !isRefused.has(address.split("/")[0] ?? ""));
}

/** A plan with consent that was given after it was made. */
export function agreedTo(made: Plan, agreed: readonly Consent[]): Plan {
  if (agreed.length === 0) return made;
  const consent = made.consent.map((one) => (agreed.includes(one) ? { ...one, given: true } : one));
  return { ...made, consent, ...judgedAccounts(made, { problems: made.problems, consent }) };
}

/** True for consent that is missing. */
export function isConsent({ code }: Problem): boolean {
  return code === "consent-missing";
}

/** Nothing is sent to them, and nothing is remembered of them. */
export function sparedIn(
  { desired }: Planned,
  { accounts }: Plan,
  conflicting: ReadonlySet<string>,
): ReadonlySet<string> {
  const isRefused = new Set(accounts.flatMap(({ name, applicable }) => (applicable ? [] : [name])));
  const own = desired.flatMap(({ account, address }) => (isRefused.has(account) ? [address] : []));
  return new Set([...conflicting, ...own]);
}

/** A plan without the accounts whose leases could not be had. */
export function without(planned: Planned & { readonly plan: Plan }, refused: readonly Problem[]): Planned {
  const names = new Set(refused.flatMap(({ account }) => account ?? []));
  if (names.size === 0) return planned;
  const own = planned.desired.flatMap(({ account, address }) => (names.has(account) ? [address] : []));
  const spared = new Set([...(planned.spared ?? []), ...own]);
  return { ...planned, plan: onlyAccounts(planned.plan, (name) => !names.has(name)), spared };
}

function consentMissing({ what, address, account }: Consent): Problem {
  return problem("consent-missing", { what, address }, { address: address === "" ? undefined : address, account });
}
