import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { editorSchemaStamps } from "../../src/generated/editor-schemas.ts";
import { version } from "../../src/generated/version.ts";
import { kinds, projectErrors } from "../../src/kinds/registry.ts";
import { isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import { valueAt } from "../../src/model/pointer.ts";
import { schemaLanguages } from "../../src/schema/localized.ts";

const root = join(import.meta.dirname, "../..");

function schemaIn(language: string): JsonObject {
  return JSON.parse(readFileSync(join(root, `schemas/${language}/wxcards.schema.json`), "utf8")) as JsonObject;
}

/** In the strict mode that Ajv comes with; what the documentation says to add, and nothing else. */
function compiled(schema: JsonObject): { documents: ValidateFunction; project: ValidateFunction } {
  const ajv = new Ajv({ allowUnionTypes: true, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(schema, "wxcards");
  const documents = ajv.getSchema("wxcards");
  const project = ajv.getSchema("wxcards#/definitions/Project");
  if (documents === undefined || project === undefined) throw new Error("a schema is missing");
  return { documents, project };
}

/** The documents of the files of a folder that can be read, as YAML reads them. */
function documentsIn(folder: string): [name: string, value: Json][] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".yaml"))
    .flatMap((file) => documentsOf(`${folder}/${file}`).map((value): [string, Json] => [`${folder}/${file}`, value]));
}

function documentsOf(file: string): Json[] {
  try {
    const documents = parseAllDocuments(readFileSync(join(root, file), "utf8"), { logLevel: "silent" });
    return documents.filter(({ errors }) => errors.length === 0).map((document) => document.toJS() as Json);
  } catch {
    // An alias of nothing, or too many.
    return [];
  }
}

describe.each(schemaLanguages)("the schema for editors in %s", (language) => {
  const schema = schemaIn(language);
  const { documents, project } = compiled(schema);

  test("says of which version it is, and in which language", () => {
    expect(schema["$comment"]).toBe(editorSchemaStamps[language]);
    expect(schema["$comment"]).toMatch(
      new RegExp(`^wxcards ${version.replaceAll(".", "\\.")} ${language} [0-9a-f]{16}$`),
    );
  });

  test("stands alone: no keyword of ours, no reference to another file", () => {
    const text = JSON.stringify(schema);
    expect(text).not.toMatch(/"x-[a-z]/);
    const refs = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref = ""]) => ref);
    expect(refs.length).toBeGreaterThan(20);
    expect(refs.filter((ref) => !isObject(valueAt(schema, ref.slice(1))))).toEqual([]);
  });

  test("describes every field, in its language", () => {
    const bare: string[] = [];
    const walk = (value: Json, at: string): void => {
      if (!isObject(value)) return;
      for (const [key, child] of Object.entries(value)) {
        const place = `${at}/${key}`;
        if (/\/properties$/.test(at) && isObject(child) && !/\/(if|then|else)\//.test(at)) {
          const words = child["description"] ?? valueAt(schema, `${String(child["$ref"] ?? "#").slice(1)}/description`);
          if (typeof words !== "string" || /\p{Script=Han}/u.test(words) !== (language === "zh-CN")) bare.push(place);
        }
        walk(child, place);
      }
    };
    walk(valueAt(schema, "/definitions") ?? null, "");
    expect(bare).toEqual([]);
  });

  test("takes what validators take and refuses what they refuse, in examples and in wrong documents", () => {
    const judged = { taken: 0, refused: 0 };
    for (const [name, value] of [...documentsIn("cards"), ...documentsIn("test/fixtures")]) {
      const kind = isObject(value) ? kinds.get(String(value["kind"])) : undefined;
      if (kind === undefined) continue;
      // The limits in bytes are ours: no keyword of JSON Schema says them.
      const errors = kind.validate(value).filter(({ keyword }) => !keyword.startsWith("x-bytes"));
      const isTaken = errors.length === 0;
      expect(`${name}: ${documents(value)} ${JSON.stringify(isTaken ? documents.errors : null)}`).toBe(
        `${name}: ${isTaken} null`,
      );
      judged[isTaken ? "taken" : "refused"] += 1;
    }
    expect(judged.taken).toBeGreaterThan(50);
    expect(judged.refused).toBeGreaterThan(20);
  });

  test("has the project file too", () => {
    const [shop = null] = documentsOf("wxcards.yaml");
    expect([project(shop), projectErrors(shop).length]).toEqual([true, 0]);
    expect(project({ accounts: { shop: { platform: "weixin" } } })).toBe(false);
  });

  test("offers nothing that the platform keeps for itself", () => {
    const info = valueAt(schema, "/definitions/MemberCard.spec/properties/base_info/properties") ?? {};
    expect(Object.keys(info)).toContain("title");
    expect(Object.keys(info)).not.toContain("status");
  });
});

describe("the schemas of kinds", () => {
  const read = (file: string) => JSON.parse(readFileSync(join(root, "schemas", file), "utf8")) as JsonObject;

  test("compile in strict mode with the keywords of the vocabulary, as the documentation says", () => {
    const ajv = new Ajv({ allowUnionTypes: true });
    addFormats.default(ajv);
    expect(() => new Ajv().compile(read("member-card.schema.json"))).toThrow(/unknown keyword: "x-/);
    for (const keyword of Object.keys(read("vocabulary.schema.json")["definitions"] ?? {})) ajv.addKeyword(keyword);
    ajv.addSchema(read("common.schema.json"));
    for (const file of ["member-card", "pay-gift-rule", "brand-card"])
      expect(ajv.compile(read(`${file}.schema.json`))({ kind: "MemberCard" })).toBe(false);
  });
});
