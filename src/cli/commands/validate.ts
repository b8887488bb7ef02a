import type { CommandDefinition } from "../program/definition.ts";
import { offline } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";
import type { CommonFlags } from "../session.ts";

export const command = ({
  words: { commands },
  shared,
}: CommandLine): CommandDefinition<[paths: readonly string[]], CommonFlags> => {
  const words = commands.validate;
  return {
    name: "validate",
    summary: words.summary,
    about: words.about,
    network: "none",
    arguments: argumentsOf(words.arguments, { "[path...]": {} }),
    flags: [...shared.common, shared.report, ...flagsOf(words.flags, {})],
    examples: examplesOf(words.examples),
    exits: offline,
    run: async ({ effects, operands: [paths], flags }) =>
      (await import("../validate.ts")).validateCommand(effects, paths, flags),
  };
};
