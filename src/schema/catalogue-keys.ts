import { policies } from "../generated/policies.ts";
import { segments } from "../model/pointer.ts";

let keys: ReadonlySet<string> | undefined;

/**
 * True for the key of a field that some kind has, or of the id of a document: what stands behind it is a value of the
 * catalogue.
 */
export function isCatalogueKey(key: string): boolean {
  keys ??= new Set([
    "id",
    ...Object.values(policies).flatMap((table) => table.map(({ pointer }) => segments(pointer).at(-1) ?? "")),
  ]);
  return keys.has(key);
}
