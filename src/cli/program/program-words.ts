import { programWords } from "../../report/messages/command-line.ts";
import type { FlagDefinition } from "./definition.ts";

/** The flag of the program itself. */
export const versionFlag: FlagDefinition = { spelling: "-V, --version", summary: programWords.version };

/** The flag that every command has. */
export const helpFlag: FlagDefinition = { spelling: "-h, --help", summary: programWords.help };

/** `wxcards help COMMAND`, which commander carries out. */
export const helpCommand = { name: "help", spelling: "help [command]", summary: programWords.help } as const;
