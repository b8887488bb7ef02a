import { commandWords } from "../../report/messages/command-line.ts";
import type { ImportFlags } from "../import.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { live } from "../program/exits.ts";
import { common, report } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";

const words = commandWords.import;

export const command: CommandDefinition<[named: readonly string[]], ImportFlags> = {
  name: "import",
  summary: words.summary,
  about: words.about,
  network: "reads",
  arguments: argumentsOf(words.arguments, { "[address=id...]": {} }),
  flags: [...common, report, ...flagsOf(words.flags, { "--all": {} })],
  examples: examplesOf(words.examples),
  exits: [...live, "held"],
  run: async ({ effects, operands: [named], flags }) =>
    (await import("../import.ts")).importCommand(effects, named, flags),
};
