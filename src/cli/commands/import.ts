import type { ImportFlags } from "../import.ts";
import type { CommandDefinition } from "./definition.ts";
import { live } from "./exits.ts";
import { common, report } from "./flags.ts";

export const importLive: CommandDefinition<[named: readonly string[]], ImportFlags> = {
  name: "import",
  summary: "write documents for live cards; reads on the platform, never writes over a file",
  about: "writes commented [documents for live cards and rules](import.md); never writes over a file",
  network: "reads",
  arguments: [
    {
      spelling: "[address=id...]",
      summary: "what to import, such as coffee/MemberCard/gold=ph_gmt7cUVrlRk8swPwx7aDyF-pg",
    },
  ],
  flags: [
    ...common,
    report,
    {
      spelling: "--all",
      summary: "everything that no document manages",
      about: "every card and rule of the accounts that no document manages",
    },
  ],
  examples: [
    { line: "wxcards import --all", about: "everything of every account" },
    { line: "wxcards import MemberCard/gold=pKx3Tt0b9QeLm2ZyVhN4sWcR7uAg", about: "one card, under a name" },
  ],
  exits: [...live, "held"],
  run: async ({ effects, operands: [named], flags }) =>
    (await import("../import.ts")).importCommand(effects, named, flags),
};
