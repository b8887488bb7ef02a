import { commandMakers } from "./commands.ts";
import type { CommandDefinition } from "./definition.ts";
import type { CommandLine } from "./flags.ts";

/** Every command, in the order of the help. */
export function everyCommand(line: CommandLine): readonly CommandDefinition[] {
  return Object.values(commandMakers).map((make) => make(line));
}

/**
 * The commands that a command line can be about: the one that its first words name, else all there are, for the help and
 * for what is wrong with the line.
 *
 * Making all of them takes as long as everything else that a short run does.
 */
export function askedCommands(argv: readonly string[], line: CommandLine): readonly CommandDefinition[] {
  const [first = "", second = ""] = argv;
  const name = [first, `${first} ${second}`].find((words) => Object.hasOwn(commandMakers, words));
  const made = name === undefined ? undefined : commandMakers[name]?.(line);
  // One that only scripts call is not called what its file is.
  return made === undefined || made.name !== name ? everyCommand(line) : [made];
}
