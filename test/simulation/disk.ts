import { posix } from "node:path";
import type { RunFiles } from "../../src/cli/files.ts";
import type { FileTrouble } from "../../src/model/file-trouble.ts";
import { partsOf } from "../../src/model/text.ts";
import type { Chance } from "./chance.ts";
import type { Life } from "./effects.ts";

/** What a machine says when its disk does not do what it should. */
export type DiskError = "ENOSPC" | "EIO" | "EROFS" | "EACCES";

/** The folder of the project on every simulated machine. */
export const root = "/project";

/** The disk of one machine: what is on it, and what of that a crash may take. */
export interface Disk {
  /** Texts by absolute path, as a process sees them. */
  readonly files: Map<string, string>;
  /** What is not sure to outlive a loss of power, with what stood there before; undefined for no file. */
  readonly unsynced: Map<string, string | undefined>;
  /** Those of them that a rename has put there: their content was durable before, so that they are old or new, never torn. */
  readonly renamed: Set<string>;
  /** Those of them from which a rename took a file, with where it is: it is back there or here, never in neither place. */
  readonly moved: Map<string, string>;
  /** What outlives a loss of power for sure: the text of a file; undefined for none. */
  durable(path: string): string | undefined;
  /** A copy of all that is on it. */
  copy(): Disk;
  /**
   * What is left after the power went: of each file that was not made durable yet the old state, the new one, or an end
   * that is torn off where something was appended.
   */
  lose(draw: Chance): void;
}

/**
 * The disks of several machines whose projects are the same, and which share one folder: each has what else is on the
 * disk, but for what only the first has. A loss of power takes nothing from the folder: a server of its own keeps it.
 */
export function machinesOf(first: Disk, shared: string, onlyFirst: string, count: number): readonly Disk[] {
  const isIn = (folder: string) => (path: string) => path.startsWith(`${folder}/`);
  const share = new Map([...first.files].filter(([path]) => isIn(shared)(path)));
  const own = [...first.files].filter(([path]) => !isIn(shared)(path));
  return Array.from({ length: count }, (_, machine) => {
    const kept = own.filter(([path]) => machine === 0 || !isIn(onlyFirst)(path));
    return diskOf(new FilesWithShare(new Map(kept), share, isIn(shared)), isIn(shared));
  });
}

/** The files of one machine, of which those of one folder are the files of others as well. */
class FilesWithShare extends Map<string, string> {
  readonly #own: Map<string, string>;
  readonly #share: Map<string, string>;
  readonly #isShared: (path: string) => boolean;

  constructor(own: Map<string, string>, share: Map<string, string>, isShared: (path: string) => boolean) {
    super();
    this.#own = own;
    this.#share = share;
    this.#isShared = isShared;
  }

  #of(path: string): Map<string, string> {
    return this.#isShared(path) ? this.#share : this.#own;
  }

  #all(): Map<string, string> {
    return new Map([...this.#own, ...this.#share]);
  }

  override get = (path: string) => this.#of(path).get(path);
  override has = (path: string) => this.#of(path).has(path);
  override delete = (path: string) => this.#of(path).delete(path);
  override keys = () => this.#all().keys();
  override values = () => this.#all().values();
  override entries = () => this.#all().entries();
  override [Symbol.iterator] = () => this.#all()[Symbol.iterator]();

  override set(path: string, text: string): this {
    this.#of(path).set(path, text);
    return this;
  }
}

/** A disk with these files, by path below the project. */
export function disk(content: Readonly<Record<string, string>>): Disk {
  return diskOf(new Map(Object.entries(content).map(([path, text]) => [posix.join(root, path), text])));
}

