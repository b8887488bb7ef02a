import { commandWords } from "../../report/messages/command-line.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { ofState } from "../program/exits.ts";
import { commonOfState, report } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";
import type { StateFlags } from "../session.ts";

const words = commandWords["state push"];

export const command: CommandDefinition<[file: string | undefined], StateFlags> = {
  name: "state push",
  summary: words.summary,
  about: words.about,
  network: "remote",
  arguments: argumentsOf(words.arguments, { "[file]": {} }),
  flags: [...commonOfState, report, ...flagsOf(words.flags, {})],
  examples: examplesOf(words.examples),
  exits: [...ofState, "held"],
  run: async ({ effects, operands: [file], flags }) =>
    (await import("../state-commands.ts")).pushCommand(effects, file, flags),
};
