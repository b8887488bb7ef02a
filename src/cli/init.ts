import { documentFiles } from "../config/document-files.ts";
import { onlyPlace } from "../config/document-place.ts";
import { editorSchemaFile, editorSchemaFrom } from "../config/editor-schema.ts";
import { unwritten } from "../model/file-trouble.ts";
import { allExpected, type Problem } from "../model/problem.ts";
import { projectFileName, sandboxAccountName } from "../model/project.ts";
import { check } from "../pipeline/check.ts";
import { notesOf } from "../report/messages/languages.ts";
import { page } from "../report/page.ts";
import { editorSchemaText } from "./editor-schema-text.ts";
import type { LanguageFlags } from "./language.ts";
import { languageNameOf } from "./run-language.ts";
import { type GuardedEffects, openSession } from "./session.ts";
import { starterFiles } from "./starter.ts";

/** The flags of `wxcards init`. */
export type InitFlags = Pick<LanguageFlags, "lang">;

/**
 * `wxcards init`: a starter project in the working directory. Its card is for the embedded platform, so the first plan
 * needs nothing and reaches nobody. Never overwrites: files that are there stay as they are. Where a project file is
 * there, its `cards:` says where the card goes.
 */
export async function initCommand(effects: GuardedEffects, flags: InitFlags): Promise<number> {
  const { files, io } = effects;
  const language = languageNameOf(effects, flags);
  const notes = await notesOf(language);
  const written: string[] = [];
  const problems: Problem[] = [];
  const all = { ...starterFiles(language), [editorSchemaFile]: await editorSchemaText(language) };
  for (const [path, text] of Object.entries(all)) {
    // By now there is a project file.
    const place = path === starterCard ? await cardPlace(effects) : path;
    if (place === undefined) {
      io.stderr(`${notes.noPlaceForCard}\n`);
      continue;
    }
    if (files.kindInside(io.workingDirectory, place) !== undefined) {
      io.stderr(page([notes.staysAsItIs(place)]));
      continue;
    }
    const trouble = files.writeInside(io.workingDirectory, place, `${editorLine(path, place)}${text}`);
    if (trouble === undefined) written.push(place);
    else problems.push(unwritten("file-not-written", place, trouble));
  }
  io.stdout(page(written.length === 0 ? [notes.nothingToWrite] : written.map(notes.wrote)));
  if (problems.length > 0) throw allExpected(problems);
  io.stderr(`${notes.afterInit}\n`);
  return 0;
}

const starterCard = "cards/first.yaml";

/** The line by which an editor finds the schema of a file, where it has one. */
function editorLine(path: string, place: string): string {
  const at = { [projectFileName]: "#/definitions/Project", [starterCard]: "" }[path];
  return at === undefined ? "" : `# yaml-language-server: $schema=${editorSchemaFrom(place)}${at}\n`;
}

/** Where the card goes by the project file that is there; the file that has its name already, where there is one. */
async function cardPlace(effects: GuardedEffects): Promise<string | undefined> {
  const flags = { format: "text", concurrency: 1, color: false, project: "wxcards.yaml" } as const;
  const { world, selection } = await openSession(effects, flags);
  const { project } = await check(world, { ...selection, paths: [] }, "without-clock");
  if (project === undefined) return undefined;
  const documents = await documentFiles(effects.files, project);
  if ("code" in documents) return undefined;
  const place = onlyPlace({ project, documents }, sandboxAccountName, "first");
  return "code" in place ? undefined : place.file;
}
