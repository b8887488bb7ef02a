import type { Stats } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { type FileTrouble, isTrouble } from "../model/file-trouble.ts";
import type { EntryKind, LeftFile, MarkFiles } from "../model/ports.ts";
import { ownFolder } from "../model/project.ts";
import { type Disk, failed, unlink } from "./disk.ts";
import { mountsBelow } from "./mounts.ts";
import { readBounded } from "./read-bounded.ts";
import { appendAt, createWhole, makerOfTemporary, moveWhole, syncFolder, writeWhole } from "./write-whole.ts";

/** The other files with a dot that the tool writes: those of `init`. */
export const dotFiles: readonly string[] = [
  ".gitignore",
  ".github/workflows/wxcards-plan.yml",
  ".github/workflows/wxcards-apply.yml",
  ".github/workflows/wxcards-drift.yml",
  ".gitlab/wxcards.gitlab-ci.yml",
];

/**
 * The one door for the files of a repository: in by `readInside`, out by `writeInside` and its kin.
 *
 * Every folder of a path is looked at before it is entered. The look and the opening are two steps: whoever changes
 * folders on this machine at the same moment could do all this by himself, and no repository can.
 */
export function inside(disk: Disk): Omit<MarkFiles, "glob" | "canonical"> {
  const door: Door = { disk, clean: new Set(), folders: new Map() };
  return {
    readInside: (root, path, limit) => readInside(door, root, path, limit),
    // A rename would put a file in the place of a device or a pipe.
    writeInside: (root, path, content) =>
      writing(door, root, path, (target) => notReplaceable(disk, target) ?? writeWhole(disk, target, content)),
    leftInside: (root, folder) => leftInside(door, root, folder),
    namesInside: (root, folder) => namesInside(door, root, folder),
    appendInside: (root, path, at, text) =>
      writing(door, root, path, (target) => notRegular(disk, target) ?? appendAt(disk, target, at, text)),
    createInside: (root, path, text) => writing(door, root, path, (target) => createWhole(disk, target, text)),
    moveInside: (root, from, to) =>
      writing(door, root, from, (source) =>
        writing(door, root, to, (target) => notRegular(disk, target) ?? moveWhole(disk, source, target)),
      ),
    removeInside: (root, path) =>
      looking(() => {
        const parts = partsOf(path);
        if (parts !== undefined && folderTrouble(door, root, parts) === undefined) unlink(disk, join(root, ...parts));
        return undefined;
      }),
    kindInside: (root, path) => {
      const parts = partsOf(path);
      const kind = parts && looking(() => kindOf(disk, join(root, ...parts)));
      if (typeof kind !== "object") return kind;
      return kind.reason === "EACCES" ? undefined : "other";
    },
  };
}

/** A disk, and folders of it that were looked at a moment ago: thousands of files of one folder are read at once. */
interface Door {
  readonly disk: Disk;
  readonly clean: Set<string>;
  /** By a root and a folder below it, how paths of files in it begin, where nothing is wrong with the folder. */
  readonly folders: Map<string, string>;
}

function readInside(door: Door, root: string, path: string, limit: number): Uint8Array | FileTrouble | undefined {
  const neighbour = besideOthers(door, root, path);
  if (neighbour !== undefined) return looking(() => readBounded(door.disk, neighbour, limit, "no-follow"));
  const parts = partsOf(path);
  if (parts === undefined) return { trouble: "outside" };
  const file = join(root, ...parts);
  return looking(() => {
    const above = folderTrouble(door, root, parts);
    if (above === "missing") return undefined;
    if (above !== undefined) return above;
    // Windows follows links when it opens a file; elsewhere opening refuses them.
    if (process.platform === "win32" && kindOf(door.disk, file) === "link") return { trouble: "link" };
    const name = nameIn(path);
    if (door.clean.size > 0 && name === parts.at(-1))
      door.folders.set(folderKey(root, path), file.slice(0, -name.length));
    return readBounded(door.disk, file, limit, "no-follow");
  });
}

/**
 * The path of a file in a folder that was looked at a moment ago; undefined where more has to be asked, as wherever
 * something is mounted.
 */
function besideOthers({ disk, folders }: Door, root: string, path: string): string | undefined {
  if (folders.size === 0 || process.platform === "win32" || mountsBelow(disk, root).length > 0) return undefined;
  const folder = folders.get(folderKey(root, path));
  const name = nameIn(path);
  return folder === undefined || name === "" || name === "." || name === ".." || name.includes("\0")
    ? undefined
    : folder + name;
}

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function folderKey(root: string, path: string): string {
  return `${root}\0${path.slice(0, path.lastIndexOf("/") + 1)}`;
}

