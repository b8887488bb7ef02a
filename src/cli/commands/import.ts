import type { ImportFlags } from "../import.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { live } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";

export const command = ({
  words: { commands },
  shared,
}: CommandLine): CommandDefinition<[named: readonly string[]], ImportFlags> => {
  const words = commands.import;
  return {
    name: "import",
    summary: words.summary,
    about: words.about,
    network: "reads",
    arguments: argumentsOf(words.arguments, { "[address=id...]": {} }),
    flags: [...shared.common, shared.report, ...flagsOf(words.flags, { "--all": {} })],
    examples: examplesOf(words.examples),
    exits: [...live, "held"],
    run: async ({ effects, operands: [named], flags }) =>
      (await import("../import.ts")).importCommand(effects, named, flags),
  };
};
