import { type FileTrouble, isTrouble, textFileProblem } from "../../model/file-trouble.ts";
import type { Files } from "../../model/ports.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { utf8Text } from "../../model/utf8.ts";
import { yamlLimits } from "../../yaml/yaml-limits.ts";

/** A file of documents as it is on disk. */
export interface SourceFile {
  readonly file: string;
  /** Without the mark of byte order that it may begin with. */
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** The mark of byte order in UTF-8. */
const mark = "\ufeff";

/** Reads a file of documents, or says what is wrong with it. */
export function readSource(files: Files, root: string, file: string): SourceFile | Problem {
  const bytes = files.readInside(root, file, yamlLimits.bytes);
  if (isTrouble(bytes)) return textFileProblem(file, bytes);
  if (bytes === undefined) return problem("pull-file-changed", { file });
  const text = utf8Text(bytes);
  return text === undefined ? problem("pull-file-changed", { file }) : { file, text, bytes };
}

/** A text as the file is to have it: with the mark that it began with. */
export function fileText({ bytes }: SourceFile, text: string): string {
  return isMarked(bytes) ? mark + text : text;
}

function isMarked([first, second, third]: Uint8Array): boolean {
  return first === 0xef && second === 0xbb && third === 0xbf;
}

/** Writes a file anew that still is as it was read; gives the trouble, or that it has changed. */
export function writeSource(
  files: Files,
  root: string,
  source: SourceFile,
  text: string,
): FileTrouble | "changed" | undefined {
  const now = files.readInside(root, source.file, yamlLimits.bytes);
  if (now === undefined || isTrouble(now) || !isSame(now, source.bytes)) return "changed";
  return files.writeInside(root, source.file, fileText(source, text));
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
