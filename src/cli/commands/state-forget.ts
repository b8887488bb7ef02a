import type { CommandDefinition } from "../program/definition.ts";
import { ofState } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";
import type { StateFlags } from "../session.ts";

export const command = ({
  words: { commands },
  shared,
}: CommandLine): CommandDefinition<[address: string], StateFlags> => {
  const words = commands["state forget"];
  return {
    name: "state forget",
    summary: words.summary,
    about: words.about,
    network: "remote",
    arguments: argumentsOf(words.arguments, { "<address>": {} }),
    flags: [...shared.commonOfState, shared.report, ...flagsOf(words.flags, {})],
    examples: examplesOf(words.examples),
    exits: [...ofState, "refused", "held", "partial"],
    run: async ({ effects, operands: [address], flags }) =>
      (await import("../state-commands.ts")).forgetCommand(effects, address, flags),
  };
};
