import type { ExitName } from "../../report/exit-code.ts";
import type { CommandLineWords } from "../../report/messages/command-line.ts";
import type { FlagWords } from "../../report/messages/command-words.ts";
import type { GuardedEffects } from "../session.ts";

/** What a command does on the network; what writes reads as well, `remote` is only that of the repository, and `host` the API
 * of where it is kept. */
export type NetworkUse = "none" | "reads" | "writes" | "serves" | "remote" | "host";

/** One flag of the command line. Flags that several commands take are one value, used by reference. */
export interface FlagDefinition extends FlagWords {
  /**
   * As the help shows it: `--out <file>`, `--yes`, `-h, --help`. The word in brackets tells completion what to offer.
   */
  readonly spelling: string;
  /** The only values taken. */
  readonly choices?: readonly string[];
  /** What a value may begin with, or be, where there are more than can be listed: for completion. */
  readonly offers?: readonly string[];
  readonly default?: unknown;
  /** True for a flag without which the command line is wrong. */
  readonly isRequired?: true;
  /**
   * Reads one value; `earlier` is what the flag has given so far, or its default. Throws commander's
   * `InvalidArgumentError`, whose message ends the run with 64.
   */
  parse?(value: string, earlier: unknown): unknown;
}

/** One argument that has no flag. */
export interface ArgumentDefinition {
  /** As the help shows it: `<plan.json>`, `[path...]`. */
  readonly spelling: string;
  readonly summary: string;
  readonly choices?: readonly string[];
}

/** A command line that somebody would type, for the reference page. */
export interface CommandExample {
  readonly line: string;
  readonly about: string;
}

/** All commands in one language. */
export interface WholeLine {
  /** The flag that stands before a command as well. */
  readonly lang: FlagDefinition;
  readonly words: CommandLineWords;
  /** Made when they are asked for: most runs need one of them. */
  readonly commands: () => readonly CommandDefinition[];
}

/** What a command is run with. */
export interface Invocation<Operands extends readonly unknown[] = readonly unknown[], Flags extends object = object> {
  readonly effects: GuardedEffects;
  /**
   * One for each argument of the definition: a text, a list for an argument that may be repeated, undefined for one
   * that was left out.
   */
  readonly operands: Operands;
  /** By the long name of the flag in camel case. */
  readonly flags: Flags;
  /** Every command there is, and the words of all: completion offers them. */
  readonly line: WholeLine;
}

/**
 * One command of wxcards: commander's program, the help, completion and docs/command-line.md are made from it.
 *
 * Definitions are loaded at every start, so they import nothing but flags, words and types; `run` imports the code of the
 * command when it is called. The bundle makes a file of its own for what `run` imports.
 */
export interface CommandDefinition<
  Operands extends readonly unknown[] = readonly unknown[],
  Flags extends object = object,
> {
  readonly name: string;
  /** One line for the help and for completion. */
  readonly summary: string;
  /** In place of the summary on the reference page, in Markdown, with links relative to docs/. */
  readonly about?: string;
  /** True for a command that only scripts call: it stands in no help, completion or reference. */
  readonly isHidden?: boolean;
  readonly network: NetworkUse;
  readonly arguments: readonly ArgumentDefinition[];
  /** In the order of the help. */
  readonly flags: readonly FlagDefinition[];
  readonly examples: readonly CommandExample[];
  /** The codes it can end with. */
  readonly exits: readonly ExitName[];
  /** Carries the command out and gives its exit code. */
  run(invocation: Invocation<Operands, Flags>): Promise<number> | number;
}
