import type { InvalidateFlags } from "../invalidate.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { live } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";

/** One line that says something. How long it may be no source says. */
const reasonForm = /^(?=.*\S)[^\p{Cc}\p{Zl}\p{Zp}]+$/u;

export const command = ({
  words: { commands, wrongValue },
  shared,
}: CommandLine): CommandDefinition<[code: string], InvalidateFlags> => {
  const words = commands["code invalidate"];
  return {
    name: "code invalidate",
    summary: words.summary,
    about: words.about,
    network: "writes",
    arguments: argumentsOf(words.arguments, { "<code>": {} }),
    flags: [
      ...shared.commonOfState,
      shared.verbose,
      shared.report,
      shared.consent,
      ...flagsOf(words.flags, {
        "--card <address>": { isRequired: true },
        "--reason <text>": { isRequired: true, parse: shared.matching(reasonForm, wrongValue.reason) },
        "--yes": {},
      }),
    ],
    examples: examplesOf(words.examples),
    exits: [...live, "unknown", "held"],
    run: async ({ effects, operands: [code], flags }) =>
      (await import("../invalidate.ts")).invalidateCommand(effects, code, flags),
  };
};
