import type { ApplyFlags } from "../apply.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { live } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";

export const command = ({
  words: { commands },
  shared,
}: CommandLine): CommandDefinition<[file: string | undefined], ApplyFlags> => {
  const words = commands.apply;
  return {
    name: "apply",
    summary: words.summary,
    about: words.about,
    network: "writes",
    arguments: argumentsOf(words.arguments, { "[plan.json]": {} }),
    flags: [
      ...shared.common,
      shared.exclude,
      shared.reportOrJournal,
      shared.consent,
      ...flagsOf(words.flags, {
        "--expect-digest <digest>": {},
        "--write-concurrency <number>": shared.writeConcurrency,
        "--yes": {},
        "--recover-only": {},
        "--wait-recovery <duration>": { parse: shared.duration },
        "--wait-lease <duration>": { parse: shared.duration },
        "--if-older <what>": { choices: ["skip"] },
      }),
    ],
    examples: examplesOf(words.examples),
    exits: [...live, "stale", "partial", "unknown", "held"],
    run: async ({ effects, operands: [file], flags }) =>
      (await import("../apply.ts")).applyCommand(effects, file === undefined ? flags : { ...flags, file }),
  };
};
