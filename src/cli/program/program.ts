import { Argument, Command, Option } from "commander";
import { version as ownVersion } from "../../generated/version.ts";
import type { CommandLineWords } from "../../report/messages/command-line.ts";
import { page } from "../../report/page.ts";
import type { GuardedEffects } from "../session.ts";
import type { ArgumentDefinition, CommandDefinition, FlagDefinition, WholeLine } from "./definition.ts";
import { helpCommand, helpFlag, versionFlag } from "./program-words.ts";
import { errorLines, helpWords } from "./usage-errors.ts";

/**
 * Makes commander's program of some commands. It writes nothing but by `effects` and ends no process; `done` gets the
 * exit code of the command that was carried out. A wrong command line throws a `CommanderError` when it is parsed.
 */
export function commanderProgram(
  effects: GuardedEffects,
  line: WholeLine,
  commands: readonly CommandDefinition[],
  done: (code: number) => void,
): Command {
  const { io } = effects;
  const { words } = line;
  const [version, help, helpBelow] = [versionFlag(words), helpFlag(words), helpCommand(words)];
  const program = new Command("wxcards")
    .description(words.program.summary)
    .version(ownVersion, version.spelling, version.summary)
    .helpOption(help.spelling, help.summary)
    .helpCommand(helpBelow.spelling, helpBelow.summary)
    .configureHelp(helpWords(words))
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout(text),
      writeErr: (text) => io.stderr(text),
      outputError: (text) => io.stderr(page(errorLines(text, words))),
    })
    .showHelpAfterError(words.program.afterError);
  program.addOption(commanderOption(line.lang));
  for (const definition of commands) {
    const parts = definition.name.split(" ");
    const own = parts.pop() ?? "";
    const parent = parts.reduce((below, name) => groupIn(below, name, words), program);
    const command = parent.command(own, { hidden: definition.isHidden === true });
    command.description(definition.summary);
    for (const argument of definition.arguments) command.addArgument(commanderArgument(argument));
    for (const flag of definition.flags) command.addOption(commanderOption(flag));
    command.action(async (...values: readonly unknown[]) => {
      const operands = values.slice(0, definition.arguments.length);
      done(await definition.run({ effects, operands, flags: command.optsWithGlobals(), line }));
    });
  }
  return program;
}

/** `state show` stands below `state`, which does nothing by itself. */
function groupIn(parent: Command, name: string, words: CommandLineWords): Command {
  const known = parent.commands.find((command) => command.name() === name);
  return known ?? parent.command(name).description(words.groupSummary(name));
}

function commanderArgument({ spelling, summary, choices }: ArgumentDefinition): Argument {
  const argument = new Argument(spelling, summary);
  return choices === undefined ? argument : argument.choices(choices);
}

function commanderOption(definition: FlagDefinition): Option {
  const { spelling, summary, choices, default: standard, parse, isRequired } = definition;
  const option = new Option(spelling, summary);
  if (isRequired === true) option.makeOptionMandatory();
  if (choices !== undefined) option.choices(choices);
  if (standard !== undefined) option.default(standard);
  if (parse !== undefined) option.argParser(parse);
  return option;
}
