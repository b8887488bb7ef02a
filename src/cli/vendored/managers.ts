import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Files } from "../../model/ports.ts";

/** What says that another package manager than npm installs the packages of a repository. */
export interface OtherManager {
  readonly manager: string;
  /** The file that says so. */
  readonly file: string;
}

/** Files that only another manager keeps. */
const theirs: readonly OtherManager[] = [
  { manager: "pnpm", file: "pnpm-lock.yaml" },
  { manager: "pnpm", file: "pnpm-workspace.yaml" },
  { manager: "yarn", file: "yarn.lock" },
  { manager: "bun", file: "bun.lock" },
  { manager: "bun", file: "bun.lockb" },
];

/**
 * The manager of a folder that is not npm, where there is one: by its files, or by what package.json names in
 * `packageManager` or `devEngines`. `prefix` is that of the folder below the root. Sources: nodejs.org/api/packages.html,
 * "packageManager"; docs.npmjs.com, package.json, "devEngines".
 */
export function otherManager(
  files: Files,
  root: string,
  prefix: string,
  manifest: JsonObject,
): OtherManager | undefined {
  for (const { manager, file } of theirs)
    if (files.kindInside(root, `${prefix}${file}`) !== undefined) return { manager, file: `${prefix}${file}` };
  const named = namedManagers(manifest);
  const [manager] = named;
  return manager === undefined || named.includes("npm") ? undefined : { manager, file: `${prefix}package.json` };
}

function namedManagers(manifest: JsonObject): readonly string[] {
  const { packageManager, devEngines } = manifest;
  // `pnpm@9.1.0+sha512.…`
  if (typeof packageManager === "string") return [packageManager.split("@")[0] ?? ""].filter(Boolean);
  const engines = isObject(devEngines) ? devEngines["packageManager"] : undefined;
  const all: readonly Json[] = Array.isArray(engines) ? engines : [engines ?? null];
  return all.flatMap((engine) => (isObject(engine) && typeof engine["name"] === "string" ? [engine["name"]] : []));
}
