import type { FormContext } from "../../model/form.ts";
import { itemsOf } from "../../model/items.ts";
import type { JsonObject } from "../../model/json.ts";
import type { KindEntry } from "../../model/kind.ts";
import type { Step } from "../../model/plan.ts";
import type { Desired } from "../../model/resource.ts";
import { sharedValues } from "../../schema/shared-values.ts";
import { stepList } from "../step.ts";
import { carriedAlong, usableValues } from "./shared.ts";

/** The requests that put up again, as they were, objects that were taken down. */
export function restoreSteps(
  desired: Desired,
  formers: readonly JsonObject[],
  { entry, context }: { readonly entry: KindEntry; readonly context: FormContext },
): readonly Step[] {
  const list = stepList(desired, entry);
  const operation = entry.kind.multiObject?.add ?? "";
  for (const spec of formers) {
    const values = sharedValues({ spec }, desired, entry, context);
    const along = { carriedAlong: carriedAlong(values, []) };
    // Nothing of it is a change of the file: what was settled stays so.
    list.add({ operation, values: usableValues(values, desired), items: itemsOf(spec, entry), because: [], ...along });
  }
  return list.steps;
}
