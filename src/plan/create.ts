import type { Locate } from "../model/document.ts";
import { idempotencyKeyOf } from "../model/idempotency-key.ts";
import { isEmpty, type JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { inDocument } from "../model/parts.ts";
import { dotted, withValue } from "../model/pointer.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { DeclaredField, Desired } from "../model/resource.ts";
import { resultOf } from "../model/result.ts";
import { missingToCreate } from "../schema/required.ts";
import { changeOf, newFields } from "./change.ts";
import type { PlannedResource, ResourceContext } from "./planned.ts";
import { type StepList, stepList } from "./step.ts";

/** Plans the creation of one resource. */
export function planCreation(desired: Desired, { entry, locate }: ResourceContext): PlannedResource {
  const declared = sendable(desired);
  const fields = newFields(declared, desired, locate);
  return {
    change: changeOf(desired, { action: "create", fingerprint: null, fields }),
    steps: creationSteps(desired, entry).steps,
    problems: [...missingFields(desired, entry, locate), ...unsendable(desired, locate)],
    consents: [],
  };
}

/** The declared fields that say something, and can be sent. */
function sendable({ fields }: Desired): DeclaredField[] {
  return fields.filter((field) => !isEmpty(field.wire) && field.unsendable === undefined);
}

/**
 * The requests that make a resource: one with every field that creating takes, and one more for each group that has a
 * call of its own, which waits for the id of the first.
 */
export function creationSteps(desired: Desired, entry: KindEntry): StepList {
  const { kind } = entry;
  const { creation } = kind;
  if (creation === undefined) throw new Error(`${desired.kind} cannot be created`);
  const declared = sendable(desired);
  const within = declared.filter(({ policy }) => creation.takes(policy.via));
  const apart = declared.filter(({ policy }) => !creation.takes(policy.via));
  const list = stepList(desired, entry);
  const values = valuesOf(within);
  const idempotencyKey = idempotencyKeyOf(kind, desired, values);
  const first = list.add({ operation: creation.operation, values, idempotencyKey, because: pathsOf(within) });
  const id = resultOf(first.id, creation.idAt);
  for (const operation of kind.order) {
    const group = apart.filter(({ policy }) => policy.via === operation);
    if (group.length === 0) continue;
    list.add({ operation, id, values: valuesOf(group), because: pathsOf(group), needs: [first.id] });
  }
  return list;
}

function pathsOf(fields: readonly DeclaredField[]) {
  return fields.map(({ path }) => path);
}

function valuesOf(fields: readonly DeclaredField[]): JsonObject {
  let values: JsonObject = {};
  for (const field of fields) values = withValue(values, field.path, field.wire);
  return values;
}

/**
 * What the platform asks of a new resource and nobody provides, neither the document nor a former object; all of it in
 * one run.
 */
export function missingFields(
  { address, document }: Desired,
  entry: KindEntry,
  locate: Locate,
  values: JsonObject = document.spec,
): Problem[] {
  return missingToCreate(values, entry.policies).map((path) =>
    problem(
      "create-needs-field",
      { field: dotted(path) },
      { address, path, place: locate(document.source, "/spec", "key") },
    ),
  );
}

function unsendable({ address, document, fields }: Desired, locate: Locate): Problem[] {
  return fields.flatMap(({ path, wire, key, unsendable: why }): Problem[] => {
    if (why === undefined) return [];
    const args = { field: dotted(path), value: wire, declared: key, choices: why.choices };
    const place = locate(document.source, inDocument(path), "value");
    return [problem(why.unsendable, args, { address, path, place })];
  });
}
