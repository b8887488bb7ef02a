import type { CommandDefinition } from "../program/definition.ts";
import { offline } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";
import type { SandboxFlags } from "../sandbox.ts";

export const command = ({ words: { commands }, shared }: CommandLine): CommandDefinition<[], SandboxFlags> => {
  const words = commands.sandbox;
  return {
    name: "sandbox",
    summary: words.summary,
    about: words.about,
    network: "serves",
    arguments: argumentsOf(words.arguments, {}),
    flags: [
      ...shared.common,
      ...flagsOf(words.flags, {
        "--port <number>": { parse: shared.wholeNumber(0, 65_535), default: 0 },
        "--fill": {},
      }),
    ],
    examples: examplesOf(words.examples),
    exits: offline,
    run: async ({ effects, flags }) => (await import("../sandbox.ts")).sandboxCommand(effects, flags),
  };
};
