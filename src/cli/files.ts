import type { MarkFiles, NamedFiles } from "../model/ports.ts";
import { type Disk, realDisk } from "./disk.ts";
import { inside } from "./inside.ts";
import { canonical, namedFiles } from "./named-files.ts";
import { walk } from "./walk.ts";

/** Everything a run may do with files. */
export type RunFiles = MarkFiles & NamedFiles;

/** The files of a run on a disk. Tests bring a disk that fails. */
export function diskFiles(disk: Disk): RunFiles {
  return { ...repositoryOn(disk), ...namedFiles(disk) };
}

/** The files of a repository on a disk. */
export function repositoryOn(disk: Disk): MarkFiles {
  return {
    ...inside(disk),
    canonical: (path) => canonical(disk, path),
    glob: async (root, patterns) => walk(disk, root, patterns),
  };
}

/** The files of this machine. */
export const realFiles: RunFiles = diskFiles(realDisk);
