import type { InitFlags } from "../init.ts";
import { ciHosts } from "../init-ci/hosts.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { always } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";

export const command = ({ words: { commands }, shared }: CommandLine): CommandDefinition<[], InitFlags> => {
  const words = commands.init;
  return {
    name: "init",
    summary: words.summary,
    about: words.about,
    network: "none",
    arguments: argumentsOf(words.arguments, {}),
    flags: [shared.project, shared.lang, ...flagsOf(words.flags, { "--ci <host>": { choices: ciHosts } })],
    examples: examplesOf(words.examples),
    exits: always,
    run: async ({ effects, flags }) => (await import("../init.ts")).initCommand(effects, flags),
  };
};
