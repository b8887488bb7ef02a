import type { MarkFiles, NamedFiles } from "../model/ports.ts";
import { inside } from "./inside.ts";
import { canonical, namedFiles } from "./named-files.ts";
import { walk } from "./walk.ts";

/** Everything a run may do with files. */
export type RunFiles = MarkFiles & NamedFiles;

/**
 * The files of a repository on this machine: nothing outside of the folder of a project is read or written, whatever
 * the repository holds.
 */
export const repositoryFiles: MarkFiles = {
  ...inside,
  canonical,
  glob: async (root, patterns) => walk(root, patterns),
};

/** The files of this machine. */
export const realFiles: RunFiles = { ...repositoryFiles, ...namedFiles };
