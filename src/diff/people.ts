import type { Consent, FieldChange } from "../model/plan.ts";
import type { FieldPolicy, PolicyTable } from "../model/policy.ts";
import { type Finding, finding } from "../model/problem.ts";
import type { DiffInput } from "./input.ts";

/** Whom sending fields would throw out of lists of people, and the consent that it wants. */
export interface ThrownOut {
  readonly findings: readonly Finding[];
  readonly consents: readonly Omit<Consent, "address">[];
}

/** Adding people takes nothing from anybody; taking somebody off wants consent. */
export function thrownOut(
  sent: readonly Pick<FieldChange, "path" | "before" | "after">[],
  policies: PolicyTable,
  { granted, unremembered }: Pick<DiffInput, "granted" | "unremembered">,
): ThrownOut {
  const first = sent.find(({ path }) => policies.get(path)?.personal !== undefined);
  if (first !== undefined && unremembered === true)
    return { findings: [finding("people-unknown", {}, { path: first.path })], consents: [] };
  const findings = sent.flatMap(({ path, before, after }): Finding[] => {
    const { personal } = policies.get(path) as FieldPolicy;
    if (personal === undefined) return [];
    const stays = new Set(textsOf(after));
    const people = textsOf(before).filter((person) => !stays.has(person));
    return people.length === 0 ? [] : [finding("people-thrown-out", { people }, { path })];
  });
  return { findings, consents: findings.length === 0 ? [] : [{ what: "replace", given: granted.has("replace") }] };
}

function textsOf(value: FieldChange["before"]): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
