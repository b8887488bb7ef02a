import type { VerifyFlags } from "../verify.ts";
import type { CommandDefinition } from "./definition.ts";
import { live } from "./exits.ts";
import { common, consent, report } from "./flags.ts";

export const verify: CommandDefinition<[file: string], VerifyFlags> = {
  name: "verify",
  summary: "does a saved plan still fit files and live state; reads only",
  about: "tells whether a [saved plan](saved-plans.md) still fits files and live state; reads only",
  network: "reads",
  arguments: [{ spelling: "<plan.json>", summary: "a plan saved by plan --out" }],
  flags: [...common, report, consent],
  examples: [{ line: "wxcards verify plan.json", about: "before somebody applies it" }],
  exits: [...live, "stale"],
  run: async ({ effects, operands: [file], flags }) =>
    (await import("../verify.ts")).verifyCommand(effects, file, flags),
};
