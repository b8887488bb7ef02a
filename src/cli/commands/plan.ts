import type { PlanFlags } from "../plan.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { live } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";

export const command = ({ words: { commands }, shared }: CommandLine): CommandDefinition<[], PlanFlags> => {
  const words = commands.plan;
  return {
    name: "plan",
    summary: words.summary,
    about: words.about,
    network: "reads",
    arguments: argumentsOf(words.arguments, {}),
    flags: [
      ...shared.common,
      shared.exclude,
      shared.report,
      shared.consent,
      ...flagsOf(words.flags, {
        "--detailed-exitcode": {},
        "--out <file>": {},
        "--unmanaged": {},
        "--base <ref>": {},
        "--only <what>": { choices: ["drift"] },
        "--offline": {},
        "--live <file>": {},
      }),
    ],
    examples: examplesOf(words.examples),
    exits: [...live, "changes"],
    run: async ({ effects, flags }) => (await import("../plan.ts")).planCommand(effects, flags),
  };
};
