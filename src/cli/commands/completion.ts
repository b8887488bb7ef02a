import { type Shell, shells } from "../completion/shells.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { always } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";

export const command = ({ words: { commands } }: CommandLine): CommandDefinition<[shell: Shell]> => {
  const words = commands.completion;
  return {
    name: "completion",
    summary: words.summary,
    about: words.about,
    network: "none",
    arguments: argumentsOf(words.arguments, { "<shell>": { choices: shells } }),
    flags: flagsOf(words.flags, {}),
    examples: examplesOf(words.examples),
    exits: always,
    run: async ({ effects, operands: [shell] }) =>
      (await import("../completion/script.ts")).completionCommand(effects, shell),
  };
};
