import { commandWords } from "../../report/messages/command-line.ts";
import type { VerifyFlags } from "../verify.ts";
import type { CommandDefinition } from "./definition.ts";
import { live } from "./exits.ts";
import { common, consent, report } from "./flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "./with-words.ts";

const words = commandWords.verify;

export const verify: CommandDefinition<[file: string], VerifyFlags> = {
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
