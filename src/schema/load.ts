import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import standalone from "ajv/dist/standalone/index.js";
import { isObject, type Json, type JsonObject } from "../model/json.ts";
import { inDocument } from "../model/parts.ts";
import type { Pointer } from "../model/pointer.ts";
import { valueAt } from "../model/pointer.ts";
import type { DocumentedField, FieldWords } from "../model/policy.ts";
import { derivePolicies, type ResolveRef, type SchemaPart } from "./derive.ts";
import { fieldWords } from "./field-words.ts";
import { schemaCompiler } from "./keywords.ts";
import { type SchemaLanguage, schemaLanguages, wordFaults } from "./localized.ts";
import { slimSchema } from "./slim.ts";

/** The schema of one kind, as generation needs it. */
export interface KindSchema {
  /** Folder and file name: `member-card`. */
  readonly folder: string;
  /** As documents write it: `MemberCard`. */
  readonly name: string;
  readonly schema: JsonObject;
  readonly policies: readonly DocumentedField[];
  /** Of every field, objects included, in each language. */
  readonly words: Readonly<Record<SchemaLanguage, ReadonlyMap<Pointer, FieldWords>>>;
}

/** All schemas of the repository, each compiled once. Build time only. */
export interface Schemas {
  readonly byFile: ReadonlyMap<string, JsonObject>;
  readonly kinds: readonly KindSchema[];
}

/**
 * Loads every schema of a folder, checks it against the vocabulary, and derives the policy tables of the kinds in it.
 *
 * A schema is a kind's when its `kind` property is a constant. Throws with the first thing that is wrong.
 */
export function loadSchemas(folder: string): Schemas {
  const files = readdirSync(folder).filter((file) => file.endsWith(".schema.json"));
  const byFile = new Map(
    files.sort().map((file) => [file, JSON.parse(readFileSync(join(folder, file), "utf8")) as JsonObject]),
  );
  const ajv = schemaCompiler(join(folder, "vocabulary.schema.json"));
  const published = [...byFile].filter(([file]) => file !== "vocabulary.schema.json").map(([, schema]) => schema);
  ajv.addSchema(published);
  for (const schema of published) ajv.getSchema(schema["$id"] as string);
  for (const [file, schema] of byFile) {
    const [fault] = toolsOwn.includes(file) ? [] : wordFaults(schema);
    if (fault !== undefined) throw new Error(`${file}${fault}`);
  }

  const resolve: ResolveRef = (ref, from) => {
    const [file = "", pointer = ""] = ref.split("#");
    const root = file === "" ? from : byFile.get(file.split("/").at(-1) ?? "");
    const schema = valueAt(root, pointer);
    if (root === undefined || !isObject(schema)) throw new Error(`$ref ${ref} names nothing`);
    return { schema, root };
  };
  const kinds: KindSchema[] = [];
  for (const [file, schema] of byFile) {
    const name = valueAt(schema, "/properties/kind/const");
    const parts = partsOf(schema);
    if (typeof name !== "string" || parts.length === 0) continue;
    kinds.push({
      folder: file.replace(".schema.json", ""),
      name,
      schema,
      policies: derivePolicies(schema, parts, resolve),
      words: wordsByLanguage((language) => fieldWords({ root: schema, parts, resolve, language })),
    });
  }
  return { byFile, kinds };
}

/** What of a document of a kind holds fields: `spec`, and what stands beside it. */
function partsOf(schema: JsonObject): SchemaPart[] {
  const pointers: readonly Pointer[] = ["", "/settings"];
  return pointers.flatMap((pointer) => {
    const part = valueAt(schema, `/properties${inDocument(pointer)}`);
    return isObject(part) ? [{ schema: part, pointer }] : [];
  });
}

/** Schemas of what the tool writes and of the schemas themselves: nobody fills in their fields. */
const toolsOwn = ["plan.schema.json", "vocabulary.schema.json"];

function wordsByLanguage<Words>(of: (language: SchemaLanguage) => Words): Readonly<Record<SchemaLanguage, Words>> {
  return Object.fromEntries(schemaLanguages.map((language) => [language, of(language)])) as Record<
    SchemaLanguage,
    Words
  >;
}

