import { posix } from "node:path";
import type { Files } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";

/** The schema for editors: of all documents, in the language of the project, beside its project file. */
export const editorSchemaFile = "wxcards.schema.json";

/** Where an editor finds that schema from a file of the project; both are below its root. */
export function editorSchemaFrom(file: string): string {
  return posix.relative(posix.dirname(file), editorSchemaFile);
}

/** Far more than the schema has: a larger file is somebody else's. */
const mostBytes = 4_000_000;

/** What the schema says of itself: the version of the tool that wrote it, its language, and a digest of the rest. */
const stampPattern = /^\s*\{\s*"\$schema":\s*"[^"]*",\s*"\$comment":\s*"(wxcards (\S+) (\S+) [0-9a-f]{16})"/;

/**
 * That the copy of the schema beside a project file is older than the tool, whose own schemas say of themselves what
 * `stamps` says by language. Nothing where there is no copy, where it is of a later version, or somebody else's.
 */
export function outdatedEditorSchema(
  files: Files,
  root: string,
  stamps: Readonly<Record<string, string>>,
): Problem | undefined {
  const bytes = files.readInside(root, editorSchemaFile, mostBytes);
  if (!(bytes instanceof Uint8Array)) return undefined;
  const head = Buffer.from(bytes.subarray(0, 1_000)).toString("utf8");
  const [, stamp, version = "", language = ""] = stampPattern.exec(head) ?? [];
  const current = Object.hasOwn(stamps, language) ? stamps[language] : undefined;
  const own = current?.split(" ")[1] ?? "";
  if (current === undefined || stamp === current || isLater(version, own)) return undefined;
  const place = { file: editorSchemaFile, line: 1, column: 1 };
  return problem("editor-schema-outdated", { version, own, language }, { place });
}

/** Whether a version comes after another one, by its three numbers. */
function isLater(version: string, other: string): boolean {
  const numbers = (text: string) => text.split(/[.+-]/, 3).map(Number);
  const before = numbers(other);
  const difference = numbers(version)
    .map((number, index) => number - (before[index] ?? 0))
    .find((value) => value !== 0);
  return difference !== undefined && difference > 0;
}
