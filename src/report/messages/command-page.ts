import type { LanguageName } from "../../model/language.ts";
import { commandPage as english } from "./en/command-page.ts";
import type { SameMembers } from "./same-members.ts";
import { commandPage as chinese } from "./zh-CN/command-page.ts";

/** What the page of the command line says beside the words of the help, in each language; no command loads it. */
export const commandPageWords: Readonly<Record<LanguageName, SameMembers<typeof english>>> = {
  en: english,
  "zh-CN": chinese,
};
