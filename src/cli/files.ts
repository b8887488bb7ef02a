import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, sep } from "node:path";
import type { MarkFiles } from "../model/ports.ts";
import { expected } from "../model/problem.ts";
import { walk } from "./walk.ts";

/** The files of this machine. */
export const realFiles: MarkFiles = {
  read: (path) => {
    try {
      return readFileSync(path);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") return undefined;
      throw expected({
        code: "file-unreadable",
        severity: "error",
        class: "usage",
        args: { file: path, reason: code ?? "" },
      });
    }
  },
  writeAtomic,
  create,
  remove: (path) => rmSync(path, { force: true }),
  glob: async (root, patterns) => walk(root, patterns),
  exists: existsSync,
  leads: (root, path) => {
    try {
      if (!lstatSync(path).isSymbolicLink() && path.startsWith(root + sep)) return "inside";
      return realpathSync(path).startsWith(realpathSync(root) + sep) ? "inside" : "outside";
    } catch {
      return path.startsWith(root + sep) ? "inside" : "outside";
    }
  },
};

/** A reader sees the old file or the new one, never a half, even after a loss of power. */
function writeAtomic(path: string, text: string): void {
  const folder = dirname(path);
  // A rename would put a file in the place of a device or a pipe.
  if (existsSync(path) && !statSync(path).isFile()) throw Object.assign(new Error("not a file"), { code: "NOTAFILE" });
  mkdirSync(folder, { recursive: true });
  const temporary = `${path}.${process.pid}.${process.hrtime.bigint()}.tmp`;
  // Never through a link that somebody put there under the name.
  rmSync(temporary, { force: true });
  try {
    const file = openSync(temporary, "wx", 0o644);
    try {
      // Writes on until everything is written or the disk says no: a single write may take only a part and call that success.
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
  syncFolder(folder);
}

/** Written beside it and then linked: a reader never sees it half, and a link is made by one of several only. */
function create(path: string, text: string): boolean {
  const temporary = `${path}.${process.pid}.${process.hrtime.bigint()}.tmp`;
  mkdirSync(dirname(path), { recursive: true });
  rmSync(temporary, { force: true });
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

function createInPlace(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { encoding: "utf8", flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function syncFolder(folder: string): void {
  // Windows cannot open folders; there the rename itself is what is to be had.
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
