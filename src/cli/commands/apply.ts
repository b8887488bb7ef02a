import { commandWords } from "../../report/messages/command-line.ts";
import type { ApplyFlags } from "../apply.ts";
import { duration } from "../duration.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { live } from "../program/exits.ts";
import { common, consent, exclude, reportOrJournal, writeConcurrency } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";

const words = commandWords.apply;

export const command: CommandDefinition<[file: string | undefined], ApplyFlags> = {
  name: "apply",
  summary: words.summary,
  about: words.about,
  network: "writes",
  arguments: argumentsOf(words.arguments, { "[plan.json]": {} }),
  flags: [
    ...common,
    exclude,
    reportOrJournal,
    consent,
    ...flagsOf(words.flags, {
      "--expect-digest <digest>": {},
      "--write-concurrency <number>": writeConcurrency,
      "--yes": {},
      "--recover-only": {},
      "--wait-recovery <duration>": { parse: duration },
      "--wait-lease <duration>": { parse: duration },
      "--if-older <what>": { choices: ["skip"] },
    }),
  ],
  examples: examplesOf(words.examples),
  exits: [...live, "stale", "partial", "unknown", "held"],
  run: async ({ effects, operands: [file], flags }) =>
    (await import("../apply.ts")).applyCommand(effects, file === undefined ? flags : { ...flags, file }),
};
