import { defined } from "../../../model/defined.ts";
import type { JsonObject } from "../../../model/json.ts";
import type { PlanDiffResult } from "../../renderer.ts";
import { resultJson } from "./result.ts";

/** How two plans differ. */
export function planDiffJson({ diff }: PlanDiffResult): string {
  const { same, digests, steps, fields, consent } = diff;
  const asked = (list: typeof consent.added) =>
    list.map(({ what, address, account, given }) => ({ what, address, ...defined({ account }), given }));
  const members = {
    same,
    digests,
    steps,
    fields,
    consent: { added: asked(consent.added), removed: asked(consent.removed) },
  };
  return resultJson("plan-diff", members as unknown as JsonObject);
}
