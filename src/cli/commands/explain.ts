import type { ExplainFlags } from "../explain.ts";
import type { CommandDefinition } from "./definition.ts";
import { always } from "./exits.ts";
import { format, noColor } from "./flags.ts";

export const explain: CommandDefinition<[asked: string | undefined], ExplainFlags> = {
  name: "explain",
  summary: "everything known of a field: type, limits, may it change, by which call, review, source",
  about:
    "everything known of a kind or a [field](documents.md#what-is-this-field-wxcards-explain): type, limits, may it change, by which call, review, source; needs no project",
  network: "none",
  arguments: [
    {
      spelling: "[field]",
      summary: "a kind, such as MemberCard, or a field, such as MemberCard.base_info.title; all kinds when absent",
    },
  ],
  flags: [format, noColor],
  examples: [
    { line: "wxcards explain", about: "the kinds" },
    { line: "wxcards explain MemberCard", about: "every field: path, type, may it change, review" },
    { line: "wxcards explain MemberCard.base_info", about: "the fields below a prefix" },
    { line: "wxcards explain MemberCard.base_info.title", about: "everything about a field" },
  ],
  exits: always,
  run: async ({ effects, operands: [asked], flags }) =>
    (await import("../explain.ts")).explainCommand(effects, asked, flags),
};
