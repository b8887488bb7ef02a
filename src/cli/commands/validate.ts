import { commandWords } from "../../report/messages/command-line.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { offline } from "../program/exits.ts";
import { common, report } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";
import type { CommonFlags } from "../session.ts";

const words = commandWords.validate;

export const command: CommandDefinition<[paths: readonly string[]], CommonFlags> = {
  name: "validate",
  summary: words.summary,
  about: words.about,
  network: "none",
  arguments: argumentsOf(words.arguments, { "[path...]": {} }),
  flags: [...common, report, ...flagsOf(words.flags, {})],
  examples: examplesOf(words.examples),
  exits: offline,
  run: async ({ effects, operands: [paths], flags }) =>
    (await import("../validate.ts")).validateCommand(effects, paths, flags),
};
