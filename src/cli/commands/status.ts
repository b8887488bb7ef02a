import type { CommandDefinition } from "../program/definition.ts";
import { live } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";
import type { StatusFlags } from "../status.ts";

export const command = ({ words: { commands }, shared }: CommandLine): CommandDefinition<[], StatusFlags> => {
  const words = commands.status;
  return {
    name: "status",
    summary: words.summary,
    about: words.about,
    network: "reads",
    arguments: argumentsOf(words.arguments, {}),
    flags: [
      ...shared.common,
      shared.report,
      ...flagsOf(words.flags, { "--wait <duration>": { parse: shared.duration } }),
    ],
    examples: examplesOf(words.examples),
    exits: [...live, "changes", "partial"],
    run: async ({ effects, flags }) => (await import("../status.ts")).statusCommand(effects, flags),
  };
};
