import type { CommandDefinition } from "../program/definition.ts";
import { always } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";

export const command = ({ words: { commands } }: CommandLine): CommandDefinition<[]> => {
  const words = commands.init;
  return {
    name: "init",
    summary: words.summary,
    about: words.about,
    network: "none",
    arguments: argumentsOf(words.arguments, {}),
    flags: flagsOf(words.flags, {}),
    examples: examplesOf(words.examples),
    exits: always,
    run: async ({ effects }) => (await import("../init.ts")).initCommand(effects),
  };
};
