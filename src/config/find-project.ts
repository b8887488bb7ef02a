import { dirname, join, parse as parsePath, resolve } from "node:path";
import type { Files } from "../model/ports.ts";
import { projectFileName } from "../model/project.ts";

/** Finds the project file: the given one, or `wxcards.yaml` here or in a folder above. */
export function findProject(files: Files, workingDirectory: string, flag?: string): string | undefined {
  if (flag !== undefined) return resolve(workingDirectory, flag);
  let folder = workingDirectory;
  for (;;) {
    const candidate = join(folder, projectFileName);
    if (files.kindInside(folder, projectFileName) !== undefined) return candidate;
    if (folder === parsePath(folder).root) return undefined;
    folder = dirname(folder);
  }
}
