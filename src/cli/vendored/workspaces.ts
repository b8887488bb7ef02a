import { isFound, pathMatcher } from "../../config/pattern.ts";
import { isTrouble } from "../../model/file-trouble.ts";
import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Files } from "../../model/ports.ts";
import { utf8Text } from "../../model/utf8.ts";
import { readYaml } from "../../yaml/yaml.ts";

const pnpmFile = "pnpm-workspace.yaml";

/**
 * The file whose patterns of workspaces take a folder of the repository in, where there is one: with a package.json of
 * its own the folder would become a package of the project, whose lock file then lacks it, and installing would fail.
 */
export function workspacesOver(files: Files, root: string, manifest: JsonObject, folder: string): string | undefined {
  const { workspaces } = manifest;
  if (takesIn(isObject(workspaces) ? workspaces["packages"] : workspaces, folder)) return "package.json";
  const bytes = files.readInside(root, pnpmFile, 1024 * 1024);
  if (bytes === undefined || isTrouble(bytes)) return undefined;
  const [value] = readYaml(pnpmFile, utf8Text(bytes) ?? "").values.map((document) => document.value);
  return isObject(value) && takesIn(value["packages"], folder) ? pnpmFile : undefined;
}

/** Patterns of folders find a folder as patterns of documents find a document in it. */
function takesIn(patterns: Json | undefined, folder: string): boolean {
  if (!Array.isArray(patterns)) return false;
  const texts = patterns.filter((pattern): pattern is string => typeof pattern === "string");
  const ofDocuments = texts.map((text) => `${text.replace(/^(!?)\.?\//, "$1").replace(/\/$/, "")}/any.yaml`);
  return isFound(pathMatcher(ofDocuments), `${folder}/any.yaml`);
}
