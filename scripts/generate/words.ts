import type { KindSchema } from "../../src/schema/load.ts";
import { type SchemaLanguage, wordsIn } from "../../src/schema/localized.ts";

/** Everything people read of every field, in one language: loaded by what explains fields and by nothing else. */
export function fieldsModule(kinds: readonly KindSchema[], language: SchemaLanguage): string {
  const tables = kinds.map((kind) => {
    const rows = [...kind.words[language]].map(
      ([pointer, words]) => `    ${JSON.stringify(pointer)}: ${JSON.stringify(words)},`,
    );
    return `  ${kind.name}: {\n${rows.join("\n")}\n  },`;
  });
  const descriptions = kinds.map(
    (kind) => `  ${kind.name}: ${JSON.stringify(wordsIn(kind.schema, language).description)},`,
  );
  return [
    'import type { FieldWords } from "../../model/policy.ts";',
    "",
    "/** By kind and pointer below `spec`, objects included, in the order of the schema. */",
    `export const fields: Readonly<Record<string, Readonly<Record<string, FieldWords>>>> = {\n${tables.join("\n")}\n};`,
    "",
    "/** What each kind is. */",
    `export const kindDescriptions: Readonly<Record<string, string>> = {\n${descriptions.join("\n")}\n};`,
    "",
  ].join("\n");
}

/** What every field is called, in one language: a small module beside the large one, for what only names fields. */
export function labelsModule(kinds: readonly KindSchema[], language: SchemaLanguage): string {
  const tables = kinds.map((kind) => {
    const ofFields = [...kind.words[language]].map(([pointer, { title }]) => [pointer, title] as const);
    const rows = [["", wordsIn(kind.schema, language).label] as const, ...ofFields].map(
      ([pointer, label]) => `    ${JSON.stringify(pointer)}: ${JSON.stringify(label)},`,
    );
    return `  ${kind.name}: {\n${rows.join("\n")}\n  },`;
  });
  return [
    'import type { Labels } from "../../model/labels.ts";',
    "",
    `export const labels: Labels = {\n${tables.join("\n")}\n};`,
    "",
  ].join("\n");
}
