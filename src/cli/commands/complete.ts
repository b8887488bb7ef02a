import type { CommandDefinition } from "../program/definition.ts";
import type { CommandLine } from "../program/flags.ts";

export const command = (_line: CommandLine): CommandDefinition<[words: readonly string[]]> => ({
  name: "__complete",
  summary: "",
  isHidden: true,
  network: "none",
  arguments: [{ spelling: "[word...]", summary: "" }],
  flags: [],
  examples: [],
  exits: ["ok"],
  run: async ({ effects, operands: [words], line }) =>
    (await import("../completion/complete.ts")).completeCommand(effects, line, words),
});
