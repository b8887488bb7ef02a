import { parse as parsePath } from "node:path";
import { isTrouble } from "../model/file-trouble.ts";
import { isObject } from "../model/json.ts";
import { type LanguageName, languageNames } from "../model/language.ts";
import type { Files } from "../model/ports.ts";
import { utf8Text } from "../model/utf8.ts";
import { readYaml } from "../yaml/yaml.ts";
import { yamlLimits } from "../yaml/yaml-limits.ts";
import { findProject } from "./find-project.ts";

/** What can stand for the key: as it is, or with escapes in it. */
const mayName = /language|\\/;

/** Where a project file is looked for. */
interface Looking {
  readonly files: Files;
  /** Absolute path. */
  readonly workingDirectory: string;
  /** The `--project` flag. */
  readonly projectFile?: string;
}

/**
 * The language that a project file names, where it can be found and read that far; whatever else is wrong with the file
 * is told by whoever reads it as a project.
 */
export function projectLanguage({ files, workingDirectory, projectFile }: Looking): LanguageName | undefined {
  const path = findProject(files, workingDirectory, projectFile);
  if (path === undefined) return undefined;
  const { dir, base } = parsePath(path);
  const bytes = files.readInside(dir, base, yamlLimits.bytes);
  if (bytes === undefined || isTrouble(bytes)) return undefined;
  const text = utf8Text(bytes);
  // Most files say nothing of it, and need not be read twice.
  if (text === undefined || !mayName.test(text)) return undefined;
  const value = readYaml(base, text).values[0]?.value;
  const named = isObject(value) ? value["language"] : undefined;
  return languageNames.find((name) => name === named);
}
