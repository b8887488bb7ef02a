import type { CommandDefinition } from "../program/definition.ts";
import { ofState } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";
import type { StateFlags } from "../session.ts";

export const command = ({
  words: { commands },
  shared,
}: CommandLine): CommandDefinition<[file: string | undefined], StateFlags> => {
  const words = commands["state push"];
  return {
    name: "state push",
    summary: words.summary,
    about: words.about,
    network: "remote",
    arguments: argumentsOf(words.arguments, { "[file]": {} }),
    flags: [...shared.commonOfState, shared.report, ...flagsOf(words.flags, {})],
    examples: examplesOf(words.examples),
    exits: [...ofState, "held"],
    run: async ({ effects, operands: [file], flags }) =>
      (await import("../state-commands.ts")).pushCommand(effects, file, flags),
  };
};
