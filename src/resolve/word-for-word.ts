import { equalJson, isObject, type Json, type JsonObject } from "../model/json.ts";
import { segments } from "../model/pointer.ts";
import type { FieldPolicy, PolicyTable } from "../model/policy.ts";

/** The fields of a kind, nested as their values are. */
interface Fields {
  readonly below: Map<string, Fields>;
  /** Of what is compared as a whole. */
  policy?: FieldPolicy;
  /** Where it stands in the schema. */
  order: number;
}

/**
 * The declared fields that live values do not hold word for word, in the order of the schema: none of most resources of
 * most plans, and two or three of those whose live values are spelt otherwise. Walks through what is declared, once. An
 * address stands for an id, and null for what clears a field: neither is ever held.
 */
export function policiesUnlike(declared: JsonObject, live: JsonObject, policies: PolicyTable): readonly FieldPolicy[] {
  const found: Fields[] = [];
  look(declared, live, fieldsOf(policies), found);
  if (found.length > 1) found.sort((a, b) => a.order - b.order);
  return found.flatMap(({ policy }) => policy ?? []);
}

function look(declared: JsonObject, live: JsonObject | undefined, { below }: Fields, found: Fields[]): void {
  for (const key in declared) {
    // Where the kind has no field nothing is compared.
    const field = Object.hasOwn(declared, key) ? below.get(key) : undefined;
    if (field === undefined) continue;
    const shown = live !== undefined && Object.hasOwn(live, key) ? live[key] : undefined;
    lookAt(declared[key] ?? null, shown, field, found);
  }
}

function lookAt(value: Json, shown: Json | undefined, field: Fields, found: Fields[]): void {
  if (value === null) {
    takeAll(field, found);
    return;
  }
  const { policy } = field;
  const isHeld = shown !== undefined && policy?.ref === undefined && (policy === undefined || equalJson(value, shown));
  if (!isHeld && policy !== undefined) found.push(field);
  if (field.below.size > 0 && isObject(value)) look(value, isObject(shown) ? shown : undefined, field, found);
}

/** What is cleared as a whole clears what is below it. */
function takeAll(field: Fields, found: Fields[]): void {
  if (field.policy !== undefined) found.push(field);
  for (const member of field.below.values()) takeAll(member, found);
}

/** Nested once a kind, since there may be thousands of resources. */
const nested = new WeakMap<PolicyTable, Fields>();

function fieldsOf(policies: PolicyTable): Fields {
  const known = nested.get(policies);
  if (known !== undefined) return known;
  const root: Fields = { below: new Map(), order: 0 };
  let order = 0;
  for (const policy of policies.values()) {
    if (policy.atomic) continue;
    let at = root;
    for (const key of segments(policy.pointer)) {
      const next: Fields = at.below.get(key) ?? { below: new Map(), order: 0 };
      at.below.set(key, next);
      at = next;
    }
    at.policy = policy;
    at.order = order;
    order += 1;
  }
  nested.set(policies, root);
  return root;
}
