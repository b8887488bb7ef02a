import type { CommandLineWords } from "../../report/messages/command-line.ts";
import type { ArgumentDefinition, CommandDefinition, FlagDefinition, WholeLine } from "../program/definition.ts";
import { helpCommand, helpFlag, versionFlag } from "../program/program-words.ts";

/** One flag, as completion needs it. */
export interface FlagShape {
  /** Every spelling: `-h` and `--help`. */
  readonly names: readonly string[];
  readonly summary: string;
  /** What stands in the brackets of the help, such as `file`; absent for a switch. */
  readonly value: string | undefined;
  readonly choices: readonly string[] | undefined;
  /** What a value may begin with. */
  readonly offers: readonly string[];
}

/** One argument without a flag. */
export interface OperandShape {
  readonly name: string;
  readonly choices: readonly string[] | undefined;
  /** True when it may be given again and again. */
  readonly isVariadic: boolean;
}

/** One command with what may follow it. */
export interface CommandShape {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly FlagShape[];
  readonly operands: readonly OperandShape[];
  /** The commands below it, where it does nothing by itself: `state show`. */
  readonly commands?: readonly CommandShape[];
}

/** A command line with what may stand on it. */
export interface ProgramShape {
  readonly flags: readonly FlagShape[];
  readonly commands: readonly CommandShape[];
}

/** The commands and flags that completion offers: those of the help, so without hidden ones. */
export function programShape({ words, lang, commands }: WholeLine): ProgramShape {
  const help = helpFlag(words);
  const visible = commands()
    .filter(({ isHidden }) => isHidden !== true)
    .map((command) => commandShape(command, help));
  return { flags: [versionFlag(words), help, lang].map(flagShape), commands: withHelp(grouped(visible, words), words) };
}

function withHelp(commands: readonly CommandShape[], words: CommandLineWords): readonly CommandShape[] {
  const { name, summary } = helpCommand(words);
  return [...commands, { name, summary, flags: [], operands: [] }];
}

/** Commands of two words below their first one. */
function grouped(commands: readonly CommandShape[], words: CommandLineWords): CommandShape[] {
  const names = [...new Set(commands.map(({ name }) => name.split(" ")[0] ?? ""))];
  return names.flatMap((name) => {
    const alone = commands.find((command) => command.name === name);
    if (alone !== undefined) return [alone];
    const below = commands.filter((command) => command.name.startsWith(`${name} `));
    const own = below.map((command) => ({ ...command, name: command.name.slice(name.length + 1) }));
    const help = [flagShape(helpFlag(words))];
    return [{ name, summary: words.groupSummary(name), flags: help, operands: [], commands: withHelp(own, words) }];
  });
}

function commandShape(
  { name, summary, flags, arguments: operands }: CommandDefinition,
  help: FlagDefinition,
): CommandShape {
  return { name, summary, flags: [...flags, help].map(flagShape), operands: operands.map(operandShape) };
}

function operandShape({ spelling, choices }: ArgumentDefinition): OperandShape {
  const name = spelling.replace(/^[<[]|(?:\.\.\.)?[>\]]$/g, "");
  return { name, choices, isVariadic: spelling.includes("...") };
}

function flagShape({ spelling, summary, choices, offers = [] }: FlagDefinition): FlagShape {
  const value = /[<[]([^>\]]+)[>\]]/.exec(spelling)?.[1];
  const names = spelling.split(/[ ,]+/).filter((word) => word.startsWith("-"));
  return { names, summary, value, choices, offers };
}
