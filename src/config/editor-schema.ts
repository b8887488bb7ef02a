import { posix } from "node:path";

/** The schema for editors: of all documents, in the language of the project, beside its project file. */
export const editorSchemaFile = "wxcards.schema.json";

/** Where an editor finds that schema from a file of the project; both are below its root. */
export function editorSchemaFrom(file: string): string {
  return posix.relative(posix.dirname(file), editorSchemaFile);
}
