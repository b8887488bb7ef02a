import type { ApplyFlags } from "../apply.ts";
import type { CommandDefinition } from "./definition.ts";
import { live } from "./exits.ts";
import { common, consent, report } from "./flags.ts";

export const apply: CommandDefinition<[file: string | undefined], ApplyFlags> = {
  name: "apply",
  summary: "plan, ask, carry out, read back",
  about:
    "plans, asks, carries out, reads back, remembers; with a [saved plan](saved-plans.md) carries out what still fits it, without asking",
  network: "reads and writes",
  arguments: [
    { spelling: "[plan.json]", summary: "a saved plan: only what it approves is carried out, without asking" },
  ],
  flags: [
    ...common,
    report,
    consent,
    {
      spelling: "--expect-digest <digest>",
      summary: "carry out nothing unless the plan has this digest",
      about: "write nothing unless the plan has this digest; when it has, no question is asked",
    },
    { spelling: "--yes", summary: "do not ask" },
  ],
  examples: [
    { line: "wxcards apply", about: "shows the plan, and asks a question that takes only the word yes" },
    { line: "wxcards apply --yes --allow delete=MemberCard/old", about: "in a pipeline, with consent to one deletion" },
    { line: "wxcards apply plan.json", about: "what was approved, as far as it still fits" },
  ],
  exits: [...live, "stale", "partial", "unknown", "held"],
  run: async ({ effects, operands: [file], flags }) =>
    (await import("../apply.ts")).applyCommand(effects, file === undefined ? flags : { ...flags, file }),
};
