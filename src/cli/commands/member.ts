import type { MemberFlags } from "../member.ts";
import type { CommandDefinition } from "../program/definition.ts";
import { live } from "../program/exits.ts";
import type { CommandLine } from "../program/flags.ts";
import { argumentsOf, examplesOf, flagsOf } from "../program/with-words.ts";

export const command = ({
  words: { commands },
  shared,
}: CommandLine): CommandDefinition<[code: string | undefined], MemberFlags> => {
  const words = commands.member;
  return {
    name: "member",
    summary: words.summary,
    about: words.about,
    network: "reads",
    arguments: argumentsOf(words.arguments, { "[code]": {} }),
    flags: [
      ...shared.commonOfState,
      shared.verbose,
      shared.report,
      ...flagsOf(words.flags, { "--card <address>": {}, "--openid <openid>": {}, "--show-personal": {} }),
    ],
    examples: examplesOf(words.examples),
    exits: live,
    run: async ({ effects, operands: [code], flags }) =>
      (await import("../member.ts")).memberCommand(effects, code, flags),
  };
};
