import type { CommandDefinition } from "../program/definition.ts";
import { always } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";
import type { SchemaFlags } from "../schema.ts";

export const command = ({ words: { commands }, shared }: CommandLine): CommandDefinition<[], SchemaFlags> => {
  const words = commands.schema;
  return {
    name: "schema",
    summary: words.summary,
    about: words.about,
    network: "none",
    arguments: argumentsOf(words.arguments, {}),
    flags: [shared.project, shared.lang, ...flagsOf(words.flags, { "--out <file>": {} })],
    examples: examplesOf(words.examples),
    exits: always,
    run: async ({ effects, flags }) => (await import("../schema.ts")).schemaCommand(effects, flags),
  };
};
