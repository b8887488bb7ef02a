import { commandWords } from "../../report/messages/command-line.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { live } from "../program/exits.ts";
import { common, report } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";
import type { SnapshotFlags } from "../snapshot.ts";

const words = commandWords.snapshot;

export const command: CommandDefinition<[], SnapshotFlags> = {
  name: "snapshot",
  summary: words.summary,
  about: words.about,
  network: "reads",
  arguments: argumentsOf(words.arguments, {}),
  flags: [...common, report, ...flagsOf(words.flags, { "--out <file>": {} })],
  examples: examplesOf(words.examples),
  exits: live,
  run: async ({ effects, flags }) => (await import("../snapshot.ts")).snapshotCommand(effects, flags),
};