function diskOf(files: Map<string, string>, isKeptElsewhere: (path: string) => boolean = () => false): Disk {
  const unsynced = new Map<string, string | undefined>();
  const renamed = new Set<string>();
  const moved = new Map<string, string>();
  return {
    files,
    unsynced,
    renamed,
    moved,
    durable: (path) => (unsynced.has(path) ? unsynced.get(path) : files.get(path)),
    copy: () => diskOf(new Map(files)),
    lose: (draw) => {
      const fates = new Map<string, string>();
      for (const [path, before] of unsynced) {
        if (isKeptElsewhere(path)) continue;
        const now = files.get(path);
        const unit = moved.get(path) ?? path;
        const fate = fates.get(unit) ?? draw.pick(renamed.has(path) ? ["old", "new"] : ["old", "new", "torn"]);
        fates.set(unit, fate);
        const isLonger = now?.startsWith(before ?? "") === true && now.length > (before?.length ?? 0);
        if (fate === "torn" && isLonger) {
          const from = before?.length ?? 0;
          files.set(path, now.slice(0, from + draw.whole(now.length - from)));
        } else if (fate === "old" && before === undefined) files.delete(path);
        else if (fate === "old") files.set(path, before as string);
      }
      unsynced.clear();
      renamed.clear();
      moved.clear();
    },
  };
}

/** How a process sees a disk. */
export interface DiskView {
  readonly disk: Disk;
  readonly life: Life;
  /** Which process it is: temporary files have its number. */
  readonly process: number;
  /** The trouble that befalls an operation, if any. */
  readonly trouble: (operation: string, path: string) => DiskError | undefined;
  /** Told of what was written. */
  readonly onWrite: (path: string, text: string | undefined) => void;
}

