import type { JsonObject } from "../../model/json.ts";

/**
 * What the repository of wxcards needs of its package.json and a user of the package does not: no script and no other
 * package may come along, and nothing is published but what was staged (`private` keeps `npm publish` from doing it in
 * the repository).
 */
const ofTheRepository = ["private", "workspaces", "scripts", "devDependencies", "overrides"];

/** What leads to the library, which is not in a vendored package. */
const ofTheLibrary = ["main", "types", "exports", "sideEffects", "keywords"];

/** The package.json of the package that is published. */
export function shippedManifest(manifest: JsonObject): JsonObject {
  return without(manifest, (key) => ofTheRepository.includes(key));
}

/**
 * The package.json of a vendored package; the same made of that of the repository, of the published package, or of a
 * vendored one. What begins with `_` was put there by a package manager when it installed the package, as cnpm does.
 */
export function vendoredManifest(manifest: JsonObject): JsonObject {
  const kept = without(shippedManifest(manifest), (key) => ofTheLibrary.includes(key) || key.startsWith("_"));
  return { ...kept, files: [...vendoredParts] };
}

/** Where the files of a vendored package stand, beside its package.json. */
export const vendoredParts: readonly string[] = ["dist", "LICENSE"];

/**
 * Whether a file or folder of the package stays behind, for a repository keeps each version of a vendored package for
 * ever, and its pipeline runs the command: the library with its types, and the code caches, which are for one version of
 * Node; with the documentation and the published schemas. Each command still runs, since all it needs is in its chunks.
 * The licence, the notices of third parties and the bill of materials go along.
 */
export function staysBehind(path: string): boolean {
  return path === "dist/index.cjs" || path === "dist/types" || path === "dist/code";
}

function without(object: JsonObject, isLeftOut: (key: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !isLeftOut(key)));
}
