import type { Command, Option } from "commander";

/** One flag, as completion needs it. */
export interface FlagShape {
  /** Every spelling: `-h` and `--help`. */
  readonly names: readonly string[];
  readonly description: string;
  /** What stands in the brackets of the help, such as `file`; absent for a switch. */
  readonly value?: string;
  readonly choices?: readonly string[];
}

/** One argument without a flag. */
export interface OperandShape {
  readonly name: string;
  readonly choices?: readonly string[];
  /** True when it may be given again and again. */
  readonly variadic: boolean;
}

/** One command with what may follow it. */
export interface CommandShape {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly FlagShape[];
  readonly operands: readonly OperandShape[];
  readonly commands: readonly CommandShape[];
}

/** The commands and flags of a program as plain data, hidden ones left out: completion can never offer other ones than the program takes. */
export function commandShape(command: Command): CommandShape {
  const help = command.createHelp();
  return {
    name: command.name(),
    description: command.description(),
    flags: help.visibleOptions(command).map(flagShape),
    operands: command.registeredArguments.map((operand) => ({
      name: operand.name(),
      variadic: operand.variadic,
      ...(operand.argChoices === undefined ? {} : { choices: operand.argChoices }),
    })),
    commands: help.visibleCommands(command).map(commandShape),
  };
}

function flagShape(option: Option): FlagShape {
  const value = /[<[]([^>\]]+)[>\]]/.exec(option.flags)?.[1];
  return {
    names: [option.short, option.long].filter((name) => name !== undefined),
    description: option.description,
    ...(value === undefined ? {} : { value }),
    ...(option.argChoices === undefined ? {} : { choices: option.argChoices }),
  };
}
