import { commandWords } from "../../report/messages/command-line.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { offline } from "../program/exits.ts";
import { common, wholeNumber } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";
import type { SandboxFlags } from "../sandbox.ts";

const words = commandWords.sandbox;

export const command: CommandDefinition<[], SandboxFlags> = {
  name: "sandbox",
  summary: words.summary,
  about: words.about,
  network: "serves",
  arguments: argumentsOf(words.arguments, {}),
  flags: [
    ...common,
    ...flagsOf(words.flags, { "--port <number>": { parse: wholeNumber(0, 65_535), default: 0 }, "--fill": {} }),
  ],
  examples: examplesOf(words.examples),
  exits: offline,
  run: async ({ effects, flags }) => (await import("../sandbox.ts")).sandboxCommand(effects, flags),
};
