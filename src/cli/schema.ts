import { join, relative } from "node:path";
import { editorSchemaFile } from "../config/editor-schema.ts";
import { projectRoot } from "../config/project.ts";
import { unwritten } from "../model/file-trouble.ts";
import { allExpected, expected, problem } from "../model/problem.ts";
import { projectFileName } from "../model/project.ts";
import { notesOf } from "../report/messages/languages.ts";
import { page } from "../report/page.ts";
import { editorSchemaText } from "./editor-schema-text.ts";
import type { LanguageFlags } from "./language.ts";
import { languageNameOf } from "./run-language.ts";
import type { GuardedEffects } from "./session.ts";
import { writeResult } from "./write-result.ts";

export interface SchemaFlags extends LanguageFlags {
  readonly out?: string;
}

/**
 * `wxcards schema [--out FILE]`: the schema for editors in the language of the run, beside the project file or where
 * somebody wants it. An older copy is written over: it is nobody's work.
 */
export async function schemaCommand(effects: GuardedEffects, flags: SchemaFlags): Promise<number> {
  const { files, io } = effects;
  const { workingDirectory } = io;
  const name = languageNameOf(effects, flags);
  const [notes, text] = await Promise.all([notesOf(name), editorSchemaText(name)]);
  if (flags.out !== undefined) {
    const trouble = await writeResult(effects, flags.out, text);
    if (trouble !== undefined) throw allExpected([trouble]);
    io.stdout(page([notes.wrote(flags.out)]));
    return 0;
  }
  const root = projectRoot(files, workingDirectory, flags.project);
  if (root === undefined)
    throw expected(problem("project-missing", { file: flags.project ?? projectFileName, folder: workingDirectory }));
  const place = relative(workingDirectory, join(root, editorSchemaFile)).replaceAll("\\", "/");
  if (isThere(effects, root, text)) {
    io.stdout(page([notes.isUpToDate(place)]));
    return 0;
  }
  const trouble = files.writeInside(root, editorSchemaFile, text);
  if (trouble !== undefined) throw expected(unwritten("file-not-written", place, trouble));
  io.stdout(page([notes.wrote(place)]));
  return 0;
}

function isThere({ files }: GuardedEffects, root: string, text: string): boolean {
  const bytes = files.readInside(root, editorSchemaFile, Buffer.byteLength(text));
  return bytes instanceof Uint8Array && Buffer.from(bytes).equals(Buffer.from(text));
}
