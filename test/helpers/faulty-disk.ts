import { type Disk, realDisk } from "../../src/cli/disk.ts";

/** One operation that a run asks of the disk. */
export interface DiskCall {
  readonly operation: keyof Disk;
  /** The path it is about, also where it names an open file. */
  readonly path: string;
  /** How it opens a file. */
  readonly flags?: number | string;
}

/** What the disk says instead: the code of an error, or that a write takes a part only before the disk is full. */
export type DiskFault = "ENOSPC" | "EIO" | "EROFS" | "EACCES" | "torn";

/** The disk of this machine, but for the calls of which `fault` says another thing. */
export function faultyDisk(fault: (call: DiskCall) => DiskFault | undefined): Disk {
  const open = new Map<number, string>();
  const wrapped = Object.entries(realDisk).map(([name, real]) => {
    const operation = name as keyof Disk;
    const call = (...args: unknown[]): unknown => {
      const path = typeof args[0] === "number" ? (open.get(args[0]) ?? "") : String(args[0]);
      const flags = operation === "openSync" ? { flags: args[1] as number | string } : {};
      const code = fault({ operation, path, ...flags });
      const run = (...given: unknown[]): unknown => (real as (...some: unknown[]) => unknown)(...given);
      if (code === "torn") run(args[0], args[1], args[2], Math.floor(Number(args[3]) / 2), args[4]);
      // The descriptor is gone, whatever the machine says.
      if (code !== undefined && operation === "closeSync") run(...args);
      if (code !== undefined)
        throw Object.assign(new Error(`${code}: played`), { code: code === "torn" ? "ENOSPC" : code });
      // Of no use to a test, and slow.
      const result = operation === "fsyncSync" ? undefined : run(...args);
      if (operation === "openSync") open.set(Number(result), path);
      return result;
    };
    return [operation, call] as const;
  });
  return Object.fromEntries(wrapped) as unknown as Disk;
}
