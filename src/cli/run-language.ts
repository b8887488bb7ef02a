import { projectLanguage } from "../config/project-language.ts";
import { defined } from "../model/defined.ts";
import type { LanguageName } from "../model/language.ts";
import type { Files } from "../model/ports.ts";
import type { Io } from "./io.ts";
import { type LanguageFlags, languageOfEnvironment } from "./language.ts";

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
  return lang ?? ofProject() ?? languageOfEnvironment(env);
}

/** The same for telling what ended a run: a project file that cannot be looked at must not end it a second time. */
export function languageNameAtEnd(surroundings: Surroundings, flags: LanguageFlags): LanguageName {
  try {
    return languageNameOf(surroundings, flags);
  } catch {
    return flags.lang ?? languageOfEnvironment(surroundings.io.env);
  }
}
