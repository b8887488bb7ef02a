import type { AccountsFlags } from "../accounts.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { ofState } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";

export const command = ({ words: { commands }, shared }: CommandLine): CommandDefinition<[], AccountsFlags> => {
  const words = commands.accounts;
  return {
    name: "accounts",
    summary: words.summary,
    about: words.about,
    network: "none",
    arguments: argumentsOf(words.arguments, {}),
    flags: [...shared.commonOfState, shared.report, ...flagsOf(words.flags, {})],
    examples: examplesOf(words.examples),
    exits: ofState,
    run: async ({ effects, flags }) => (await import("../accounts.ts")).accountsCommand(effects, flags),
  };
};
