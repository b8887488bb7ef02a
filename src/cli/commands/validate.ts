import { commandWords } from "../../report/messages/command-line.ts";
import type { CommonFlags } from "../session.ts";
import type { CommandDefinition } from "./definition.ts";
import { offline } from "./exits.ts";
import { common, report } from "./flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "./with-words.ts";

const words = commandWords.validate;

export const validate: CommandDefinition<[paths: readonly string[]], CommonFlags> = {
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
