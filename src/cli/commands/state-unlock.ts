import type { CommandDefinition } from "../program/definition.ts";
import { ofState } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";
import type { StateFlags } from "../session.ts";

export const command = ({
  words: { commands },
  shared,
}: CommandLine): CommandDefinition<[nonce: string], StateFlags> => {
  const words = commands["state unlock"];
  return {
    name: "state unlock",
    summary: words.summary,
    about: words.about,
    network: "remote",
    arguments: argumentsOf(words.arguments, { "<nonce>": {} }),
    flags: [...shared.commonOfState, shared.report, ...flagsOf(words.flags, {})],
    examples: examplesOf(words.examples),
    exits: [...ofState, "stale"],
    run: async ({ effects, operands: [nonce], flags }) =>
      (await import("../state-commands.ts")).unlockCommand(effects, nonce, flags),
  };
};
