import type { FormContext } from "../model/form.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import type { Pointer } from "../model/pointer.ts";
import type { LiveResource } from "../model/resource.ts";
import { liveKey } from "../schema/live-key.ts";
import { type LiveMember, liveMembers } from "../schema/live-members.ts";

/**
 * The live members that are carried along unchanged when fields are sent: those next to them in objects that are sent
 * whole, and all of an object that is taken down and added anew. Canonical where the schema knows them.
 *
 * Nobody declares them, so comparing the declared fields does not show when somebody else changes them.
 */
export function membersAlong(
  live: LiveResource,
  sent: readonly Pointer[],
  entry: KindEntry,
  context: FormContext,
): JsonObject {
  const values = (spec: JsonObject, members: readonly LiveMember[]) =>
    Object.fromEntries(
      members
        .filter(({ path }) => !sent.includes(path))
        .map(({ path, value, policy }): [Pointer, Json] => [
          path,
          policy === undefined ? value : liveKey(spec, policy, entry, context),
        ]),
    );
  if (live.objects !== undefined)
    return Object.fromEntries(live.objects.map(({ id, spec }) => [id, values(spec, liveMembers(spec, "", entry))]));
  const atoms = new Set(sent.flatMap((path) => entry.policies.get(path)?.atom ?? []));
  return values(
    live.spec,
    [...atoms].flatMap((atom) => liveMembers(live.spec, atom, entry)),
  );
}