/** The files of one process. */
export function filesOn({
  disk: { files, unsynced, renamed, moved },
  life,
  process,
  trouble,
  onWrite,
}: DiskView): RunFiles {
  let temporary = 0;
  const failing = (operation: string, path: string): FileTrouble | undefined => {
    life.effect(`${operation} ${path}`);
    const reason = trouble(operation, path);
    return reason === undefined ? undefined : { trouble: "failed", reason };
  };
  const read = (path: string, limit: number): Uint8Array | FileTrouble | undefined => {
    const failed = failing("read", path);
    const text = files.get(path);
    if (text === undefined) return undefined;
    if (failed !== undefined) return failed;
    const bytes = Buffer.from(text, "utf8");
    return bytes.length > limit ? { trouble: "large", limit } : bytes;
  };
  const write = (path: string, text: string): FileTrouble | undefined => {
    const opened = failing("open", path);
    if (opened !== undefined) return opened;
    temporary += 1;
    const beside = `${path}.${process}.${temporary}.tmp`;
    files.set(beside, "");
    for (const operation of ["write", "fsync", "rename"]) {
      const failed = failing(operation, path);
      if (failed !== undefined) {
        files.delete(beside);
        return failed;
      }
      if (operation === "write") files.set(beside, text);
    }
    files.delete(beside);
    if (!unsynced.has(path)) unsynced.set(path, files.get(path));
    renamed.add(path);
    files.set(path, text);
    onWrite(path, text);
    const synced = failing("fsync-folder", path);
    if (synced !== undefined) return synced;
    unsynced.delete(path);
    renamed.delete(path);
    return undefined;
  };
  const append = (path: string, at: number, text: string): FileTrouble | undefined => {
    const opened = failing("open", path);
    if (opened !== undefined) return opened;
    const bytes = Buffer.from(files.get(path) ?? "", "utf8");
    if (bytes.length < at) return { trouble: "failed", reason: "changed-meanwhile" };
    const kept = bytes.subarray(0, at).toString("utf8");
    if (!unsynced.has(path)) unsynced.set(path, files.get(path));
    files.set(path, kept);
    const half = text.slice(0, Math.floor(text.length / 2));
    const torn = failing("write", path);
    // A disk that is full takes what fits.
    if (torn !== undefined) {
      files.set(path, kept + half);
      return torn;
    }
    files.set(path, kept + text);
    onWrite(path, kept + text);
    const synced = failing("fsync", path);
    if (synced !== undefined) return synced;
    unsynced.delete(path);
    return undefined;
  };
  /** The names of a folder that outlive a loss of power from now on. */
  const settle = (paths: readonly string[]): true => {
    for (const path of paths) {
      unsynced.delete(path);
      renamed.delete(path);
      moved.delete(path);
    }
    return true;
  };
  const isFolder = (path: string): boolean => [...files.keys()].some((file) => file.startsWith(`${path}/`));
  return {
    readInside: (folder, path, limit) => {
      const absolute = posix.join(folder, path);
      return absolute.startsWith(`${folder}/`) ? read(absolute, limit) : { trouble: "outside" };
    },
    writeInside: (folder, path, content) => {
      // No command that is played writes an archive.
      if (content instanceof Uint8Array) throw new Error("this disk holds texts only");
      return write(posix.join(folder, path), [...partsOf(content)].join(""));
    },
    appendInside: (folder, path, at, text) => append(posix.join(folder, path), at, text),
    leftInside: (folder, path) => {
      const below = `${posix.join(folder, path)}/`;
      const names = [...files.keys()].filter((file) => posix.dirname(file) === posix.dirname(`${below}x`));
      return names.flatMap((file) => {
        const maker = /\.(\d+)\.\d+\.tmp$/.exec(file)?.[1];
        return maker === undefined ? [] : [{ path: file.slice(folder.length + 1), process: Number(maker) }];
      });
    },
    createInside: (folder, path, text) => {
      const absolute = posix.join(folder, path);
      const failed = failing("create", absolute);
      if (failed !== undefined) return failed;
      if (files.has(absolute)) return false;
      if (!unsynced.has(absolute)) unsynced.set(absolute, undefined);
      renamed.add(absolute);
      files.set(absolute, text);
      onWrite(absolute, text);
      const synced = failing("fsync-folder", absolute);
      if (synced !== undefined) return synced;
      return settle([absolute]);
    },
    moveInside: (folder, from, to) => {
      const [source, target] = [posix.join(folder, from), posix.join(folder, to)];
      const failed = failing("rename", target);
      if (failed !== undefined) return failed;
      const text = files.get(source);
      if (text !== undefined) {
        for (const path of [source, target]) if (!unsynced.has(path)) unsynced.set(path, files.get(path));
        renamed.add(source).add(target);
        moved.set(source, target);
        files.delete(source);
        files.set(target, text);
        onWrite(target, text);
      }
      const synced = failing("fsync-folder", target);
      if (synced !== undefined) return synced;
      settle([...unsynced.keys()].filter((path) => renamed.has(path) && posix.dirname(path) === posix.dirname(target)));
      return text !== undefined;
    },
    namesInside: (folder, path) => {
      const above = `${posix.join(folder, path)}/`;
      const failed = failing("list", above);
      const below = [...files.keys()].filter((file) => file.startsWith(above));
      return failed ?? [...new Set(below.map((file) => file.slice(above.length).split("/")[0] as string))];
    },
    removeInside: (folder, path) => {
      const absolute = posix.join(folder, path);
      const failed = failing("remove", absolute);
      if (failed !== undefined) return failed;
      if (files.delete(absolute)) onWrite(absolute, undefined);
      return undefined;
    },
    kindInside: (folder, path) => {
      const absolute = posix.join(folder, path);
      if (files.has(absolute)) return "file";
      return isFolder(absolute) ? "folder" : undefined;
    },
    glob: async (folder, patterns) => {
      const wanted = patterns.map(patternOf);
      const below = [...files.keys()].filter((path) => path.startsWith(`${folder}/`));
      const relative = below.map((path) => path.slice(folder.length + 1));
      return relative.filter((path) => wanted.some((pattern) => pattern.test(path))).sort();
    },
    canonical: (path) => path,
    readNamed: async (path, limit) => read(path, limit),
    writeNamed: (path, text) => write(path, text),
    appendNamed: (path, text) => append(path, Buffer.byteLength(files.get(path) ?? ""), text),
    links: () => [],
  };
}

/** Patterns have folders of any depth, any name, and a choice of endings. */
function patternOf(glob: string): RegExp {
  const parts = glob.split(/(\*\*\/|\*|\{[^{}]*\})/).map((part) => {
    if (part === "**/") return "(?:[^/]+/)*";
    if (part === "*") return "[^/]*";
    if (part.startsWith("{")) return `(?:${part.slice(1, -1).replaceAll(",", "|")})`;
    return part.replace(/[.+^$()[\]|\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`);
}
