import type { FileTrouble } from "./file-trouble.ts";
import type { Problem } from "./problem.ts";
import type { Content } from "./text.ts";

/** The clock of the run: nothing below `cli/` asks the machine for the time. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Milliseconds since some moment of the run. Nobody can set it, so that it shows how long something takes, which
   * `now` does not.
   */
  elapsed(): number;
  /** Resolves after so many milliseconds, or as soon as the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Randomness of the run, for the jitter of retries and for nonces. */
export interface Random {
  /** A number from 0 up to, but not including, 1. */
  next(): number;
}

/** What a run needs to know of the processes of its machine. */
export interface Processes {
  /** Of this process. */
  readonly id: number;
  /** Name of the machine. */
  readonly host: string;
  /** Where process numbers mean something: the boot of the machine and its set of processes, such as a container's. */
  readonly space: string;
  readonly isAlive: (id: number) => boolean;
  /** What tells a process from a later one of the same number; empty where nobody can say. */
  readonly started: (id: number) => string;
}

/** What stands at a path, links not followed. */
export type EntryKind = "file" | "folder" | "link" | "other";

/** A file beside the one that was to be written, from a process that may have been killed. */
export interface LeftFile {
  /** Below the root. */
  readonly path: string;
  /** The process that made it. */
  readonly process: number;
}

/**
 * The files of the run. Synchronous, because small files read faster that way.
 *
 * What the repository names goes through the methods that take a root: nothing outside that folder is read or written,
 * whatever the repository holds. No part of a path below the root may be a symbolic link or a mount point, only regular
 * files are opened, and nothing waits. What the operator names on the command line or in the environment may lie
 * anywhere, and goes through `readNamed`, `writeNamed` and `appendNamed`.
 */
export interface Files {
  /**
   * The bytes of a regular file of at most `limit` bytes, or undefined when there is none. `path` is below `root`, with
   * `/`.
   */
  readInside(root: string, path: string, limit: number): Uint8Array | FileTrouble | undefined;
  /**
   * Replaces a file whole: temporary file, fsync, rename, fsync of the folder. Makes the folders above it. Nothing is
   * written below a folder whose name begins with a dot, but for `.wxcards/` and the files of `init`.
   */
  writeInside(root: string, path: string, content: Content): FileTrouble | undefined;
  /**
   * Writes a text at a byte of a file, which is its end or before it: what stands behind is cut off first, such as a
   * line that a crash tore. On disk when it returns, with the file and the folders above it, which are made where they
   * are not there. The same paths as `writeInside`.
   */
  appendInside(root: string, path: string, at: number, text: string): FileTrouble | undefined;
  /** Takes a file away; nothing happens when there is none. */
  removeInside(root: string, path: string): FileTrouble | undefined;
  /** Files that `writeInside` and its kin made beside others in a folder, and that are still there. */
  leftInside(root: string, folder: string): readonly LeftFile[];
  /** The names in a folder, in any order; none where there is no such folder. */
  namesInside(root: string, folder: string): readonly string[] | FileTrouble;
  /** What stands at a path below the root; undefined when nothing does. */
  kindInside(root: string, path: string): EntryKind | undefined;
  /**
   * Files below `root` that match the patterns, relative to it with `/`, sorted; a problem where a folder cannot be
   * looked through, or there is too much of it, since a list that was cut would look like files that were removed.
   */
  glob(root: string, patterns: readonly string[]): Promise<readonly string[] | Problem>;
  /** A path with all its symbolic links followed; the path itself where that cannot be done. */
  canonical(path: string): string;
}

/** What keeps runs apart needs besides. */
export interface MarkFiles extends Files {
  /**
   * Makes a file that is not there yet, whole; false when there is one. Makes the folders above it. On disk when it
   * returns. The same paths as `writeInside`.
   */
  createInside(root: string, path: string, text: string): boolean | FileTrouble;
  /**
   * Puts a file in the place of another one in its folder; false when it is not there: of several that move the same
   * file one does. On disk when it returns, whoever moved it. The same paths as `writeInside`.
   */
  moveInside(root: string, from: string, to: string): boolean | FileTrouble;
}

/** The files that the operator names. Paths are absolute. */
export interface NamedFiles {
  /**
   * The bytes of a regular file of at most `limit` bytes, or of a pipe: at most 64 KiB, within 5 s. Never of a device.
   * Undefined when there is none. Links are followed.
   */
  readNamed(path: string, limit: number): Promise<Uint8Array | FileTrouble | undefined>;
  /** Replaces a file whole, as `writeInside` does. */
  writeNamed(path: string, text: string): FileTrouble | undefined;
  /**
   * Adds a text to the end of a regular file, which stays the same file, and is made where there is none, with the
   * folders above it. On disk when it returns.
   */
  appendNamed(path: string, text: string): FileTrouble | undefined;
  /**
   * The symbolic links that a path passes, each as its folder and its name: the file itself included, and those to
   * which another leads.
   */
  links(path: string): readonly { readonly folder: string; readonly name: string }[];
}

/** One HTTP request, complete: what it says is what goes out. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The whole address; may carry a token in its query, so it is never printed. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** One HTTP answer with its body read to the end. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Why no answer came: `not-sent` means that the platform cannot have seen the request, `ambiguous` that it may have
 * been carried out.
 */
export interface HttpFailure {
  readonly failure: "not-sent" | "ambiguous";
  /** The words of the transport, without the address. */
  readonly reason: string;
  readonly cause?: unknown;
  /** True when a deadline ended the request: whoever was called kept silent, or did not come to an end. */
  readonly silent?: true;
  /** Why nothing further may be sent there, when this is the last word. */
  readonly stops?: Problem;
}

/**
 * Carries requests. One try each; retrying is the client's business. A request ends at once when its signal aborts. Never
 * throws.
 */
export interface Transport {
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer | HttpFailure>;
  close(): Promise<void>;
}

/** What a transport may know of its surroundings. */
export interface TransportOptions {
  /** Connections to one host at most. */
  readonly connections: number;
  /** Bytes of one answer at most, where it is to be more than usual. */
  readonly answerBytes?: number;
  /** `HTTPS_PROXY`, `NO_PROXY` and their kin, as the environment has them. */
  readonly proxy?: { readonly httpsProxy?: string; readonly httpProxy?: string; readonly noProxy?: string };
}

/** The network of the run: nothing below `cli/` opens a connection by itself. */
export interface Network {
  /** Opens what carries the requests of one run; nothing of the network is loaded before. */
  open(options: TransportOptions): Promise<Transport>;
}

/** One line of what happens, for `--verbose`: already free of secrets. */
export type Trace = (line: string) => void;
