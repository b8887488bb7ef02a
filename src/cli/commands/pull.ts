import type { CommandDefinition } from "../program/definition.ts";
import { live } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";
import type { PullFlags } from "../pull.ts";

export const command = ({
  words: { commands },
  shared,
}: CommandLine): CommandDefinition<[addresses: readonly string[]], PullFlags> => {
  const words = commands.pull;
  return {
    name: "pull",
    summary: words.summary,
    about: words.about,
    network: "reads",
    arguments: argumentsOf(words.arguments, { "[address...]": {} }),
    flags: [
      ...shared.common,
      shared.exclude,
      shared.report,
      ...flagsOf(words.flags, { "--dry-run": {}, "--take <side>": { choices: ["live"] } }),
    ],
    examples: examplesOf(words.examples),
    exits: [...live, "partial"],
    run: async ({ effects, operands: [addresses], flags }) =>
      (await import("../pull.ts")).pullCommand(effects, addresses, flags),
  };
};
