import { constants } from "node:fs";
import { dirname } from "node:path";
import type { FileTrouble } from "../model/file-trouble.ts";
import { type Content, partsOf, type Text } from "../model/text.ts";
import { type Disk, failed, unlink } from "./disk.ts";

/**
 * A reader sees the old file or the new one, never a half, even after a loss of power. Who may read, write and run a
 * file stays as it was. Throws what the machine says.
 */
export function writeWhole(disk: Disk, path: string, content: Content): undefined {
  const temporary = temporaryOf(disk, path);
  const before = disk.lstatSync(path, { throwIfNoEntry: false });
  try {
    writeNew(disk, temporary, content, before?.isFile() === true ? before.mode & 0o777 : undefined);
    disk.renameSync(temporary, path);
  } catch (error) {
    leave(disk, temporary);
    throw error;
  }
  syncFolder(disk, dirname(path));
}

/**
 * Writes a text at a byte of a file, which is made where there is none, and cuts off what stood behind; on disk when it
 * returns. Throws what the machine says.
 */
export function appendAt(disk: Disk, path: string, at: number, text: string): FileTrouble | undefined {
  const file = disk.openSync(path, constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0), 0o644);
  try {
    const { size } = disk.fstatSync(file);
    if (size < at) return { trouble: "failed", reason: "changed-meanwhile" };
    if (size > at) disk.ftruncateSync(file, at);
    writeAll(disk, file, text, at);
    disk.fsyncSync(file);
  } finally {
    disk.closeSync(file);
  }
  // Also where an earlier process made the file and died.
  if (at === 0) syncFolder(disk, dirname(path));
  return undefined;
}

/**
 * Makes a file that is not there yet; false when there is one. Written beside it and then linked: nobody sees it half,
 * and a link is made by one of several only.
 */
export function createWhole(disk: Disk, path: string, text: string): boolean {
  const temporary = temporaryOf(disk, path);
  try {
    writeNew(disk, temporary, text);
    disk.linkSync(temporary, path);
    syncFolder(disk, dirname(path));
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    // Some file systems know no links; there the file is made in place.
    if (code !== undefined && linkless.includes(code)) return createInPlace(disk, path, text);
    throw error;
  } finally {
    leave(disk, temporary);
  }
}

const linkless: readonly string[] = ["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EMLINK", "EXDEV", "EINVAL", "EACCES"];

/**
 * Puts a file in the place of another one in its folder; false when it is not there. What somebody else has moved is on
 * disk as well when it returns. Throws what the machine says.
 */
export function moveWhole(disk: Disk, from: string, to: string): boolean {
  const isThere = renamed(disk, from, to);
  syncFolder(disk, dirname(to));
  return isThere;
}

function renamed(disk: Disk, from: string, to: string): boolean {
  try {
    disk.renameSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

/** Makes a file with a content that is on disk when it returns; throws when there is one. */
function writeNew(disk: Disk, path: string, content: Content, mode?: number): void {
  const file = disk.openSync(path, "wx", mode ?? 0o644);
  try {
    if (mode !== undefined) keepMode(disk, file, mode);
    if (content instanceof Uint8Array) writeBytes(disk, file, content, 0);
    else writeAll(disk, file, content, 0);
    disk.fsyncSync(file);
  } finally {
    disk.closeSync(file);
  }
}

/** What the process takes away from every new file is given back. Some file systems have no modes to set. */
function keepMode(disk: Disk, file: number, mode: number): void {
  try {
    disk.fchmodSync(file, mode);
  } catch {
    // The file has what the file system gives to all.
  }
}

/** In UTF-16 units: a large text is not laid out a second time as bytes. */
const stretch = 65_536;

/** Writes a text, laid out as bytes piece by piece. */
function writeAll(disk: Disk, file: number, text: Text, at: number): void {
  let place = at;
  let room = Buffer.alloc(0);
  for (const part of partsOf(text)) {
    const most = 3 * Math.min(part.length, stretch + 1);
    if (room.length < most) room = Buffer.allocUnsafe(most);
    for (let from = 0; from < part.length; ) {
      // No character is cut in two.
      const isHalf = (part.codePointAt(from + stretch - 1) ?? 0) > 0xffff;
      const to = from + stretch + (isHalf ? 1 : 0);
      const length = room.write(part.slice(from, to), "utf8");
      writeBytes(disk, file, room.subarray(0, length), place);
      place += length;
      from = to;
    }
  }
}

/** Writes on until everything is written or the disk says no: a single write may take only a part. */
function writeBytes(disk: Disk, file: number, bytes: Uint8Array, at: number): void {
  for (let written = 0; written < bytes.length; )
    written += disk.writeSync(file, bytes, written, bytes.length - written, at + written);
}

/** Replaces a file that the operator named, links followed as far as the folders go. Makes the folders above it. */
export function writeNamed(disk: Disk, path: string, text: string): FileTrouble | undefined {
  try {
    const before = disk.statSync(path, { throwIfNoEntry: false });
    // A rename would put a file in the place of a device or a pipe.
    if (before !== undefined && !before.isFile()) return { trouble: "irregular" };
    disk.mkdirSync(dirname(path), { recursive: true });
    writeWhole(disk, path, text);
    return undefined;
  } catch (error) {
    return failed(error);
  }
}

/** The process that made a file of such a name beside another; undefined for a name of somebody else. */
export function makerOfTemporary(name: string): number | undefined {
  const [, maker] = /\.(\d{1,10})\.\d+\.tmp$/.exec(name) ?? [];
  return maker === undefined ? undefined : Number(maker);
}

/** A name beside the file that nobody else takes; whatever stands there, such as a link somebody put there, goes. */
function temporaryOf(disk: Disk, path: string): string {
  const temporary = `${path}.${process.pid}.${process.hrtime.bigint()}.tmp`;
  unlink(disk, temporary);
  return temporary;
}

/** Takes a file away that has served. What stays behind is taken away by a later run. */
function leave(disk: Disk, temporary: string): void {
  try {
    unlink(disk, temporary);
  } catch {
    // What was to be said has been said.
  }
}

function createInPlace(disk: Disk, path: string, text: string): boolean {
  try {
    writeNew(disk, path, text);
    syncFolder(disk, dirname(path));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    // A half would be taken for somebody's.
    leave(disk, path);
    throw error;
  }
}

/** Makes the names in a folder survive a loss of power. */
export function syncFolder(disk: Disk, folder: string): void {
  // Windows cannot open folders; there the rename itself is what is to be had.
  if (process.platform === "win32") return;
  const handle = disk.openSync(folder, "r");
  try {
    disk.fsyncSync(handle);
  } finally {
    disk.closeSync(handle);
  }
}
