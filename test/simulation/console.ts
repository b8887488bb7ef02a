import type { Json } from "../../src/model/json.ts";
import { valueAt, withValue } from "../../src/model/pointer.ts";
import type { Chance } from "./chance.ts";
import { changeable, otherValue, type SimDocument } from "./documents.ts";
import { holders, type SimWorld } from "./world.ts";

/**
 * Somebody changes at the console a field that a document declares, where the resource is live; gives what was changed.
 */
export function editAtConsole(world: SimWorld, document: SimDocument, draw: Chance): string | undefined {
  const live = world.live();
  const ids = document.marks.flatMap((mark) => holders(live, mark));
  const fields = changeable(document).filter(({ pointer, unique }) => !unique && !pointer.includes("/sku/"));
  if (ids.length === 0 || fields.length === 0) return undefined;
  const { pointer } = draw.pick(fields);
  const value = otherValue(valueAt(document.spec, pointer) as Json, draw);
  const id = draw.pick(ids);
  world.trace(`console ${id} ${pointer} ${JSON.stringify(value)}`);
  world.editAtConsole(id, withValue({}, pointer, value));
  return id;
}
