import type { KindEntry } from "../model/kind.ts";
import type { Pointer } from "../model/pointer.ts";
import { dotted } from "../model/pointer.ts";
import { visible } from "./escape.ts";

/**
 * What a field is called wherever people read of it: by its label and its wire name, `会员卡标题 base_info.title`. The one
 * place that says so.
 */
export function fieldName(path: Pointer, entry: Pick<KindEntry, "labels"> | undefined): string {
  const label = entry?.labels?.[path];
  const name = visible(dotted(path));
  return label === undefined ? name : `${label} ${name}`;
}
