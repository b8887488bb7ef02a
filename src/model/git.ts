import type { ProgramEnd } from "./program.ts";

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

/**
 * What a command of git came to; its words are clipped, for people. None of them are read for their meaning.
 */
export type GitAnswer = ProgramEnd;

/** Runs git. Never throws. */
export type GitRunner = (command: GitCommand) => Promise<GitAnswer>;
