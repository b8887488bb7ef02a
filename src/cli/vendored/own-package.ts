import { basename, dirname } from "node:path";
import { fileProblem, isTrouble } from "../../model/file-trouble.ts";
import { isObject, type JsonObject } from "../../model/json.ts";
import type { Files } from "../../model/ports.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { utf8Text } from "../../model/utf8.ts";
import { staysBehind, vendoredManifest, vendoredParts } from "./manifest-rules.ts";

/** The name of the package. */
export const packageName = "wxcards";

/** A file of a package. */
export interface PackageFile {
  /** Below the folder of the package, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What of the running package goes into a repository. */
export interface OwnPackage {
  readonly version: string;
  readonly manifest: JsonObject;
  /** In any order; package.json is not among them. */
  readonly files: readonly PackageFile[];
}

/** In bytes: more than any file of the package. */
const fileLimit = 16 * 1024 * 1024;

/** A version that is part of a file name without a second thought. */
const plainVersion = /^\d[0-9A-Za-z.-]*$/;

/**
 * The package that this run was loaded from: the folder above `codeFolder`, when its package.json is that of wxcards and
 * names a program in `codeFolder`. A run from sources is none, nor is a single binary. Nothing depends on the working
 * directory.
 */
export function ownPackage(files: Files, codeFolder: string | undefined): OwnPackage | Problem {
  if (codeFolder === "") return problem("vendor-from-binary", {});
  const root = codeFolder === undefined ? "" : dirname(codeFolder);
  const manifest = codeFolder === undefined ? undefined : manifestIn(files, root);
  const { version } = manifest ?? {};
  const program = programOf(manifest);
  if (manifest === undefined || typeof version !== "string" || !plainVersion.test(version))
    return problem("vendor-no-package", {});
  if (program === undefined || dirname(program) !== basename(codeFolder ?? "")) return problem("vendor-no-package", {});
  const found = vendoredParts.map((part) => filesAt(files, root, part));
  const wrong = found.find((part): part is Problem => "code" in part);
  if (wrong !== undefined) return wrong;
  return {
    version,
    manifest: vendoredManifest(manifest),
    files: found.flatMap((part) => ("code" in part ? [] : part)),
  };
}

/** The path of the program that a package.json names; undefined where it names none. */
export function programOf(manifest: JsonObject | undefined): string | undefined {
  const programs = manifest?.["bin"];
  const path = isObject(programs) ? programs[packageName] : undefined;
  return typeof path === "string" ? path.replace(/^\.\//, "") : undefined;
}

function manifestIn(files: Files, root: string): JsonObject | undefined {
  const bytes = files.readInside(root, "package.json", fileLimit);
  if (bytes === undefined || isTrouble(bytes)) return undefined;
  try {
    const manifest: unknown = JSON.parse(utf8Text(bytes) ?? "");
    return isObject(manifest) && manifest["name"] === packageName ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** The files at a path of the package, or below it, without those that stay behind. */
function filesAt(files: Files, root: string, path: string): readonly PackageFile[] | Problem {
  if (staysBehind(path)) return [];
  if (files.kindInside(root, path) !== "folder") {
    const bytes = files.readInside(root, path, fileLimit);
    if (bytes === undefined) return problem("file-missing", { file: `${root}/${path}` });
    return isTrouble(bytes) ? fileProblem(`${root}/${path}`, bytes) : [{ path, bytes }];
  }
  const names = files.namesInside(root, path);
  if (isTrouble(names)) return fileProblem(`${root}/${path}`, names);
  const all: PackageFile[] = [];
  for (const name of names) {
    const below = filesAt(files, root, `${path}/${name}`);
    if ("code" in below) return below;
    all.push(...below);
  }
  return all;
}
