import { type LanguageName, languageNames } from "../model/language.ts";
import type { Io } from "./io.ts";

/** The flags that decide on the language of a run. */
export interface LanguageFlags {
  readonly lang?: LanguageName;
  readonly project?: string;
}

/** The language of a run: what `--lang` says, else the environment, else English. */
export function languageNameOf({ io }: { readonly io: Pick<Io, "env"> }, { lang }: LanguageFlags): LanguageName {
  return lang ?? languageOfEnvironment(io.env) ?? languageNames[0];
}

/** The variables that name a locale, the first that says anything counts. Source: POSIX.1-2017, 8.2. */
const variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

function languageOfEnvironment(env: Io["env"]): LanguageName | undefined {
  const locale = variables.map((name) => env[name] ?? "").find((value) => value !== "");
  const language = /^[a-z]+/i.exec(locale ?? "")?.[0].toLowerCase();
  return languageNames.find((name) => name.split("-")[0] === language);
}
