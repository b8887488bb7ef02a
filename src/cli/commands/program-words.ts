import type { FlagDefinition } from "./definition.ts";

/** What `wxcards --help` says first. */
export const programSummary =
  "Member cards and pay-gift rules of Weixin and brand cards of WeChat Pay as code: YAML in git, validated, compared with live state, applied with only what changed.";

/** The flag of the program itself. */
export const versionFlag: FlagDefinition = { spelling: "-V, --version", summary: "output the version number" };

/** The flag that every command has. */
export const helpFlag: FlagDefinition = { spelling: "-h, --help", summary: "display help for command" };

/** `wxcards help COMMAND`, which commander carries out. */
export const helpCommand = { name: "help", spelling: "help [command]", summary: "display help for command" } as const;
