import type { KindEntry } from "../model/kind.ts";
import { idsIn } from "../model/objects.ts";

/**
 * True for a text that a document of the kind could name in `id:`; several ids of a resource made of several objects
 * are joined by commas.
 */
export function isIdOf({ kind, validate }: KindEntry, id: string): boolean {
  const ids = kind.multiObject === undefined ? [id] : idsIn(id);
  const errors = validate({ kind: kind.name, name: "x", id: ids.length === 1 ? id : ids, spec: {} });
  return !errors.some(({ instancePath }) => instancePath === "/id" || instancePath.startsWith("/id/"));
}
