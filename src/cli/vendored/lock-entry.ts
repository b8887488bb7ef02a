import type { JsonObject } from "../../model/json.ts";
import { packageName } from "./own-package.ts";

/** The sections of a package.json from which the tool is installed. */
export type Section = "dependencies" | "devDependencies";

/** What is to be installed, as npm files speak of it. */
export interface Wanted {
  /** Of the package that is packed: its version, licence, programs and engines. */
  readonly manifest: JsonObject;
  /** `file:` and the path of the archive. */
  readonly spec: string;
  /** `sha512-` and the digest of the archive in base64. */
  readonly integrity: string;
  readonly section: Section;
}

/** Where the package stands in a lock file. */
export const entryKey = `node_modules/${packageName}`;

/** The entry of the package in `packages`, member for member as npm writes it. */
export function lockEntry({ manifest, spec, integrity, section }: Wanted): JsonObject {
  const of = (key: string) => (manifest[key] === undefined ? {} : { [key]: manifest[key] });
  const dev = section === "devDependencies" ? { dev: true } : {};
  return { ...of("version"), resolved: spec, integrity, ...dev, ...of("license"), ...of("bin"), ...of("engines") };
}

/** The entry in `dependencies`, which lock files of version 2 have besides, for npm 6. */
export function legacyEntry({ spec, integrity, section }: Wanted): JsonObject {
  return { version: spec, integrity, ...(section === "devDependencies" ? { dev: true } : {}) };
}

/** Keys that npm puts first. Source: @npmcli/arborist, lib/shrinkwrap.js, swKeyOrder. */
const first = ["name", "version", "lockfileVersion", "resolved", "integrity", "requires", "packages", "dependencies"];

/** A member, as far as its place among others goes. */
export interface Placed {
  readonly key: string;
  readonly isObject: boolean;
}

/**
 * The order in which npm writes members: objects last, then by their keys. Source: json-stringify-nice, with which it
 * sorts.
 */
export function byNpm(one: Placed, other: Placed): number {
  if (one.isObject !== other.isObject) return one.isObject ? 1 : -1;
  return rankOf(one.key) - rankOf(other.key) || one.key.localeCompare(other.key, "en");
}

function rankOf(key: string): number {
  const rank = first.indexOf(key);
  return rank === -1 ? first.length : rank;
}
