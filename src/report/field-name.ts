import type { Pointer } from "../model/pointer.ts";
import { dotted } from "../model/pointer.ts";
import { visible } from "./escape.ts";

/** What a field is called wherever people read of it. The one place that says so. */
export function fieldName(path: Pointer): string {
  return visible(dotted(path));
}
