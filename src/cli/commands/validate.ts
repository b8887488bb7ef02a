import type { CommonFlags } from "../session.ts";
import type { CommandDefinition } from "./definition.ts";
import { offline } from "./exits.ts";
import { common, report } from "./flags.ts";

export const validate: CommandDefinition<[paths: readonly string[]], CommonFlags> = {
  name: "validate",
  summary: "check documents without any network; every problem in one run",
  about:
    "checks documents, all or those of the named files and folders: shape, limits, rules across fields and documents; every problem in one run",
  network: "none",
  arguments: [{ spelling: "[path...]", summary: "only these files or folders" }],
  flags: [...common, report],
  examples: [
    { line: "wxcards validate", about: "every document of the project" },
    { line: "wxcards validate cards/gold.yaml", about: "one of them, judged together with the others" },
  ],
  exits: offline,
  run: async ({ effects, operands: [paths], flags }) =>
    (await import("../validate.ts")).validateCommand(effects, paths, flags),
};
