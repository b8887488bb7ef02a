/** The clock of the run: nothing below `cli/` asks the machine for the time. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds since some moment of the run. Nobody can set it, so that it tells how long something takes, and `now` does not. */
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
}

/** The files of the run. Paths are absolute. Synchronous, because small files read faster that way. */
export interface Files {
  /** The bytes of a file, or undefined when there is none. Throws on any other trouble. */
  read(path: string): Uint8Array | undefined;
  /** Replaces a file whole: temporary file, fsync, rename, fsync of the folder. Makes the folders above it. */
  writeAtomic(path: string, text: string): void;
  /** Files below `root` that match the patterns, relative to it with `/`, sorted. */
  glob(root: string, patterns: readonly string[]): Promise<readonly string[]>;
  /** True when a file or folder stands there. */
  exists(path: string): boolean;
  /** Whether a path, its symbolic links followed, ends inside a folder. */
  leads(root: string, path: string): "inside" | "outside";
}

/** What keeps runs apart needs besides. */
export interface MarkFiles extends Files {
  /** Makes a file that is not there yet, whole; false when there is one. Makes the folders above it. */
  create(path: string, text: string): boolean;
  /** Takes a file away; nothing happens when there is none. */
  remove(path: string): void;
}

/** One HTTP request, complete: what it says is what goes out. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
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
 * Why no answer came: `not-sent` means that the platform cannot have seen the request, `ambiguous` that it may have been carried out.
 */
export interface HttpFailure {
  readonly failure: "not-sent" | "ambiguous";
  /** What the transport said, without the address. */
  readonly reason: string;
  readonly cause?: unknown;
}

/** Carries requests. One try each; retrying is the client's business. Never throws. */
export interface Transport {
  send(request: HttpRequest, signal?: AbortSignal): Promise<HttpAnswer | HttpFailure>;
  close(): Promise<void>;
}

/** One line of what happens, for `--verbose`: already free of secrets. */
export type Trace = (line: string) => void;
