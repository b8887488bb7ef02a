import { commandWords } from "../../report/messages/command-line.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { ofState } from "../program/exits.ts";
import { commonOfState, report } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";
import type { StateFlags } from "../session.ts";

const words = commandWords["state show"];

export const command: CommandDefinition<[address: string | undefined], StateFlags> = {
  name: "state show",
  summary: words.summary,
  about: words.about,
  network: "remote",
  arguments: argumentsOf(words.arguments, { "[address]": {} }),
  flags: [...commonOfState, report, ...flagsOf(words.flags, {})],
  examples: examplesOf(words.examples),
  exits: ofState,
  run: async ({ effects, operands: [address], flags }) =>
    (await import("../state-commands.ts")).showCommand(effects, address, flags),
};
