import type { MarkFiles, NamedFiles } from "../model/ports.ts";
import { inside } from "./inside.ts";
import { canonical, namedFiles } from "./named-files.ts";
import { walk } from "./walk.ts";

/** Everything a run may do with files. */
export type RunFiles = MarkFiles & NamedFiles;

/** The files of this machine. */
export const realFiles: RunFiles = {
  ...inside,
  ...namedFiles,
  canonical,
  glob: async (root, patterns) => walk(root, patterns),
};
