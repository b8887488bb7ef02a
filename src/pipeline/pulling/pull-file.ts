import type { Document } from "../../model/document.ts";
import { equalJson, isObject, type JsonObject } from "../../model/json.ts";
import type { Pointer } from "../../model/pointer.ts";
import { finding, type Problem } from "../../model/problem.ts";
import { leftProblem, type Wish } from "../../pull/wishes.ts";
import { documentTexts } from "../../yaml/patch/patch.ts";
import { readYaml } from "../../yaml/yaml.ts";
import type { AttemptInput, DocumentSheet } from "./attempt.ts";
import { judgedText, rawIn } from "./judge.ts";
import type { SourceFile } from "./read-file.ts";
import { writeDocument } from "./write-document.ts";

/** A file with the values in it that its documents can hold. */
export interface DraftedFile {
  readonly source: SourceFile;
  readonly text: string;
  /** All its documents as they are in this text. */
  readonly documents: readonly Document[];
  readonly taken: readonly Wish[];
  readonly left: readonly Problem[];
}

/** Writes values into the text of a file, document by document. Nothing is on disk yet. */
export function draftFile(input: AttemptInput, source: SourceFile, wishes: readonly Wish[]): DraftedFile {
  const { file, text } = source;
  const nothing = { source, text, documents: [], taken: [] };
  const texts = documentTexts(text);
  if (texts === undefined || !isAsPlanned(input, source, wishes))
    return { ...nothing, left: leftAll(wishes, (path) => finding("pull-file-changed", { file }, { path })) };
  const values = new Map(readYaml(file, text).values.map(({ value, source: { index } }) => [index, value]));
  const taken: Wish[] = [];
  const left: Problem[] = [];
  const written = texts.map((own, index) => {
    const ofDocument = wishes.filter(({ desired }) => desired.document.source.index === index);
    const value = values.get(index);
    if (ofDocument.length === 0 || !isObject(value)) return own;
    const done = writeDocument(input, sheetOf(input, { file, text: own, value }), ofDocument);
    taken.push(...done.taken);
    left.push(...done.left);
    return done.sheet.text;
  });
  const whole = written.join("");
  const { documents } = judgedText(input, { file, text: whole }, input.addresses);
  return { source, text: whole, documents, taken, left };
}

/** The same reasons for all fields of wishes. */
export function leftAll(wishes: readonly Wish[], why: (path: Pointer) => Parameters<typeof leftProblem>[0]): Problem[] {
  return wishes.flatMap(({ paths, desired }) => paths.map((path) => leftProblem(why(path), desired)));
}

/** True when a file still says what the plan was made from. */
function isAsPlanned(input: AttemptInput, { file, text }: SourceFile, wishes: readonly Wish[]): boolean {
  const { documents } = rawIn(input, file, text);
  return wishes.every(({ desired: { document } }) => {
    const { source, kind, name, spec } = document;
    return documents.some(
      (raw) =>
        raw.source.index === source.index &&
        raw.source.overlay === source.overlay &&
        raw.kind === kind &&
        raw.name === name &&
        equalJson(raw.spec, spec),
    );
  });
}

function sheetOf(
  input: AttemptInput,
  own: { readonly file: string; readonly text: string; readonly value: JsonObject },
): DocumentSheet {
  return { ...own, documents: judgedText(input, own, input.addresses).documents };
}
