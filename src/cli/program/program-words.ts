import type { CommandLineWords } from "../../report/messages/command-line.ts";
import type { FlagDefinition } from "./definition.ts";

/** The flag of the program itself. */
export function versionFlag({ program }: CommandLineWords): FlagDefinition {
  return { spelling: "-V, --version", summary: program.version };
}

/** The flag that every command has. */
export function helpFlag({ program }: CommandLineWords): FlagDefinition {
  return { spelling: "-h, --help", summary: program.help };
}

/** `wxcards help COMMAND`, which commander carries out. */
export function helpCommand({ program }: CommandLineWords) {
  return { name: "help", spelling: "help [command]", summary: program.help } as const;
}
