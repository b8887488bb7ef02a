import type { PlanDiffFlags } from "../plan-diff.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { always } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";

export const command = ({
  words: { commands },
  shared,
}: CommandLine): CommandDefinition<[old: string, next: string], PlanDiffFlags> => {
  const words = commands.diff;
  return {
    name: "diff",
    summary: words.summary,
    about: words.about,
    network: "none",
    arguments: argumentsOf(words.arguments, { "<old.json>": {}, "<new.json>": {} }),
    flags: [
      shared.project,
      shared.format,
      shared.report,
      shared.lang,
      shared.noColor,
      ...flagsOf(words.flags, { "--detailed-exitcode": {} }),
    ],
    examples: examplesOf(words.examples),
    exits: [...always, "stale", "changes"],
    run: async ({ effects, operands, flags }) =>
      (await import("../plan-diff.ts")).planDiffCommand(effects, operands, flags),
  };
};
