import { projectLanguage } from "../config/project-language.ts";
import { defined } from "../model/defined.ts";
import { type LanguageName, languageNames } from "../model/language.ts";
import type { Files } from "../model/ports.ts";
import type { Io } from "./io.ts";

/** The flags that decide on the language of a run. */
export interface LanguageFlags {
  readonly lang?: LanguageName;
  readonly project?: string;
}

/** What else decides on it. */
interface Surroundings {
  readonly io: Pick<Io, "env" | "workingDirectory">;
  readonly files: Files;
}

/**
 * The language of a run: what `--lang` says, else `language:` of the project file, else the environment, else English.
 *
 * The project file is read for it before anything is said, and whatever else is wrong with it: its problems are told in
 * the language that it names.
 */
export function languageNameOf({ io, files }: Surroundings, { lang, project }: LanguageFlags): LanguageName {
  const { workingDirectory, env } = io;
  const ofProject = () => projectLanguage({ files, workingDirectory, ...defined({ projectFile: project }) });
  return lang ?? ofProject() ?? languageOfEnvironment(env) ?? languageNames[0];
}

/** The same for telling what ended a run: a project file that cannot be looked at must not end it a second time. */
export function languageNameAtEnd(surroundings: Surroundings, flags: LanguageFlags): LanguageName {
  try {
    return languageNameOf(surroundings, flags);
  } catch {
    return flags.lang ?? languageOfEnvironment(surroundings.io.env) ?? languageNames[0];
  }
}

/**
 * The language of the command line itself, its help and what is wrong with it: no project file is looked for, since it is
 * needed before the command is known.
 */
export function spokenOnCommandLine(env: Io["env"], argv: readonly string[]): LanguageName {
  return languageFlagIn(argv).lang ?? languageOfEnvironment(env) ?? languageNames[0];
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

/** `zh_CN.UTF-8`, `zh`, `zh-Hans-CN`: by its language alone. `C` and `POSIX` are those of no language. */
function languageOfEnvironment(env: Io["env"]): LanguageName | undefined {
  const locale = variables.map((name) => env[name] ?? "").find((value) => value !== "");
  const language = /^[a-z]+/i.exec(locale ?? "")?.[0].toLowerCase();
  return languageNames.find((name) => name.split("-")[0] === language);
}
