import type { CommandDefinition } from "../program/definition.ts";
import { live } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";
import type { SnapshotFlags } from "../snapshot.ts";

export const command = ({ words: { commands }, shared }: CommandLine): CommandDefinition<[], SnapshotFlags> => {
  const words = commands.snapshot;
  return {
    name: "snapshot",
    summary: words.summary,
    about: words.about,
    network: "reads",
    arguments: argumentsOf(words.arguments, {}),
    flags: [...shared.common, shared.report, ...flagsOf(words.flags, { "--out <file>": {} })],
    examples: examplesOf(words.examples),
    exits: live,
    run: async ({ effects, flags }) => (await import("../snapshot.ts")).snapshotCommand(effects, flags),
  };
};
