import { valueDigest } from "../model/digest.ts";
import { isObject, type Json, type JsonObject } from "../model/json.ts";
import type { KindSchema, Schemas } from "./load.ts";
import { type SchemaLanguage, wordsIn } from "./localized.ts";
import { isPlatformsOwn } from "./slim.ts";

/** What an editor schema is made from. */
export interface EditorSchemaInput {
  readonly schemas: Schemas;
  /** The kinds that are built: a schema alone is no kind yet. */
  readonly kinds: readonly KindSchema[];
  readonly language: SchemaLanguage;
  /** Of the tool. */
  readonly version: string;
}

/**
 * One schema for documents of every kind, told apart by `kind`, and at `#/definitions/Project` for the project file, in
 * one language: for editors. Build time only.
 *
 * It stands alone and has keywords and formats of JSON Schema draft-07 only, so that any editor and any validator takes
 * it. A label stands at the beginning of its description, because editors show descriptions where they list what can be
 * written; as `title` they would show it in place of a type. What the platform keeps for itself is left out: nobody can
 * write it.
 */
export function editorSchema({ schemas, kinds, language, version }: EditorSchemaInput): JsonObject {
  const fileOf = (name: string) => schemas.byFile.get(name) ?? {};
  const schema: JsonObject = {
    title: "wxcards",
    description: kinds.map((kind) => wordsIn(kind.schema, language).label).join(signs[language].between),
    type: "object",
    required: ["kind"],
    properties: {
      kind: {
        description: kinds.map(({ name, schema }) => `${name}: ${wordsIn(schema, language).label}`).join("\n"),
        enum: kinds.map(({ name }) => name),
      },
    },
    allOf: kinds.map(({ name }) => ({
      if: { properties: { kind: { const: name } }, required: ["kind"] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      then: { $ref: `#/definitions/${name}` },
    })),
    definitions: {
      ...Object.assign({}, ...kinds.map((kind) => definitionsOf(kind.schema, kind.name, language))),
      ...definitionsOf(fileOf("project.schema.json"), "Project", language),
      ...definitionsOf(fileOf("common.schema.json"), "common", language),
    },
  };
  const $comment = `wxcards ${version} ${language} ${valueDigest(schema)}`;
  return { $schema: "http://json-schema.org/draft-07/schema#", $comment, ...schema };
}

/** What stands between the labels of kinds, and behind a label. */
const signs = {
  en: { between: ", ", behind: ": " },
  "zh-CN": { between: "、", behind: "：" },
} as const satisfies Readonly<Record<SchemaLanguage, object>>;

/** A schema, and its shared shapes under names of their own; a schema of shapes alone is none itself. */
function definitionsOf(schema: JsonObject, name: string, language: SchemaLanguage): JsonObject {
  const { definitions = {}, $schema: _draft, $id: _id, ...whole } = schema;
  const shapes = Object.entries(definitions as JsonObject).map(([key, shape]): [string, Json] => [
    `${name}.${key}`,
    forEditors(shape, name, language),
  ]);
  const own = "type" in whole ? { [name]: forEditors(whole, name, language) } : {};
  return { ...own, ...Object.fromEntries(shapes) };
}

/** A schema with its words in one language, without our own keywords, and with references into the one schema. */
function forEditors(schema: Json, name: string, language: SchemaLanguage): Json {
  if (Array.isArray(schema)) return schema.map((item) => forEditors(item, name, language));
  if (!isObject(schema)) return schema;
  const members = Object.entries(schema).flatMap(([key, value]): [string, Json][] => {
    if (key === "x-label") return [["description", describedIn(schema, language)]];
    if (key.startsWith("x-") || (key === "format" && !standardFormats.includes(String(value)))) return [];
    if (key === "$ref") return [[key, moved(String(value), name)]];
    if (literal.includes(key)) return [[key, value]];
    if (key !== "properties" || !isObject(value)) return [[key, forEditors(value, name, language)]];
    const writable = Object.entries(value).filter(([, child]) => !isPlatformsOwn(child));
    return [[key, Object.fromEntries(writable.map(([field, child]) => [field, forEditors(child, name, language)]))]];
  });
  return Object.fromEntries(members);
}

/** Of these the schemas use one; the other, ours, has a pattern beside it. */
const standardFormats = ["date"];

/** Keywords whose values are data, whatever they look like. */
const literal = ["enum", "const", "default", "examples", "required"];

function describedIn(schema: JsonObject, language: SchemaLanguage): string {
  const { label, description } = wordsIn(schema, language);
  return `${label}${signs[language].behind}${description}`;
}

/** Where a reference leads in the one schema. */
function moved(ref: string, name: string): string {
  const [file = "", pointer = ""] = ref.split("#");
  const shape = pointer.replace("/definitions/", "");
  return `#/definitions/${file === "" ? name : "common"}.${shape}`;
}
