import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import type { FileTrouble } from "../model/file-trouble.ts";

/**
 * A reader sees the old file or the new one, never a half, even after a loss of power. Throws what the machine says.
 */
export function writeWhole(path: string, text: string): undefined {
  const temporary = temporaryOf(path);
  try {
    const file = openSync(temporary, "wx", 0o644);
    try {
      // Writes on until everything is written or the disk says no: a single write may take only a part and call that
      // success.
      writeFileSync(file, text, "utf8");
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/**
 * Writes a text at a byte of a file, which is made where there is none, and cuts off what stood behind; on disk when it
 * returns. Throws what the machine says.
 */
export function appendAt(path: string, at: number, text: string): FileTrouble | undefined {
  const file = openSync(path, constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0), 0o644);
  try {
    const { size } = fstatSync(file);
    if (size < at) return { trouble: "failed", reason: "changed-meanwhile" };
    if (size > at) ftruncateSync(file, at);
    writeAll(file, Buffer.from(text, "utf8"), at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  // Also where an earlier process made the file and died.
  if (at === 0) syncFolder(dirname(path));
  return undefined;
}

/** A single write may take only a part and call that success. */
function writeAll(file: number, bytes: Uint8Array, at: number): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(file, bytes, written, bytes.length - written, at + written);
}

/**
 * Makes a file that is not there yet; false when there is one. Written beside it and then linked: nobody sees it half,
 * and a link is made by one of several only.
 */
export function createWhole(path: string, text: string): boolean {
  const temporary = temporaryOf(path);
  writeFileSync(temporary, text, { encoding: "utf8", flag: "wx" });
  try {
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    // Some file systems know no links; there the file is made in place.
    return createInPlace(path, text);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Replaces a file that the operator named, links followed as far as the folders go. Makes the folders above it. */
export function writeNamed(path: string, text: string): FileTrouble | undefined {
  try {
    const before = statSync(path, { throwIfNoEntry: false });
    // A rename would put a file in the place of a device or a pipe.
    if (before !== undefined && !before.isFile()) return { trouble: "irregular" };
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(path, text);
    return undefined;
  } catch (error) {
    return { trouble: "failed", reason: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
}

/** A name beside the file that nobody else takes; whatever stands there, such as a link somebody put there, goes. */
function temporaryOf(path: string): string {
  const temporary = `${path}.${process.pid}.${process.hrtime.bigint()}.tmp`;
  if (lstatSync(temporary, { throwIfNoEntry: false }) !== undefined) rmSync(temporary, { force: true });
  return temporary;
}

function createInPlace(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { encoding: "utf8", flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Makes the names in a folder survive a loss of power. */
export function syncFolder(folder: string): void {
  // Windows cannot open folders; there the rename itself is what is to be had.
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
