/** One program to run, whole: what it says is what runs, and no shell looks at it. */
export interface Program {
  /** Name or path of the program, as the operating system looks it up. */
  readonly file: string;
  readonly args: readonly string[];
  /** The folder it runs in; that of this process when absent. */
  readonly folder?: string;
  /** All that it gets of an environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What it reads on stdin, which is closed behind it; nothing when absent. */
  readonly input?: string | Uint8Array;
  /** In milliseconds; then the program and all that it started are ended. */
  readonly deadlineMs: number;
  /** In bytes; a program that says more on stdout is ended. */
  readonly mostOutput: number;
}

/** What a program came to. */
export interface ProgramEnd {
  /** Its exit code; null where it has none. */
  readonly code: number | null;
  /**
   * Why it has none: there is no such program, it took too long, it was stopped, it could not be started, it said too
   * much.
   */
  readonly failure?: "missing" | "late" | "stopped" | "unstartable" | "overflow";
  readonly stdout: Uint8Array;
  /** The beginning of what it said there; nobody has looked for secrets in it. */
  readonly stderr: string;
}

/** Runs programs. Never throws. */
export type Programs = (program: Program) => Promise<ProgramEnd>;
