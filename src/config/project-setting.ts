import { parse as parsePath } from "node:path";
import { isTrouble } from "../model/file-trouble.ts";
import { isObject, type Json } from "../model/json.ts";
import type { Files } from "../model/ports.ts";
import { utf8Text } from "../model/utf8.ts";
import { readYaml } from "../yaml/yaml.ts";
import { yamlLimits } from "../yaml/yaml-limits.ts";
import { findProject } from "./find-project.ts";

/** Where a project file is looked for. */
export interface Looking {
  readonly files: Files;
  /** Absolute path. */
  readonly workingDirectory: string;
  /** The `--project` flag. */
  readonly projectFile?: string;
}

/**
 * What a project file says under a key of its own, where it can be found and read that far; whatever else is wrong with
 * the file is told by whoever reads it as a project.
 */
export function projectSetting({ files, workingDirectory, projectFile }: Looking, key: string): Json | undefined {
  const path = findProject(files, workingDirectory, projectFile);
  if (path === undefined) return undefined;
  const { dir, base } = parsePath(path);
  const bytes = files.readInside(dir, base, yamlLimits.bytes);
  if (bytes === undefined || isTrouble(bytes)) return undefined;
  const text = utf8Text(bytes);
  // Most files say nothing of it, and need not be read twice; a key may be written with escapes in it.
  if (text === undefined || !(text.includes(key) || text.includes("\\"))) return undefined;
  const value = readYaml(base, text).values[0]?.value;
  return isObject(value) ? value[key] : undefined;
}
