import type { MarkFiles, NamedFiles } from "../model/ports.ts";
import { inside } from "./inside.ts";
import { canonical, namedFiles } from "./named-files.ts";

/** Everything a run may do with files. */
export type RunFiles = MarkFiles & NamedFiles;

/** The files of this machine. */
export const realFiles: RunFiles = {
  ...inside,
  ...namedFiles,
  canonical,
  glob: async (root, patterns) => {
    const { glob } = await import("tinyglobby");
    const options = {
      cwd: root,
      absolute: false,
      followSymbolicLinks: false,
      expandDirectories: false,
      ignore: ["**/node_modules/**", "**/.wxcards/**"],
    };
    return (await glob([...patterns], options)).sort();
  },
};
