import { equalJson, isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { JsonFile } from "./json-file.ts";
import {
  type Edit,
  edited,
  inserted,
  laidOutLike,
  type Member,
  memberOf,
  type ObjectAt,
  objectAt,
  replaced,
} from "./json-text.ts";
import { byNpm, entryKey, legacyEntry, lockEntry, type Wanted } from "./lock-entry.ts";
import { packageName } from "./own-package.ts";

/** Why a lock file of npm is left alone. */
export type LockObstacle =
  | { readonly because: "lock-version"; readonly version: string }
  | { readonly because: "linked" };

/**
 * Why nothing can be put into a lock file, if so: its format is another than 2 or 3, or the tool stands in it as a folder
 * on this machine.
 */
export function lockObstacle({ value }: JsonFile): LockObstacle | undefined {
  const { lockfileVersion, packages } = value;
  const isKnown = lockfileVersion === 2 || lockfileVersion === 3;
  if (!isKnown || !isObject(packages) || !isObject(packages[""]))
    return { because: "lock-version", version: isKnown ? "?" : JSON.stringify(lockfileVersion ?? 1) };
  const entry = packages[entryKey];
  return isObject(entry) && entry["link"] === true ? { because: "linked" } : undefined;
}

/** The text of a lock file with the tool in it, every other byte as it was. Not for one with an obstacle. */
export function lockedText({ text, value }: JsonFile, wanted: Wanted): string {
  const root = objectAt(text, 0);
  const packages = objectOf(text, root, "packages");
  if (packages === undefined) return text;
  const project = objectOf(text, packages, "");
  const edits = [
    ...(project === undefined ? [] : declared(text, project, wanted)),
    ...set(text, packages, entryKey, lockEntry(wanted)),
    ...(value["lockfileVersion"] === 2 ? legacy(text, root, wanted) : []),
  ];
  return edited(text, edits);
}

/**
 * The lock file of a project that has no other package, as npm would write it beside its package.json, whose layout it
 * takes over. `folder` is the name of the folder, which npm writes there for a project without a name.
 */
export function newLockText(manifest: JsonFile, wanted: Wanted, folder: string): string {
  const { name, version } = manifest.value;
  const named = typeof name === "string" ? { name } : {};
  const numbered = typeof version === "string" ? { version } : {};
  return laidOutLike(manifest.text, {
    name: named.name ?? folder,
    ...numbered,
    lockfileVersion: 3,
    requires: true,
    packages: {
      "": inOrder({ ...named, ...numbered, ...more(manifest.value), [wanted.section]: { [packageName]: wanted.spec } }),
      [entryKey]: lockEntry(wanted),
    },
  });
}

/**
 * What npm takes over from the package.json of a project, where it is the same in both. What it writes in another form,
 * such as `bin` and `funding`, it adds at its next install.
 */
function more(manifest: JsonObject): JsonObject {
  const scripts = manifest["scripts"];
  const runs = isObject(scripts) && ["preinstall", "install", "postinstall"].some((name) => scripts[name]);
  const same = ["cpu", "engines", "license", "os"].flatMap((key) => {
    const value = manifest[key];
    const isThere = value !== undefined && value !== null && value !== "" && !(isObject(value) && isBare(value));
    return isThere ? [[key, value] as const] : [];
  });
  return { ...(runs ? { hasInstallScript: true } : {}), ...Object.fromEntries(same) };
}

function isBare(value: JsonObject): boolean {
  return Object.keys(value).length === 0;
}

/** Members in the order in which npm writes them. */
function inOrder(object: JsonObject): JsonObject {
  const placed = Object.entries(object).map(([key, value]) => ({ key, value, isObject: isObject(value) }));
  return Object.fromEntries(placed.sort(byNpm).map(({ key, value }) => [key, value]));
}

/** What the project itself declares, beside its packages. */
function declared(text: string, project: ObjectAt, { section, spec }: Wanted): readonly Edit[] {
  const there = objectOf(text, project, section);
  return there === undefined
    ? set(text, project, section, { [packageName]: spec })
    : set(text, there, packageName, spec);
}

function legacy(text: string, root: ObjectAt, wanted: Wanted): readonly Edit[] {
  const there = objectOf(text, root, "dependencies");
  const entry = legacyEntry(wanted);
  return there === undefined
    ? set(text, root, "dependencies", { [packageName]: entry })
    : set(text, there, packageName, entry);
}

/** Gives a member a value: puts it where npm would, or in the place of another value. Nothing where it has it already. */
function set(text: string, object: ObjectAt, key: string, value: Json): readonly Edit[] {
  const member = memberOf(object, key);
  const placed = { key, isObject: isObject(value) };
  if (member === undefined) {
    const isBefore = (other: Member) => byNpm({ key: other.key, isObject: text[other.value] === "{" }, placed) > 0;
    return [inserted(text, object, { key, value }, isBefore)];
  }
  const now: Json = JSON.parse(text.slice(member.value, member.end));
  return equalJson(now, value) ? [] : [replaced(text, member, value)];
}

/** The object under a key; undefined where there is none. */
function objectOf(text: string, object: ObjectAt, key: string): ObjectAt | undefined {
  const member = memberOf(object, key);
  return member !== undefined && text[member.value] === "{" ? objectAt(text, member.value) : undefined;
}
