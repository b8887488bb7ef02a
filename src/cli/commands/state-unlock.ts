import { commandWords } from "../../report/messages/command-line.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { ofState } from "../program/exits.ts";
import { commonOfState, report } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";
import type { StateFlags } from "../session.ts";

const words = commandWords["state unlock"];

export const command: CommandDefinition<[nonce: string], StateFlags> = {
  name: "state unlock",
  summary: words.summary,
  about: words.about,
  network: "remote",
  arguments: argumentsOf(words.arguments, { "<nonce>": {} }),
  flags: [...commonOfState, report, ...flagsOf(words.flags, {})],
  examples: examplesOf(words.examples),
  exits: [...ofState, "stale"],
  run: async ({ effects, operands: [nonce], flags }) =>
    (await import("../state-commands.ts")).unlockCommand(effects, nonce, flags),
};
