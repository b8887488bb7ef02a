import { readFileSync } from "node:fs";
import { _, Ajv, type KeywordCxt } from "ajv";
import addFormats from "ajv-formats";
import type { JsonObject } from "../model/json.ts";

/**
 * Ajv with our keywords, for use while building only: what ships are the validators it writes.
 *
 * Every `x-` keyword has its grammar in `schemas/vocabulary.schema.json`; a schema that misspells a keyword or its
 * value does not compile.
 */
export function schemaCompiler(vocabularyFile: string): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    // Words are made by report/, from codes.
    messages: false,
    strict: true,
    // A `$ref` carries the type of the places that use it.
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    inlineRefs: false,
    code: { source: true, esm: true, lines: true },
  });
  addFormats.default(ajv, ["date", "iso-date-time"]);
  const vocabulary = JSON.parse(readFileSync(vocabularyFile, "utf8")) as { definitions: Record<string, JsonObject> };
  for (const [keyword, metaSchema] of Object.entries(vocabulary.definitions)) {
    const words = metaSchemaOnly(metaSchema);
    if (keyword === "x-bytes" || keyword === "x-bytes-warn")
      ajv.addKeyword({ keyword, metaSchema: words, ...byteLimit });
    else ajv.addKeyword({ keyword, metaSchema: words });
  }
  return ajv;
}

/** `maxLength` counts characters; the platform counts bytes of UTF-8. */
const byteLimit = {
  type: "string" as const,
  schemaType: "number" as const,
  code(cxt: KeywordCxt) {
    cxt.fail(_`Buffer.byteLength(${cxt.data}, "utf8") > ${cxt.schemaCode}`);
  },
  error: {
    message: "is too long",
    params: (cxt: { data: unknown; schemaCode: unknown }) =>
      _`{limit: ${cxt.schemaCode as string}, bytes: Buffer.byteLength(${cxt.data as string}, "utf8")}`,
  },
};

function metaSchemaOnly(definition: JsonObject): JsonObject {
  const { title: _title, description: _description, default: _default, examples: _examples, ...rest } = definition;
  return rest;
}
