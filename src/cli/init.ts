import { documentFiles } from "../config/document-files.ts";
import { onlyPlace } from "../config/document-place.ts";
import { editorSchemaFile, editorSchemaFrom } from "../config/editor-schema.ts";
import { allExpected } from "../model/problem.ts";
import { projectFileName, sandboxAccountName } from "../model/project.ts";
import { notesOf } from "../report/messages/languages.ts";
import { page } from "../report/page.ts";
import { editorSchemaText } from "./editor-schema-text.ts";
import type { CiHost } from "./init-ci/hosts.ts";
import type { LanguageFlags } from "./language.ts";
import { type NewFiles, newFiles } from "./new-files.ts";
import { projectHere } from "./project-here.ts";
import { languageNameOf } from "./run-language.ts";
import type { GuardedEffects } from "./session.ts";
import { starterFiles } from "./starter.ts";

/** The flags of `wxcards init`. */
export interface InitFlags extends Pick<LanguageFlags, "lang" | "project"> {
  /** Also the workflows of this host, and the tool for them. */
  readonly ci?: CiHost;
}

/**
 * `wxcards init`: a starter project in the working directory, and with `--ci` the workflows of its accounts. Its card is
 * for the embedded platform, so the first plan needs nothing and reaches nobody. Never writes over what somebody wrote.
 * Where a project file is there, its `cards:` says where the card goes; with `--ci` such a project gets no card.
 */
export async function initCommand(effects: GuardedEffects, flags: InitFlags): Promise<number> {
  const { files, io } = effects;
  const { ci, project = projectFileName } = flags;
  const notes = await notesOf(languageNameOf(effects, flags));
  const begun = ci === undefined ? undefined : await (await import("./init-ci/begin.ts")).beginCi(effects);
  const isOld = flags.project !== undefined || files.kindInside(io.workingDirectory, project) !== undefined;
  const made = newFiles(effects, notes);
  if (ci === undefined || !isOld) await addStarter(effects, flags, made);
  const next = ci === undefined || begun === undefined ? [notes.afterInit] : await begun.add(ci, flags, made);
  io.stdout(page(made.written.length === 0 ? [notes.nothingToWrite] : made.written.map(notes.wrote)));
  if (made.problems.length > 0) throw allExpected(made.problems);
  io.stderr(page(next));
  return 0;
}

const starterCard = "cards/first.yaml";

/** The files of a starter project, as far as they are not there. */
async function addStarter(effects: GuardedEffects, flags: InitFlags, made: NewFiles): Promise<void> {
  const language = languageNameOf(effects, flags);
  const notes = await notesOf(language);
  const all = { ...starterFiles(language), [editorSchemaFile]: await editorSchemaText(language) };
  for (const [path, text] of Object.entries(all)) {
    // By now there is a project file.
    const place = path === starterCard ? await cardPlace(effects) : path;
    if (place === undefined) effects.io.stderr(`${notes.noPlaceForCard}\n`);
    else await made.add(place, `${editorLine(path, place)}${text}`);
  }
}

/** The line by which an editor finds the schema of a file, where it has one. */
function editorLine(path: string, place: string): string {
  const at = { [projectFileName]: "#/definitions/Project", [starterCard]: "" }[path];
  return at === undefined ? "" : `# yaml-language-server: $schema=${editorSchemaFrom(place)}${at}\n`;
}

/** Where the card goes by the project file that is there; the file that has its name already, where there is one. */
async function cardPlace(effects: GuardedEffects): Promise<string | undefined> {
  const { project } = await projectHere(effects);
  if (project === undefined) return undefined;
  const documents = await documentFiles(effects.files, project);
  if ("code" in documents) return undefined;
  const place = onlyPlace({ project, documents }, sandboxAccountName, "first");
  return "code" in place ? undefined : place.file;
}
