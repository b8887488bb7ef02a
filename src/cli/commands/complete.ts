import type { CommandDefinition } from "../program/definition.ts";

export const command: CommandDefinition<[words: readonly string[]]> = {
  name: "__complete",
  summary: "",
  isHidden: true,
  network: "none",
  arguments: [{ spelling: "[word...]", summary: "" }],
  flags: [],
  examples: [],
  exits: ["ok"],
  run: async ({ effects, operands: [words], commands }) =>
    (await import("../completion/complete.ts")).completeCommand(effects, commands, words),
};
