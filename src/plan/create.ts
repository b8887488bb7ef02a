import { fullDigest } from "../model/digest.ts";
import type { Locate } from "../model/document.ts";
import { idempotencyKeyOf } from "../model/idempotency-key.ts";
import { isEmpty, type Json, type JsonObject } from "../model/json.ts";
import { type KindEntry, pathOf } from "../model/kind.ts";
import type { Change, FieldChange, Step } from "../model/plan.ts";
import { dotted, withValue } from "../model/pointer.ts";
import type { Problem } from "../model/problem.ts";
import type { DeclaredField, Desired } from "../model/resource.ts";
import { badgesOf } from "../schema/badges.ts";
import { missingToCreate } from "../schema/required.ts";
import { resultOf } from "./marks.ts";

/** A resource to be made, as a plan shows and carries it out. */
export interface Creation {
  readonly change: Change;
  readonly steps: readonly Step[];
  readonly problems: readonly Problem[];
}

/**
 * Plans the creation of one resource: one request with every field that creating takes, and one more for each group that has a call of its own, which
 * waits for the id of the first.
 */
export function planCreation(one: Desired, entry: KindEntry, before: number, locate: Locate): Creation {
  const { kind } = entry;
  const { creation } = kind;
  if (creation === undefined) throw new Error(`${one.kind} cannot be created`);
  const said = one.fields.filter((field) => !isEmpty(field.wire) && field.unsendable === undefined);
  const [within, apart] = [
    said.filter((field) => creation.takes(field.policy.via)),
    said.filter((field) => !creation.takes(field.policy.via)),
  ];
  const place = (field: DeclaredField) => locate(one.document.source, `/spec${field.path}`, "value");
  const make = kind.operations[creation.operation];
  if (make === undefined) throw new Error(`${one.kind} has no operation ${creation.operation}`);
  const first = String(before + 1);
  const target = { id: "", settings: one.settings };
  const number = idempotencyKeyOf(kind, one, valuesOf(within));
  const numbered = number === undefined ? {} : { idempotencyKey: number };
  const step = (
    id: string,
    name: string,
    body: JsonObject,
    fields: readonly DeclaredField[],
    needs: readonly string[],
  ): Step => {
    const operation = kind.operations[name] as typeof make;
    return {
      id,
      address: one.address,
      operation: name,
      method: operation.method,
      path: pathOf(operation, target),
      body,
      because: fields.map((field) => field.path),
      needs,
    };
  };
  const steps = [
    step(
      first,
      creation.operation,
      make.body({ ...target, values: valuesOf(within), live: {}, ...numbered }),
      within,
      [],
    ),
  ];
  for (const name of kind.order) {
    const group = apart.filter((field) => field.policy.via === name);
    if (group.length === 0) continue;
    const operation = kind.operations[name] as typeof make;
    const body = operation.body({ ...target, id: idMark, values: valuesOf(group), live: {} });
    steps.push(
      step(
        String(before + steps.length + 1),
        name,
        withResult(body, resultOf(first, creation.idAt)) as JsonObject,
        group,
        [first],
      ),
    );
  }
  const { source, line } = one.document;
  const change: Change = {
    address: one.address,
    id: "",
    action: "create",
    file: source.file,
    line,
    fields: newFields(said, one, locate),
    seen: fullDigest(null),
  };
  return { change, steps, problems: [...missingFields(one, entry, locate), ...unsendable(one, place)] };
}

/** A text that no document can hold, put where the id goes, and replaced by the reference to the answer. */
const idMark = "\u0000id\u0000";

function withResult(value: Json, reference: JsonObject): Json {
  if (value === idMark) return reference;
  if (Array.isArray(value)) return value.map((item) => withResult(item as Json, reference));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withResult(member as Json, reference)]));
}

function valuesOf(fields: readonly DeclaredField[]): JsonObject {
  let values: JsonObject = {};
  for (const field of fields) values = withValue(values, field.path, field.wire);
  return values;
}

/** What the platform asks of a new resource and nobody says: the document does not, nor what is taken over from a former one; all of it in one run. */
export function missingFields(
  one: Desired,
  entry: KindEntry,
  locate: Locate,
  terms: JsonObject = one.document.spec,
): Problem[] {
  return missingToCreate(terms, entry.policies).map((pointer) => ({
    code: "create-needs-field",
    severity: "error",
    class: "refused",
    args: { field: dotted(pointer) },
    address: one.address,
    path: pointer,
    place: locate(one.document.source, "/spec", "key"),
  }));
}

function unsendable(one: Desired, place: (field: DeclaredField) => ReturnType<Locate>): Problem[] {
  return one.fields.flatMap((field) => {
    if (field.unsendable === undefined) return [];
    const { unsendable: code, choices } = field.unsendable;
    const args = { field: dotted(field.path), value: field.wire, declared: field.key, choices };
    return [
      {
        code,
        severity: "error" as const,
        class: "refused" as const,
        args,
        address: one.address,
        path: field.path,
        place: place(field),
      },
    ];
  });
}

/** The fields of a new resource as a plan shows them. */
export function newFields(said: readonly DeclaredField[], one: Desired, locate: Locate): FieldChange[] {
  return said.map((field) => ({
    path: field.path,
    before: null,
    after: field.wire,
    verdict: "send",
    origin: "file",
    badges: badgesOf(field.policy),
    line: locate(one.document.source, `/spec${field.path}`, "value").line,
  }));
}
