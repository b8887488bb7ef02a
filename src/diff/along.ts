import type { FormContext } from "../model/form.ts";
import { isObject, type Json, type JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { childPointer, type Pointer, valueAt } from "../model/pointer.ts";
import { liveKey } from "../schema/live-key.ts";

/**
 * The live members that go along unchanged when fields are sent: those beside them in objects that are sent whole, canonical where the schema knows them.
 *
 * Nobody declares them, so comparing the declared fields does not tell when somebody else changes them.
 */
export function goingAlong(
  live: JsonObject,
  sent: readonly Pointer[],
  entry: KindEntry,
  context: FormContext,
): JsonObject {
  const atoms = new Set(sent.flatMap((path) => entry.policies.get(path)?.atom ?? []));
  const members = [...atoms].flatMap((atom) => {
    const whole = valueAt(live, atom);
    return isObject(whole) ? Object.keys(whole).map((key) => childPointer(atom, key)) : [];
  });
  const along = members.filter((path) => !sent.includes(path));
  return Object.fromEntries(
    along.map((path): [Pointer, Json] => {
      const policy = entry.policies.get(path);
      return [path, policy === undefined ? (valueAt(live, path) ?? null) : liveKey(live, policy, entry, context)];
    }),
  );
}
