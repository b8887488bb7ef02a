import { constants } from "node:fs";
import type { FileTrouble } from "../model/file-trouble.ts";
import { type Disk, failed } from "./disk.ts";

/**
 * Never waits for a pipe to be written to and never makes a terminal the one of this process. Windows knows neither.
 */
const calmly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/** Whether a link at the very end of a path is followed. */
export type Following = "follow" | "no-follow";

/**
 * The bytes of a regular file of at most `limit` bytes; undefined when there is none. Whatever else stands there is not
 * read, and nothing waits.
 */
export function readBounded(
  disk: Disk,
  path: string,
  limit: number,
  following: Following,
): Uint8Array | FileTrouble | undefined {
  let file: number;
  try {
    file = disk.openSync(path, calmly | (following === "follow" ? 0 : (constants.O_NOFOLLOW ?? 0)));
  } catch (error) {
    return openTrouble(error);
  }
  try {
    const stat = disk.fstatSync(file);
    if (!stat.isFile()) return { trouble: "irregular" };
    if (stat.size > limit) return { trouble: "large", limit };
    return readAll(disk, file, stat.size);
  } catch (error) {
    return failed(error);
  } finally {
    closed(disk, file);
  }
}

/** What was read is read, whatever the machine says when it is over. */
function closed(disk: Disk, file: number): void {
  try {
    disk.closeSync(file);
  } catch {
    // The descriptor is gone all the same.
  }
}

/** What the machine says of a file that it does not open; undefined when there is none. */
export function openTrouble(error: unknown): FileTrouble | undefined {
  const { code: reason = "no-reason" } = error as NodeJS.ErrnoException;
  if (reason === "ENOENT" || reason === "ENOTDIR") return undefined;
  if (reason === "ELOOP") return { trouble: "link" };
  // A socket, or a device without a driver.
  if (reason === "ENXIO" || reason === "EISDIR") return { trouble: "irregular" };
  return { trouble: "failed", reason };
}

function readAll(disk: Disk, file: number, size: number): Uint8Array | FileTrouble {
  // One byte more than it says: files of the process table say that they are empty, and are not.
  const bytes = Buffer.allocUnsafe(size + 1);
  let length = 0;
  while (length <= size) {
    const wanted = size + 1 - length;
    const read = disk.readSync(file, bytes, length, wanted, null);
    length += read;
    // Of a regular file less is read than was asked for at its end alone; one that says it is empty is asked again.
    if (read === 0 || (read < wanted && length === size && size > 0)) return bytes.subarray(0, length);
  }
  return size === 0 ? { trouble: "irregular" } : { trouble: "failed", reason: "changed-meanwhile" };
}
