import { commandWords } from "../../report/messages/command-line.ts";
import type { PlanFlags } from "../plan.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { live } from "../program/exits.ts";
import { common, consent, exclude, report } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";

const words = commandWords.plan;

export const command: CommandDefinition<[], PlanFlags> = {
  name: "plan",
  summary: words.summary,
  about: words.about,
  network: "reads",
  arguments: argumentsOf(words.arguments, {}),
  flags: [
    ...common,
    exclude,
    report,
    consent,
    ...flagsOf(words.flags, {
      "--detailed-exitcode": {},
      "--out <file>": {},
      "--unmanaged": {},
      "--offline": {},
      "--live <file>": {},
    }),
  ],
  examples: examplesOf(words.examples),
  exits: [...live, "changes"],
  run: async ({ effects, flags }) => (await import("../plan.ts")).planCommand(effects, flags),
};
