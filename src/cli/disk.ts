import {
  closeSync,
  fchmodSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import type { FileTrouble } from "../model/file-trouble.ts";

/**
 * Every operation by which files of a run are read and written, as `node:fs` has them: the one place where trouble of a
 * disk can be played. `diskFiles` makes the files of a run of one. Operations throw what the machine says; whoever uses
 * them gives it back as trouble with the file.
 */
export const realDisk = {
  openSync,
  closeSync,
  readSync,
  writeSync,
  fchmodSync,
  fsyncSync,
  ftruncateSync,
  fstatSync,
  lstatSync,
  statSync,
  renameSync,
  linkSync,
  unlinkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
};

/** The operations of a disk. */
export type Disk = typeof realDisk;

/** What the machine said, as trouble with the file. */
export function failed(error: unknown): FileTrouble {
  return { trouble: "failed", reason: (error as NodeJS.ErrnoException).code ?? String(error) };
}

/** Takes a file away that may be gone already. Throws what the machine says. */
export function unlink(disk: Disk, path: string): void {
  try {
    disk.unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
