import type { CommandShape, FlagShape, OperandShape, ProgramShape } from "./shape.ts";

/** One word that may be completed to, with what it means where that is known. */
export interface Candidate {
  readonly word: string;
  readonly about?: string;
}

/**
 * What may stand at the cursor: words that are known, or where they come from. `prefix` stands before each of them,
 * such as `--account=`.
 */
export type Wanted =
  | { readonly from: "words"; readonly words: readonly Candidate[] }
  | { readonly from: "files" | "accounts" | "targets" | "fields"; readonly prefix: string };

/**
 * What may stand at the cursor. Takes the words after the program's name up to the cursor; the last one is the one
 * being written, and may be empty.
 *
 * Gives words of every beginning; whoever prints them keeps those that begin as the word at the cursor does.
 */
export function wanted(program: ProgramShape, words: readonly string[]): Wanted {
  const before = words.slice(0, -1);
  const current = words.at(-1) ?? "";
  const [name, ...rest] = before;
  if (name === undefined) return current.startsWith("-") ? flagWords(program, current, before) : commandsOf(program);
  if (name.startsWith("-")) return behindFlag(program, name, words.slice(1));
  if (name === "help") return rest.length === 0 ? commandsOf(program) : nothing;
  const command = program.commands.find((known) => known.name === name);
  if (command === undefined) return nothing;
  if (command.commands !== undefined) return wanted({ ...command, commands: command.commands }, words.slice(1));
  return wantedOf(command, rest, current);
}

/** What may stand at the cursor behind a command, and what stands between the two. */
function wantedOf(command: CommandShape, rest: readonly string[], current: string): Wanted {
  const { pending, operands, closed } = readWords(command, rest);
  if (pending !== undefined) return valueWords(pending, current, "");
  if (!closed && current.startsWith("-")) return flagWords(command, current, rest);
  const operand = command.operands[operands] ?? command.operands.findLast(({ isVariadic }) => isVariadic);
  if (operand !== undefined) return operandWords(operand);
  return closed ? nothing : flagsOf(command.flags, rest);
}

/** What may stand behind a flag of the program itself: its value, or whatever may stand without it. */
function behindFlag(program: ProgramShape, name: string, words: readonly string[]): Wanted {
  const flag = flagNamed(program, name);
  if (flag?.value === undefined) return wanted(program, words);
  return words.length === 1 ? valueWords(flag, words[0] ?? "", "") : wanted(program, words.slice(1));
}

/** Flags; or the values of a flag that is written together with its value, as `--account=`. */
function flagWords(command: Pick<CommandShape, "flags">, current: string, before: readonly string[]): Wanted {
  const at = current.indexOf("=");
  if (at === -1) return flagsOf(command.flags, before);
  const flag = flagNamed(command, current.slice(0, at));
  return flag?.value === undefined ? nothing : valueWords(flag, current.slice(at + 1), current.slice(0, at + 1));
}

const nothing: Wanted = { from: "words", words: [] };

/** The flag that waits for its value, how many operands there are already, and whether `--` ended the flags. */
function readWords(command: CommandShape, words: readonly string[]) {
  let pending: FlagShape | undefined;
  let operands = 0;
  let closed = false;
  for (const word of words) {
    if (pending !== undefined) pending = undefined;
    else if (closed || !word.startsWith("-") || word === "-") operands += 1;
    else if (word === "--") closed = true;
    else {
      const flag = flagNamed(command, word);
      if (flag?.value !== undefined) pending = flag;
    }
  }
  return { pending, operands, closed };
}

function flagNamed(command: Pick<CommandShape, "flags">, name: string): FlagShape | undefined {
  return command.flags.find((flag) => flag.names.includes(name));
}

function commandsOf(program: ProgramShape): Wanted {
  return {
    from: "words",
    words: program.commands.map(({ name, summary }) => ({ word: name, about: summary })),
  };
}

/** The long flags; a switch that stands there already does nothing a second time. */
function flagsOf(flags: readonly FlagShape[], used: readonly string[]): Wanted {
  const open = flags.filter(({ value, names }) => value !== undefined || !names.some((name) => used.includes(name)));
  const words = open.flatMap((flag) => {
    const long = flag.names.at(-1);
    return long === undefined ? [] : [{ word: long, about: flag.summary }];
  });
  return { from: "words", words };
}

function valueWords(flag: FlagShape, current: string, prefix: string): Wanted {
  const plain = (words: readonly string[]): Wanted => ({
    from: "words",
    words: words.map((word) => ({ word: prefix + word })),
  });
  if (flag.choices !== undefined) return plain(flag.choices);
  switch (flag.value) {
    case "name":
      return { from: "accounts", prefix };
    case "address":
      return { from: "targets", prefix };
    case "file":
      return { from: "files", prefix };
    case "format=file":
      return current.includes("=") ? { from: "files", prefix } : plain(flag.offers);
    default:
      return nothing;
  }
}

function operandWords(operand: OperandShape): Wanted {
  if (operand.choices !== undefined) return { from: "words", words: operand.choices.map((word) => ({ word })) };
  if (operand.name === "field") return { from: "fields", prefix: "" };
  if (/address/i.test(operand.name)) return { from: "targets", prefix: "" };
  return { from: "files", prefix: "" };
}
