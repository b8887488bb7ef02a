import { commandWords } from "../../report/messages/command-line.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { always } from "../program/exits.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";

const words = commandWords.init;

export const command: CommandDefinition<[]> = {
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
