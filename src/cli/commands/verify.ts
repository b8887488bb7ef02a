import { commandWords } from "../../report/messages/command-line.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { live } from "../program/exits.ts";
import { common, consent, report } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";
import type { VerifyFlags } from "../verify.ts";

const words = commandWords.verify;

export const command: CommandDefinition<[file: string], VerifyFlags> = {
  name: "verify",
  summary: words.summary,
  about: words.about,
  network: "reads",
  arguments: argumentsOf(words.arguments, { "<plan.json>": {} }),
  flags: [...common, report, consent, ...flagsOf(words.flags, {})],
  examples: examplesOf(words.examples),
  exits: [...live, "stale"],
  run: async ({ effects, operands: [file], flags }) =>
    (await import("../verify.ts")).verifyCommand(effects, file, flags),
};
