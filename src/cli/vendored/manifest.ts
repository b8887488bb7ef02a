import { isObject, type JsonObject } from "../../model/json.ts";
import type { Problem } from "../../model/problem.ts";
import { type JsonFile, memberProblem } from "./json-file.ts";
import { edited, inserted, memberOf, objectAt, replaced } from "./json-text.ts";
import type { Section } from "./lock-entry.ts";
import { packageName } from "./own-package.ts";

/** Members of a package.json by which other packages are installed. */
const dependencySections = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"] as const;

/** What is wrong with a package.json as far as it is looked at here. */
export function manifestProblem(file: JsonFile): Problem | undefined {
  for (const section of dependencySections) {
    const wrong = memberProblem(file, section);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** The sections in which a package.json declares the tool. */
export function sectionsOf(manifest: JsonObject): readonly string[] {
  return dependencySections.filter((section) => Object.hasOwn(membersOf(manifest, section), packageName));
}

/** Whether installing brings other packages than the tool, so that a lock file has to say which. */
export function hasOtherPackages(manifest: JsonObject): boolean {
  const { workspaces } = manifest;
  const folders = isObject(workspaces) ? workspaces["packages"] : workspaces;
  if (Array.isArray(folders) && folders.length > 0) return true;
  return dependencySections.some((section) =>
    Object.keys(membersOf(manifest, section)).some((name) => name !== packageName),
  );
}

/** A package.json that declares the tool. */
export interface Declared {
  readonly text: string;
  /** What stood there in its place; absent where nothing did, or the same. */
  readonly former?: string;
}

/**
 * The text of a package.json with the tool in a section, every other byte as it was: one line more, or another value.
 * It goes where npm would put it in a section in order, else at the end.
 */
export function declaredText({ text }: JsonFile, section: Section, spec: string): Declared {
  const root = objectAt(text, 0);
  const at = memberOf(root, section);
  if (at === undefined)
    return { text: edited(text, [inserted(text, root, { key: section, value: { [packageName]: spec } })]) };
  const members = objectAt(text, at.value);
  const member = memberOf(members, packageName);
  if (member === undefined) {
    const keys = members.members.map(({ key }) => key);
    const isInOrder = keys.every((key, index) => index === 0 || (keys[index - 1] ?? "").localeCompare(key, "en") < 0);
    const isBefore = ({ key }: { readonly key: string }) => isInOrder && key.localeCompare(packageName, "en") > 0;
    return { text: edited(text, [inserted(text, members, { key: packageName, value: spec }, isBefore)]) };
  }
  const former: unknown = JSON.parse(text.slice(member.value, member.end));
  if (former === spec) return { text };
  return {
    text: edited(text, [replaced(text, member, spec)]),
    former: typeof former === "string" ? former : JSON.stringify(former),
  };
}

function membersOf(manifest: JsonObject, section: string): JsonObject {
  const members = manifest[section];
  return isObject(members) ? members : {};
}