function namesInside(door: Door, root: string, folder: string): readonly string[] | FileTrouble {
  const parts = partsOf(folder);
  if (parts === undefined) return { trouble: "outside" };
  return looking(() => {
    const above = folderTrouble(door, root, [...parts, "."]);
    if (above === "missing") return [];
    return above ?? door.disk.readdirSync(join(root, ...parts));
  });
}

/** A folder that cannot be looked at keeps what is in it. */
function leftInside(door: Door, root: string, folder: string): readonly LeftFile[] {
  const names = namesInside(door, root, folder);
  if (isTrouble(names)) return [];
  return names.flatMap((name): readonly LeftFile[] => {
    const process = makerOfTemporary(name);
    return process === undefined ? [] : [{ path: `${folder}/${name}`, process }];
  });
}

/** What looking gives; where the machine refuses, that is trouble with the file. */
function looking<Result>(look: () => Result | FileTrouble): Result | FileTrouble {
  try {
    return look();
  } catch (error) {
    return failed(error);
  }
}

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

/**
 * What is wrong with the folders above a file, or with the file as a mount point; `missing` when one of them is not
 * there.
 */
function folderTrouble(
  { disk, clean, folders }: Door,
  root: string,
  parts: readonly string[],
): FileTrouble | "missing" | undefined {
  const mounts = mountsBelow(disk, root);
  let folder = root;
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts.slice(0, index + 1).join("/");
    if (mounts.length > 0 && mounts.includes(part)) return { trouble: "mount", part };
    if (index === parts.length - 1) return undefined;
    folder = join(folder, parts[index] as string);
    if (clean.has(folder)) continue;
    const kind = kindOf(disk, folder);
    if (kind === "link") return { trouble: "link", part };
    if (kind !== "folder") return "missing";
    if (clean.size === 0)
      queueMicrotask(() => {
        clean.clear();
        folders.clear();
      });
    clean.add(folder);
  }
  return undefined;
}

/** Does the writing once the path is known to be one for writing, with the folders above it made. */
function writing<Result>(
  door: Door,
  root: string,
  path: string,
  write: (target: string) => Result | FileTrouble,
): Result | FileTrouble {
  const parts = partsOf(path);
  if (parts === undefined || parts.length === 0) return { trouble: "outside" };
  const hidden = parts.findIndex((part) => part.startsWith(".") || gitsOwn.test(part));
  if (hidden !== -1 && parts[0] !== ownFolder && !dotFiles.includes(parts.join("/")))
    return { trouble: "hidden-folder", part: parts.slice(0, hidden + 1).join("/") };
  return looking(() => {
    for (let index = 1; index < parts.length; index += 1) makeFolder(door.disk, join(root, ...parts.slice(0, index)));
    const above = folderTrouble(door, root, parts);
    if (above === "missing") return { trouble: "irregular", part: parts.slice(0, -1).join("/") };
    return above ?? write(join(root, ...parts));
  });
}

/** What is wrong with what stands in the place of a file that is to be written. */
function notRegular(disk: Disk, target: string): FileTrouble | undefined {
  const kind = kindOf(disk, target);
  if (kind === "link") return { trouble: "link" };
  return kind === undefined || kind === "file" ? undefined : { trouble: "irregular" };
}

/** The same, or that nobody may write it: a rename would ask the folder only. */
function notReplaceable(disk: Disk, target: string): FileTrouble | undefined {
  const isReadOnly = ((statOf(disk, target)?.mode ?? 0o200) & 0o200) === 0;
  return notRegular(disk, target) ?? (isReadOnly ? { trouble: "failed", reason: "EACCES" } : undefined);
}

/** The short name that Windows gives to the folder of git. */
const gitsOwn = /^git~\d+$/i;

function makeFolder(disk: Disk, folder: string): void {
  if (kindOf(disk, folder) !== undefined) return;
  disk.mkdirSync(folder);
  // Without its name in the folder above, everything in it is lost with the power.
  syncFolder(disk, dirname(folder));
}

function kindOf(disk: Disk, path: string): EntryKind | undefined {
  const stat = statOf(disk, path);
  if (stat === undefined) return undefined;
  if (stat.isSymbolicLink()) return "link";
  if (stat.isFile()) return "file";
  return stat.isDirectory() ? "folder" : "other";
}

/** Throws what the machine says but that nothing can be there. */
function statOf(disk: Disk, path: string): Stats | undefined {
  try {
    return disk.lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A part of the path is a file, or the path is none that the machine could have.
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOTDIR" || code === "ENAMETOOLONG" || code === "ELOOP") return undefined;
    throw error;
  }
}
