import type { ExplainFlags } from "../explain.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { always } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";

export const command = ({
  words: { commands },
  shared,
}: CommandLine): CommandDefinition<[asked: string | undefined], ExplainFlags> => {
  const words = commands.explain;
  return {
    name: "explain",
    summary: words.summary,
    about: words.about,
    network: "none",
    arguments: argumentsOf(words.arguments, { "[field]": {} }),
    flags: [shared.format, shared.lang, shared.noColor, ...flagsOf(words.flags, {})],
    examples: examplesOf(words.examples),
    exits: always,
    run: async ({ effects, operands: [asked], flags }) =>
      (await import("../explain.ts")).explainCommand(effects, asked, flags),
  };
};
