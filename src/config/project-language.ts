import { type LanguageName, languageNames } from "../model/language.ts";
import { type Looking, projectSetting } from "./project-setting.ts";

/** The language that a project file names, where it names one there is. */
export function projectLanguage(looking: Looking): LanguageName | undefined {
  const named = projectSetting(looking, "language");
  return languageNames.find((name) => name === named);
}
