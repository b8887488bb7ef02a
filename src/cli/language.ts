import { defined } from "../model/defined.ts";
import { type LanguageName, languageNames } from "../model/language.ts";
import type { Io } from "./io.ts";

/** The flags that decide on the language of a run. */
export interface LanguageFlags {
  readonly lang?: LanguageName;
  readonly project?: string;
}

/**
 * The language of the command line itself, its help and what is wrong with it: no project file is looked for, since it is
 * needed before the command is known.
 */
export function spokenOnCommandLine(env: Io["env"], argv: readonly string[]): LanguageName {
  return languageFlagIn(argv).lang ?? languageOfEnvironment(env);
}

/** What `--lang` says among the words of a command line, the last one; nothing where it says nothing known. */
export function languageFlagIn(argv: readonly string[]): { readonly lang?: LanguageName } {
  const end = argv.indexOf("--");
  const words = end === -1 ? argv : argv.slice(0, end);
  const values = words.flatMap((word, index) => {
    if (words[index - 1] === "--lang") return [word];
    return word.startsWith("--lang=") ? [word.slice("--lang=".length)] : [];
  });
  return defined({ lang: languageNames.find((name) => name === values.at(-1)) });
}

/** The variables that name a locale; the first that says anything counts. Source: POSIX.1-2017, 8.2. */
const variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

/**
 * The language of the environment, else English. `zh_CN.UTF-8`, `zh`, `zh-Hans-CN`: by its language alone; `C` and `POSIX`
 * are those of no language.
 */
export function languageOfEnvironment(env: Io["env"]): LanguageName {
  const locale = variables.map((name) => env[name] ?? "").find((value) => value !== "");
  const language = /^[a-z]+/i.exec(locale ?? "")?.[0].toLowerCase();
  return languageNames.find((name) => name.split("-")[0] === language) ?? languageNames[0];
}
