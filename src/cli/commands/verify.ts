import type { CommandDefinition } from "../program/definition.ts";
import { live } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";
import type { VerifyFlags } from "../verify.ts";

export const command = ({
  words: { commands },
  shared,
}: CommandLine): CommandDefinition<[file: string], VerifyFlags> => {
  const words = commands.verify;
  return {
    name: "verify",
    summary: words.summary,
    about: words.about,
    network: "reads",
    arguments: argumentsOf(words.arguments, { "<plan.json>": {} }),
    flags: [...shared.common, shared.report, shared.consent, ...flagsOf(words.flags, {})],
    examples: examplesOf(words.examples),
    exits: [...live, "stale"],
    run: async ({ effects, operands: [file], flags }) =>
      (await import("../verify.ts")).verifyCommand(effects, file, flags),
  };
};
