import { groupBy } from "../model/group.ts";
import type { Kinds } from "../model/kind.ts";
import { idKey } from "../model/ownership.ts";
import type { Problem } from "../model/problem.ts";
import type { Desired, LiveResource } from "../model/resource.ts";

/**
 * What an account has of one kind, as its listing shows it, or why nobody can say. A listing of more than so many pages
 * may be left alone.
 */
export type Listed = (
  account: string,
  kind: string,
  mostPages?: number,
) => Promise<
  | {
      readonly objects: readonly LiveResource[];
      readonly gone: readonly { readonly id: string; readonly why: string }[];
    }
  | { readonly problem: Problem }
>;

/** A resource as a listing shows it: there, or no longer there to be managed. */
export type Shown = LiveResource | { readonly status: "gone"; readonly why: string };

/**
 * What listings show of the wanted resources, by account, kind and id, where a listing shows all there is to read and
 * takes fewer calls than reading each.
 *
 * A listing that fails says nothing: then each is read, and says for itself what is wrong.
 */
export async function shownByListings(
  desired: readonly Desired[],
  kinds: Kinds,
  listed: Listed | undefined,
): Promise<ReadonlyMap<string, Shown>> {
  const shown = new Map<string, Shown>();
  if (listed === undefined) return shown;
  const whole = desired.filter(({ kind }) => kinds.get(kind)?.kind.listing?.isWhole === true);
  for (const group of groupBy(whole, ({ account, kind }) => `${account} ${kind}`).values()) {
    const [{ account, kind }] = group;
    if (group.length < 2) continue;
    const all = await listed(account, kind, group.length - 1);
    if ("problem" in all) continue;
    for (const object of all.objects) shown.set(idKey({ account, kind, id: object.id }), object);
    for (const { id, why } of all.gone) shown.set(idKey({ account, kind, id }), { status: "gone", why });
  }
  return shown;
}
