import { equalJson, isObject, type Json, type JsonObject } from "../model/json.ts";
import { segments } from "../model/pointer.ts";
import type { FieldPolicy, PolicyTable } from "../model/policy.ts";

/** The fields of a kind, nested as their values are. */
interface Fields {
  readonly below: Map<string, Fields>;
  /** Of what is compared as a whole. */
  policy?: FieldPolicy;
}

/**
 * True where live values hold all declared ones word for word, so that `declaredFields` finds none that is `unlike`
 * them: most resources of most plans. Walks through what is declared, once, where the other goes through all fields of
 * the kind. Of null and of addresses, which stand for something else, it says false.
 */
export function isWordForWord(declared: JsonObject, live: JsonObject, policies: PolicyTable): boolean {
  return holds(declared, live, fieldsOf(policies));
}

function holds(declared: JsonObject, live: JsonObject, { below }: Fields): boolean {
  for (const key in declared) {
    if (!Object.hasOwn(declared, key)) continue;
    const field = below.get(key);
    // Where the kind has no field nothing is compared.
    if (field !== undefined && !isHeld(declared[key] ?? null, Object.hasOwn(live, key) ? live[key] : undefined, field))
      return false;
  }
  return true;
}

function isHeld(value: Json, shown: Json | undefined, field: Fields): boolean {
  if (value === null || shown === undefined) return false;
  const { policy, below } = field;
  if (policy !== undefined && (policy.ref !== undefined || !equalJson(value, shown))) return false;
  if (below.size === 0 || !isObject(value)) return true;
  return isObject(shown) && holds(value, shown, field);
}

/** Nested once a kind, since there may be thousands of resources. */
const nested = new WeakMap<PolicyTable, Fields>();

function fieldsOf(policies: PolicyTable): Fields {
  const known = nested.get(policies);
  if (known !== undefined) return known;
  const root: Fields = { below: new Map() };
  for (const policy of policies.values()) {
    if (policy.atomic) continue;
    let at = root;
    for (const key of segments(policy.pointer)) {
      const next: Fields = at.below.get(key) ?? { below: new Map() };
      at.below.set(key, next);
      at = next;
    }
    at.policy = policy;
  }
  nested.set(policies, root);
  return root;
}
