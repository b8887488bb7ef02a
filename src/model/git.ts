/** One command of git, whole: what it says is what runs. */
export interface GitCommand {
  readonly args: readonly string[];
  /** The folder it runs in. */
  readonly folder: string;
  /** Added to a bare environment; nothing of a surrounding git gets through. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Uint8Array;
  /** In milliseconds; 60 s when absent. */
  readonly deadline?: number;
}

/** What a command of git came to. No words of git are read for their meaning: they are shown to people. */
export interface GitAnswer {
  /** Its exit code; null where it has none. */
  readonly code: number | null;
  /** Why it has none: there is no git, it took too long, it was stopped, it could not be started, it said too much. */
  readonly failure?: "missing" | "late" | "stopped" | "unstartable" | "overflow";
  readonly stdout: Uint8Array;
  /** Clipped, for people. */
  readonly stderr: string;
}

/** Runs git. Never throws. */
export type GitRunner = (command: GitCommand) => Promise<GitAnswer>;
