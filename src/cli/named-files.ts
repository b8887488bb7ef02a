import { basename, dirname, join, resolve } from "node:path";
import type { FileTrouble } from "../model/file-trouble.ts";
import type { NamedFiles } from "../model/ports.ts";
import { type Disk, failed } from "./disk.ts";
import { openTrouble, readBounded } from "./read-bounded.ts";
import { appendAt, writeNamed } from "./write-whole.ts";

/** The files that the operator names, on a disk. */
export function namedFiles(disk: Disk): NamedFiles {
  return {
    readNamed: (path, limit) => readNamed(disk, path, limit),
    writeNamed: (path, text) => writeNamed(disk, path, text),
    appendNamed: (path, text) => appendNamed(disk, path, text),
    links: (path) => links(disk, path),
  };
}

async function readNamed(disk: Disk, path: string, limit: number): Promise<Uint8Array | FileTrouble | undefined> {
  try {
    // Looked at before it is opened: opening a device can do things.
    const stat = disk.statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return undefined;
    if (stat.isFile()) return readBounded(disk, path, limit, "follow");
    if (stat.isFIFO()) return await (await import("./pipe.ts")).readPipe(path);
    if (!stat.isSocket()) return { trouble: "irregular" };
    const { descriptorOf, isSocket, readSocket } = await import("./pipe.ts");
    const descriptor = descriptorOf(path);
    return descriptor !== undefined && isSocket(descriptor) ? await readSocket(descriptor) : { trouble: "irregular" };
  } catch (error) {
    return openTrouble(error);
  }
}

/** Adds to a file that the operator named, links followed: other programs may hold it open, or add to it as well. */
function appendNamed(disk: Disk, path: string, text: string): FileTrouble | undefined {
  try {
    const real = canonical(disk, path);
    const before = disk.statSync(real, { throwIfNoEntry: false });
    if (before !== undefined && !before.isFile()) return { trouble: "irregular" };
    disk.mkdirSync(dirname(real), { recursive: true });
    return appendAt(disk, real, before?.size ?? 0, text);
  } catch (error) {
    return failed(error);
  }
}

/** More links on one way are a circle, or nobody's honest work; the system itself follows 40. */
const mostLinks = 40;

/**
 * The symbolic links that a path passes: those of the path as it is written, and those on the way to which they lead.
 */
function links(disk: Disk, path: string): readonly { readonly folder: string; readonly name: string }[] {
  const found = new Map<string, { folder: string; name: string }>();
  const ways = [resolve(path)];
  for (let way = ways.pop(); way !== undefined; way = ways.pop()) {
    for (let at = way; dirname(at) !== at; at = dirname(at)) {
      try {
        if (!disk.lstatSync(at).isSymbolicLink()) continue;
        // Git is asked where the link itself stands, whatever leads there.
        const folder = disk.realpathSync(dirname(at));
        const link = join(folder, basename(at));
        if (found.has(link) || found.size === mostLinks) continue;
        found.set(link, { folder, name: basename(at) });
        ways.push(resolve(folder, disk.readlinkSync(at)));
      } catch {
        // Nothing there, or nothing that may be looked at: no link that could be followed.
      }
    }
  }
  return [...found.values()];
}

/** A path with its symbolic links followed; of what is not there yet, those of the folders above it. */
export function canonical(disk: Disk, path: string): string {
  try {
    return disk.realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(canonical(disk, dirname(path)), basename(path));
  }
}
