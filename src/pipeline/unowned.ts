import { itemsOf } from "../model/items.ts";
import { isUnnamed } from "../model/objects.ts";
import type { Desired, LiveResource } from "../model/resource.ts";
import { entryOf, type Run } from "./run.ts";

/**
 * Tells objects that nobody owns: neither by their ids, nor by their items where they show none. `gone` are ids that are
 * not there any more, whatever the memory says.
 */
export function isUnowned(run: Run, desired: Desired, gone: readonly string[] = []): (object: LiveResource) => boolean {
  const { ownership, states } = run;
  const { account, kind } = desired;
  const entry = entryOf(run, desired);
  const entries = [...(states.get(account)?.entries ?? [])].filter(([local]) => local.startsWith(`${kind}/`));
  const objects = entries.flatMap(([, remembered]) => Object.entries(remembered.objects ?? {}));
  const owned = new Set(objects.filter(([id]) => !gone.includes(id)).flatMap(([, items]) => items));
  return (object) => {
    const names = isUnnamed(object.id) ? (object.aliases ?? []) : [object.id];
    const items = isUnnamed(object.id) ? itemsOf(object.spec, entry) : [];
    return !names.some((id) => ownership.isKnown({ account, kind, id })) && !items.some((item) => owned.has(item));
  };
}
