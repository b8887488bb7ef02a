import type { LanguageName } from "../../model/language.ts";
import * as english from "./en/command-line.ts";
import type { SameMembers } from "./same-members.ts";

/** The words of the command line in one language: of the program, its commands and flags, and of what is wrong with them. */
export type CommandLineWords = SameMembers<typeof english>;

/*
 * They are needed at every start, so they import none of the other words, and those of English are there at once.
 */
const loaders: Readonly<Record<LanguageName, () => Promise<CommandLineWords>>> = {
  en: () => Promise.resolve(english),
  "zh-CN": () => import("./zh-CN/command-line.ts"),
};

/** The words of the command line in a language. */
export function commandLineOf(name: LanguageName): Promise<CommandLineWords> {
  return loaders[name]();
}