/**
 * The source of an ES module that exports `validator`, compiled from the schema with the given id.
 *
 * The schemas are slimmed first: runs load this code.
 */
export function validatorModule(folder: string, schemas: Schemas, id: string): string {
  const ajv = schemaCompiler(join(folder, "vocabulary.schema.json"));
  for (const [file, schema] of schemas.byFile)
    if (file !== "vocabulary.schema.json") ajv.addSchema(slimSchema(withItemTypes(schema, schemas.byFile)));
  const source = standalone.default(ajv, { validator: id });
  // Ajv writes require() for its run-time helpers even into ES modules.
  const imports: string[] = [];
  const body = source.replace(
    /require\("([^"]+)"\)((?:\.[A-Za-z]+)*)(\["[^"]+"\])?/g,
    (_match, path: string, members: string, index = "") => {
      const name = `helper${imports.length}`;
      imports.push(`import ${name} from "${path}.js";`);
      // Loaders disagree on what the default of such a helper is.
      return members === ".default" ? `(${name}.default ?? ${name})` : `${name}${members}${index}`;
    },
  );
  // The same five lines for each of some hundred errors: half of the module, read at every start.
  const push = /if\(vErrors === null\)\{\s*vErrors = \[(err\d+)\];\s*\}\s*else \{\s*vErrors\.push\(\1\);\s*\}/g;
  return `${imports.join("\n")}\n${asciiFirst(shortLengths(body.replace(push, "(vErrors ??= []).push($1);")))}`;
}

/**
 * Tries patterns of letters of any script as patterns of ASCII first: nearly all texts fit those, and making the classes
 * of Unicode takes a start a millisecond.
 */
function asciiFirst(source: string): string {
  const letters = "\\\\p{L}\\\\p{M}\\\\p{N}";
  return source.replace(
    /^const (pattern\d+) = (new RegExp\((".*"), "u"\));$/gm,
    (line, name, full, pattern: string) => {
      // What a class excludes must not become less.
      if (!pattern.includes(letters) || pattern.includes("[^")) return line;
      const ascii = `new RegExp(${pattern.replaceAll(letters, "A-Za-z0-9")}, "u")`;
      return `const ${name} = { ascii: ${ascii}, test(text) { return this.ascii.test(text) || (this.full ??= ${full}).test(text); } };`;
    },
  );
}

/**
 * Lengths that need no look at each character: nearly all texts are far shorter than they may be. A text has no more
 * characters than units, and of bytes at most three to a unit.
 */
function shortLengths(body: string): string {
  const characters = /(func\d+)\((data\d*)\) (?:< 1|> (\d+))\)/g;
  const bytes = /if\((Buffer\.byteLength\((data\d*), "utf8"\) > (\d+))\)/g;
  return body
    .replace(characters, (whole, _count, data: string, most?: string) =>
      most === undefined ? `${data}.length < 1)` : `${data}.length > ${most} && ${whole}`,
    )
    .replace(
      bytes,
      (_whole, test: string, data: string, most: string) =>
        `if(${data}.length > ${Math.floor(Number(most) / 3)} && ${test})`,
    );
}

/**
 * A schema whose lists of different items say the type of their items in place. Behind a `$ref` Ajv does not look for
 * it, and compares every item with every other: a list of 40,000 merchant ids took half a minute.
 */
function withItemTypes(schema: JsonObject, byFile: ReadonlyMap<string, JsonObject>): JsonObject {
  const walk = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isObject(value)) return value;
    const walked = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, walk(member)]));
    const ref = valueAt(value, "/items/$ref");
    if (value["uniqueItems"] !== true || typeof ref !== "string") return walked;
    const [file = "", pointer = ""] = ref.split("#");
    const items = valueAt(file === "" ? schema : byFile.get(file), pointer);
    if (!isObject(items)) throw new Error(`$ref ${ref} names nothing`);
    return { ...walked, items };
  };
  return walk(schema) as JsonObject;
}
