import type { PlanFlags } from "../plan.ts";
import type { CommandDefinition } from "./definition.ts";
import { live } from "./exits.ts";
import { common, consent, report } from "./flags.ts";

export const plan: CommandDefinition<[], PlanFlags> = {
  name: "plan",
  summary: "show what apply would do; never writes",
  about: "shows what `apply` would do; never writes. [How to read a plan](plans.md)",
  network: "reads",
  arguments: [],
  flags: [
    ...common,
    report,
    consent,
    { spelling: "--detailed-exitcode", summary: "exit 2 when apply would change something" },
    {
      spelling: "--out <file>",
      summary: "save the plan, for apply FILE",
      about: "save the plan, for `apply FILE` and `verify FILE`. [Saved plans](saved-plans.md)",
    },
    {
      spelling: "--unmanaged",
      summary: "list also what the accounts have and no document names",
      about:
        "list also the live cards and rules of the accounts that no document names. [What else is there?](import.md#what-else-is-there)",
    },
  ],
  examples: [
    { line: "wxcards plan --target MemberCard/gold", about: "one card" },
    { line: "wxcards plan --out plan.json --report markdown=plan.md", about: "saved, and shown to reviewers" },
    { line: "wxcards plan --detailed-exitcode", about: "for a pipeline: 0 is nothing to do, 2 is something" },
  ],
  exits: [...live, "changes"],
  run: async ({ effects, flags }) => (await import("../plan.ts")).planCommand(effects, flags),
};
