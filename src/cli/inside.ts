import { lstatSync, mkdirSync, rmSync, type Stats } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import type { FileTrouble } from "../model/file-trouble.ts";
import type { EntryKind, MarkFiles } from "../model/ports.ts";
import { ownFolder } from "../model/project.ts";
import { mountsBelow } from "./mounts.ts";
import { readBounded } from "./read-bounded.ts";
import { appendAt, createWhole, syncFolder, writeWhole } from "./write-whole.ts";

/** The other files with a dot that the tool writes: those of `init`. */
export const dotFiles: readonly string[] = [".gitignore", ".github/workflows/wxcards.yml"];

/**
 * The one door for the files of a repository: in by `readInside`, out by `writeInside` and its kin.
 *
 * Every folder of a path is looked at before it is entered. The look and the opening are two steps: whoever changes
 * folders on this machine at the same moment could do all this by himself, and no repository can.
 */
export const inside: Omit<MarkFiles, "glob" | "canonical"> = {
  readInside: (root, path, limit) => {
    const parts = partsOf(path);
    if (parts === undefined) return { trouble: "outside" };
    const above = folderTrouble(root, parts);
    if (above === "missing") return undefined;
    if (above !== undefined) return above;
    // Windows follows links when it opens a file; elsewhere opening refuses them.
    if (process.platform === "win32" && kindOf(join(root, ...parts)) === "link") return { trouble: "link" };
    return readBounded(join(root, ...parts), limit, "no-follow");
  },
  writeInside: (root, path, text) =>
    // A rename would put a file in the place of a device or a pipe.
    writing(root, path, (target) => notRegular(target) ?? writeWhole(target, text)),
  appendInside: (root, path, at, text) =>
    writing(root, path, (target) => notRegular(target) ?? appendAt(target, at, text)),
  createInside: (root, path, text) => writing(root, path, (target) => createWhole(target, text)),
  removeInside: (root, path) => {
    const parts = partsOf(path);
    if (parts === undefined || folderTrouble(root, parts) !== undefined) return undefined;
    try {
      rmSync(join(root, ...parts), { force: true });
      return undefined;
    } catch (error) {
      return failed(error);
    }
  },
  stampInside: (root, path) => {
    const parts = partsOf(path);
    if (parts === undefined) return { trouble: "outside" };
    try {
      const stat = lstatSync(join(root, ...parts), { throwIfNoEntry: false, bigint: true });
      return stat && [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(" ");
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === "ENOTDIR" ? undefined : failed(error);
    }
  },
  kindInside: (root, path) => {
    const parts = partsOf(path);
    return parts === undefined ? undefined : kindOf(join(root, ...parts));
  },
};

/**
 * The parts of a path below a root; undefined when it leads out of it, or when the machine would read another path than
 * the one that is written.
 */
function partsOf(path: string): readonly string[] | undefined {
  if (isAbsolute(path) || path.includes("\0")) return undefined;
  if (process.platform === "win32" && /[\\:]/.test(path)) return undefined;
  const parts = path.split("/").filter((part) => part !== "" && part !== ".");
  return parts.includes("..") ? undefined : parts;
}

/** Folders that were looked at a moment ago: thousands of files of one folder are read without a pause. */
const clean = new Set<string>();

/**
 * What is wrong with the folders above a file, or with the file as a mount point; `missing` when one of them is not
 * there.
 */
function folderTrouble(root: string, parts: readonly string[]): FileTrouble | "missing" | undefined {
  const mounts = mountsBelow(root);
  let folder = root;
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts.slice(0, index + 1).join("/");
    if (mounts.length > 0 && mounts.includes(part)) return { trouble: "mount", part };
    if (index === parts.length - 1) return undefined;
    folder = join(folder, parts[index] as string);
    if (clean.has(folder)) continue;
    const kind = kindOf(folder);
    if (kind === "link") return { trouble: "link", part };
    if (kind !== "folder") return "missing";
    if (clean.size === 0) queueMicrotask(() => clean.clear());
    clean.add(folder);
  }
  return undefined;
}

/** Does the writing once the path is known to be one for writing, with the folders above it made. */
function writing<Result>(root: string, path: string, write: (target: string) => Result): Result | FileTrouble {
  const parts = partsOf(path);
  if (parts === undefined || parts.length === 0) return { trouble: "outside" };
  const hidden = parts.findIndex((part) => part.startsWith(".") || gitsOwn.test(part));
  if (hidden !== -1 && parts[0] !== ownFolder && !dotFiles.includes(parts.join("/")))
    return { trouble: "hidden-folder", part: parts.slice(0, hidden + 1).join("/") };
  try {
    for (let index = 1; index < parts.length; index += 1) makeFolder(join(root, ...parts.slice(0, index)));
    const above = folderTrouble(root, parts);
    if (above === "missing") return { trouble: "irregular", part: parts.slice(0, -1).join("/") };
    return above ?? write(join(root, ...parts));
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): FileTrouble {
  return { trouble: "failed", reason: (error as NodeJS.ErrnoException).code ?? String(error) };
}

/** What is wrong with what stands in the place of a file that is to be written. */
function notRegular(target: string): FileTrouble | undefined {
  const kind = kindOf(target);
  if (kind === "link") return { trouble: "link" };
  return kind === undefined || kind === "file" ? undefined : { trouble: "irregular" };
}

/** The short name that Windows gives to the folder of git. */
const gitsOwn = /^git~\d+$/i;

function makeFolder(folder: string): void {
  if (kindOf(folder) !== undefined) return;
  mkdirSync(folder);
  // Without its name in the folder above, everything in it is lost with the power.
  syncFolder(dirname(folder));
}

function kindOf(path: string): EntryKind | undefined {
  const stat = statOf(path);
  if (stat === undefined) return undefined;
  if (stat.isSymbolicLink()) return "link";
  if (stat.isFile()) return "file";
  return stat.isDirectory() ? "folder" : "other";
}

function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A part of the path is a file, or the path is none that the machine could have.
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOTDIR" || code === "ENAMETOOLONG" || code === "ELOOP" || code === "EACCES") return undefined;
    throw error;
  }
}
