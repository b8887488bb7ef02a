import { commandWords } from "../../report/messages/command-line.ts";
import type { ExplainFlags } from "../explain.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { always } from "../program/exits.ts";
import { format, noColor } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";

const words = commandWords.explain;

export const command: CommandDefinition<[asked: string | undefined], ExplainFlags> = {
  name: "explain",
  summary: words.summary,
  about: words.about,
  network: "none",
  arguments: argumentsOf(words.arguments, { "[field]": {} }),
  flags: [format, noColor, ...flagsOf(words.flags, {})],
  examples: examplesOf(words.examples),
  exits: always,
  run: async ({ effects, operands: [asked], flags }) =>
    (await import("../explain.ts")).explainCommand(effects, asked, flags),
};
