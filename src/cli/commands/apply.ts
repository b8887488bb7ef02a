import { commandWords } from "../../report/messages/command-line.ts";
import type { ApplyFlags } from "../apply.ts";
import type { CommandDefinition } from "./definition.ts";
import { live } from "./exits.ts";
import { common, consent, report } from "./flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "./with-words.ts";

const words = commandWords.apply;

export const apply: CommandDefinition<[file: string | undefined], ApplyFlags> = {
  name: "apply",
  summary: words.summary,
  about: words.about,
  network: "writes",
  arguments: argumentsOf(words.arguments, { "[plan.json]": {} }),
  flags: [...common, report, consent, ...flagsOf(words.flags, { "--expect-digest <digest>": {}, "--yes": {} })],
  examples: examplesOf(words.examples),
  exits: [...live, "stale", "partial", "unknown", "held"],
  run: async ({ effects, operands: [file], flags }) =>
    (await import("../apply.ts")).applyCommand(effects, file === undefined ? flags : { ...flags, file }),
};
