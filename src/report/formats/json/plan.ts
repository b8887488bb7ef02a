import { createHash } from "node:crypto";
import { defined } from "../../../model/defined.ts";
import type { JsonObject } from "../../../model/json.ts";
import type { Kinds } from "../../../model/kind.ts";
import type { Change, FieldChange, Plan, PlanAccount } from "../../../model/plan.ts";
import type { OpenWork } from "../../../model/recovery.ts";
import { jsonText } from "../../json-text.ts";
import { problemsJson } from "./problems.ts";

/**
 * A plan as its file and `--format json` hold it, `schemas/plan.schema.json`.
 *
 * `seal` covers the bytes of the text as they are printed: it is the digest of the same text with an empty seal in its
 * place.
 */
export function planJson(plan: Plan, kinds: Kinds): string {
  const unsealed = jsonText(planValue(plan, kinds));
  const seal = `sha256:${createHash("sha256").update(unsealed, "utf8").digest("hex")}`;
  return unsealed.replace('"seal": ""', `"seal": "${seal}"`);
}

/** The same as a value, within another one: only a file of its own has a seal, which is empty here. */
export function planValue(plan: Plan, kinds: Kinds): JsonObject {
  const { format, tool, digest, problems, recovery, offline, ...rest } = plan;
  const value = {
    format,
    tool,
    digest,
    seal: "",
    ...defined({ offline: offline && { ...defined({ as_of: offline.asOf }) } }),
    // Accounts and changes keep their places among the rest.
    ...rest,
    accounts: plan.accounts.map(accountJson),
    changes: plan.changes.map(changeJson),
    recovery: openJson(recovery),
    problems: problemsJson(problems, kinds),
  };
  return value as unknown as JsonObject;
}

function accountJson({ state, ...account }: PlanAccount): JsonObject {
  if (state === undefined) return account;
  const { asOf, ...place } = state;
  return { ...account, state: { ...place, ...defined({ as_of: asOf }) } };
}

function changeJson({ reach, ...change }: Change): JsonObject {
  const fields = change.fields.map(fieldJson);
  const more = defined({ reach: reach && { given_out: reach.givenOut } });
  return { ...change, fields, ...more } as unknown as JsonObject;
}

/** What nobody has seen is left out, and is not null, which is what a platform shows of a field that is not set. */
function fieldJson({ unseen, thisChange, before, path, ...rest }: FieldChange): JsonObject {
  const mark = defined({ this_change: thisChange });
  return { path, ...(unseen === true ? {} : { before }), ...rest, ...mark } as unknown as JsonObject;
}

/** What earlier runs left open. */
export function openJson(recovery: readonly OpenWork[]): JsonObject[] {
  return recovery.map(({ notBefore, ...work }) => ({ ...work, ...defined({ not_before: notBefore }) }));
}
