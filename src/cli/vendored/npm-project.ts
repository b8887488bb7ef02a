import { basename, dirname } from "node:path";
import type { Files } from "../../model/ports.ts";
import type { Problem } from "../../model/problem.ts";
import { type JsonFile, readJsonFile } from "./json-file.ts";
import type { Section, Wanted } from "./lock-entry.ts";
import { type LockObstacle, lockedText, lockObstacle, newLockText } from "./lock-file.ts";
import { type OtherManager, otherManager } from "./managers.ts";
import { declaredText, hasOtherPackages, manifestProblem, sectionsOf } from "./manifest.ts";
import type { PlannedFile } from "./planned-file.ts";

/** Why the package.json of a folder and its lock are left alone; nothing is wrong with them. */
export type Obstacle =
  | ({ readonly because: "manager" } & OtherManager)
  | ({ readonly file: string } & LockObstacle)
  | { readonly because: "shrinkwrap"; readonly file: string }
  /** Other packages, and no lock that says which of them. */
  | { readonly because: "no-lock"; readonly file: string }
  /** The tool is declared where it is not installed from with certainty, or more than once. */
  | { readonly because: "declared"; readonly file: string; readonly sections: readonly string[] };

/** The tool as npm files speak of it, whatever the section. */
export type Tool = Omit<Wanted, "section">;

/** A folder that npm installs in. */
export interface NpmFolder {
  readonly root: string;
  /** Of its files below the root: `""` or `vendor/`. */
  readonly prefix: string;
  /** Where the tool is declared when it is not yet. */
  readonly section: Section;
  readonly tool: Tool;
}

/** The package.json and package-lock.json of a folder with the tool in them. */
export interface NpmFiles {
  readonly files: readonly PlannedFile[];
  /** What the package.json said of the tool until now; absent where it said nothing else. */
  readonly former?: { readonly file: string; readonly value: string };
}

/** These two files, or why they are left alone, or what is wrong with one of them. */
export type NpmPlan = NpmFiles | { readonly obstacle: Obstacle } | { readonly problem: Problem };

/** Plans the package.json and package-lock.json of a folder. Reads only. */
export function npmPlan(files: Files, folder: NpmFolder): NpmPlan {
  const { root, prefix } = folder;
  const path = `${prefix}package.json`;
  const found = readJsonFile(files, root, path);
  if (found !== undefined && "code" in found) return { problem: found };
  const manifest = found ?? emptyManifest(path, folder.section);
  const wrong = manifestProblem(manifest);
  if (wrong !== undefined) return { problem: wrong };
  const lock = readJsonFile(files, root, `${prefix}package-lock.json`);
  if (lock !== undefined && "code" in lock) return { problem: lock };
  const obstacle = obstacleOf(files, folder, manifest, lock);
  if (obstacle !== undefined) return { obstacle };
  return withTool(folder, { manifest, isNew: found === undefined, lock });
}

/** What a package.json is made of where there is none. */
function emptyManifest(path: string, section: Section): JsonFile {
  const value = { private: true, [section]: {} };
  return { path, text: `${JSON.stringify(value, null, 2)}\n`, mark: "", value };
}

function obstacleOf(
  files: Files,
  { root, prefix }: NpmFolder,
  manifest: JsonFile,
  lock: JsonFile | undefined,
): Obstacle | undefined {
  const manager = otherManager(files, root, prefix, manifest.value);
  if (manager !== undefined) return { because: "manager", ...manager };
  const shrinkwrap = `${prefix}npm-shrinkwrap.json`;
  if (files.kindInside(root, shrinkwrap) !== undefined) return { because: "shrinkwrap", file: shrinkwrap };
  const sections = sectionsOf(manifest.value);
  if (sections.length > 1 || sections.some((section) => !isInstalledFrom(section)))
    return { because: "declared", file: manifest.path, sections };
  if (lock === undefined)
    return hasOtherPackages(manifest.value) ? { because: "no-lock", file: manifest.path } : undefined;
  const obstacle = lockObstacle(lock);
  return obstacle && { file: lock.path, ...obstacle };
}

function isInstalledFrom(section: string): section is Section {
  return section === "dependencies" || section === "devDependencies";
}

interface Found {
  readonly manifest: JsonFile;
  readonly isNew: boolean;
  readonly lock: JsonFile | undefined;
}

function withTool({ root, prefix, section: usual, tool }: NpmFolder, { manifest, isNew, lock }: Found): NpmPlan {
  const section = sectionsOf(manifest.value).find(isInstalledFrom) ?? usual;
  const wanted = { ...tool, section };
  const { text, former } = declaredText(manifest, section, tool.spec);
  const lockText =
    lock === undefined
      ? newLockText({ ...manifest, text, value: JSON.parse(text) }, wanted, folderName(root, prefix))
      : lockedText(lock, wanted);
  const lockPath = `${prefix}package-lock.json`;
  return {
    files: [
      { path: manifest.path, content: `${manifest.mark}${text}`, state: isNew ? "new" : stateOf(manifest.text, text) },
      {
        path: lockPath,
        content: `${lock?.mark ?? ""}${lockText}`,
        state: lock === undefined ? "new" : stateOf(lock.text, lockText),
      },
    ],
    ...(former === undefined ? {} : { former: { file: manifest.path, value: former } }),
  };
}

function stateOf(before: string, now: string): PlannedFile["state"] {
  return before === now ? "same" : "changed";
}

/** What npm calls a project without a name. Source: @npmcli/name-from-folder. */
function folderName(root: string, prefix: string): string {
  if (prefix !== "") return basename(prefix);
  const scope = basename(dirname(root));
  return scope.startsWith("@") ? `${scope}/${basename(root)}` : basename(root);
}
