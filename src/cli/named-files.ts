import { lstatSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { FileTrouble } from "../model/file-trouble.ts";
import type { NamedFiles } from "../model/ports.ts";
import { openTrouble, readBounded } from "./read-bounded.ts";
import { writeNamed } from "./write-whole.ts";

/** The files that the operator names, on this machine. */
export const namedFiles: NamedFiles = { readNamed, writeNamed, links };

async function readNamed(path: string, limit: number): Promise<Uint8Array | FileTrouble | undefined> {
  try {
    // Looked at before it is opened: opening a device can do things.
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return undefined;
    if (stat.isFile()) return readBounded(path, limit, "follow");
    if (stat.isFIFO()) return await (await import("./pipe.ts")).readPipe(path);
    if (!stat.isSocket()) return { trouble: "irregular" };
    const { descriptorOf, isSocket, readSocket } = await import("./pipe.ts");
    const descriptor = descriptorOf(path);
    return descriptor !== undefined && isSocket(descriptor) ? await readSocket(descriptor) : { trouble: "irregular" };
  } catch (error) {
    return openTrouble(error);
  }
}

/** The parts of a path that are symbolic links, of the path as it is written. */
function links(path: string): readonly { readonly folder: string; readonly name: string }[] {
  const found: { folder: string; name: string }[] = [];
  for (let at = resolve(path); dirname(at) !== at; at = dirname(at)) {
    try {
      if (!lstatSync(at).isSymbolicLink()) continue;
      // Git is asked where the link itself stands, whatever leads there.
      found.push({ folder: realpathSync(dirname(at)), name: basename(at) });
    } catch {
      // Nothing there, or nothing that may be looked at: no link that could be followed.
    }
  }
  return found;
}

/** A path with its symbolic links followed; of what is not there yet, those of the folders above it. */
export function canonical(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return dirname(path) === path ? path : join(canonical(dirname(path)), basename(path));
  }
}
