import { commandWords } from "../../report/messages/command-line.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { ofState } from "../program/exits.ts";
import { commonOfState, report } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";
import type { StateFlags } from "../session.ts";

const words = commandWords["state forget"];

export const command: CommandDefinition<[address: string], StateFlags> = {
  name: "state forget",
  summary: words.summary,
  about: words.about,
  network: "remote",
  arguments: argumentsOf(words.arguments, { "<address>": {} }),
  flags: [...commonOfState, report, ...flagsOf(words.flags, {})],
  examples: examplesOf(words.examples),
  exits: [...ofState, "refused", "held", "partial"],
  run: async ({ effects, operands: [address], flags }) =>
    (await import("../state-commands.ts")).forgetCommand(effects, address, flags),
};
