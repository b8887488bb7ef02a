import { defined } from "../../model/defined.ts";
import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Kinds } from "../../model/kind.ts";
import type { Change, FieldChange, Plan, PlanAccount } from "../../model/plan.ts";
import type { OpenWork } from "../../model/recovery.ts";
import { savedProblems, text } from "./problem.ts";

/**
 * A plan as JSON holds it, as the value that every format lays out: the way back of `formats/json/plan.ts`.
 *
 * Takes only what the schema of plans was asked about before (`schemas/plan.schema.json`). Not for approving: nothing
 * that is sent is ever made of it.
 */
export function savedPlan(value: JsonObject, kinds: Kinds): Plan {
  const { seal: _seal, offline, recovery, problems, changes, accounts, ...rest } = value;
  return {
    ...(rest as unknown as Plan),
    ...(isObject(offline) ? { offline: defined({ asOf: text(offline["as_of"]) }) } : {}),
    accounts: objects(accounts).map(accountOf),
    changes: objects(changes).map(changeOf),
    recovery: savedOpenWork(recovery),
    problems: savedProblems(problems, kinds),
  };
}

/** What earlier runs left open. */
function savedOpenWork(value: Json | undefined): OpenWork[] {
  return objects(value).map(({ not_before: notBefore, ...work }) => ({
    ...(work as unknown as OpenWork),
    ...defined({ notBefore: text(notBefore) }),
  }));
}

function accountOf({ state, ...account }: JsonObject): PlanAccount {
  if (!isObject(state)) return account as unknown as PlanAccount;
  const { as_of: asOf, ...place } = state;
  return { ...account, state: { ...place, ...defined({ asOf: text(asOf) }) } } as unknown as PlanAccount;
}

function changeOf({ fields, reach, ...change }: JsonObject): Change {
  const givenOut = isObject(reach) ? reach["given_out"] : undefined;
  return {
    ...(change as unknown as Change),
    fields: objects(fields).map(fieldOf),
    ...(typeof givenOut === "number" ? { reach: { givenOut } } : {}),
  };
}

/** What nobody has seen is left out of JSON. */
function fieldOf({ this_change: thisChange, ...field }: JsonObject): FieldChange {
  const { before } = field;
  return {
    ...(field as unknown as FieldChange),
    ...(before === undefined ? { before: null, unseen: true } : {}),
    ...(typeof thisChange === "boolean" ? { thisChange } : {}),
  };
}

/** The objects of a list. */
export function objects(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];
}
