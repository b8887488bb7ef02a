import { commandWords } from "../../report/messages/command-line.ts";
import { duration } from "../duration.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { live } from "../program/exits.ts";
import { common, report } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";
import type { StatusFlags } from "../status.ts";

const words = commandWords.status;

export const command: CommandDefinition<[], StatusFlags> = {
  name: "status",
  summary: words.summary,
  about: words.about,
  network: "reads",
  arguments: argumentsOf(words.arguments, {}),
  flags: [...common, report, ...flagsOf(words.flags, { "--wait <duration>": { parse: duration } })],
  examples: examplesOf(words.examples),
  exits: [...live, "changes", "partial"],
  run: async ({ effects, flags }) => (await import("../status.ts")).statusCommand(effects, flags),
};
