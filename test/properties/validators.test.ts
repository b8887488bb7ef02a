import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { validator as brandCard } from "../../src/generated/validators/brand-card.js";
import { validator as memberCard } from "../../src/generated/validators/member-card.js";
import { validator as payGiftRule } from "../../src/generated/validators/pay-gift-rule.js";
import { validator as project } from "../../src/generated/validators/project.js";
import { validator as testWhitelist } from "../../src/generated/validators/test-whitelist.js";
import { kinds } from "../../src/kinds/registry.ts";
import type { Json, JsonObject } from "../../src/model/json.ts";
import { documentOf } from "../../src/model/parts.ts";
import type { Validator } from "../../src/model/schema-error.ts";
import { schemaCompiler } from "../../src/schema/keywords.ts";
import { slimSchema } from "../../src/schema/slim.ts";
import { readAnyYaml } from "../../src/yaml/yaml.ts";
import { tries } from "../documents/support.ts";

/*
 * What ships are validators that were made smaller and quicker after Ajv wrote them. They find what Ajv finds by the
 * schemas: the same keywords at the same places.
 */
const root = join(import.meta.dirname, "../..");
const shipped: Readonly<Record<string, Validator>> = {
  ...{ "member-card": memberCard, "brand-card": brandCard, "pay-gift-rule": payGiftRule },
  ...{ "test-whitelist": testWhitelist, project },
};

const ajv = schemaCompiler(join(root, "schemas/vocabulary.schema.json"));
const schemas = readdirSync(join(root, "schemas"))
  .filter((file) => file.endsWith(".schema.json") && !file.startsWith("vocabulary"))
  .map((file) => JSON.parse(readFileSync(join(root, "schemas", file), "utf8")) as JsonObject);
ajv.addSchema(schemas.map(slimSchema));

const documents: readonly Json[] = ["cards", "test/fixtures"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .flatMap((file) =>
      readAnyYaml(file, readFileSync(join(root, folder, file), "utf8")).values.map(({ value }) => value),
    ),
);

const characters = ["x", "金", "😀", "é"];

/** Texts about as long as they may be, in bytes, units and characters. */
function textsAbout(limits: readonly number[]): string[] {
  const lengths = limits.flatMap((limit) => [limit, limit / 2, limit / 3, limit / 4].map(Math.floor));
  const around = new Set(lengths.flatMap((length) => [length - 1, length, length + 1]).filter((length) => length >= 0));
  return [...around].flatMap((length) => characters.map((character) => character.repeat(length)));
}

const texts = textsAbout([1, 24, 128, 1024]);
const names = [
  "gold",
  "金卡-1",
  "gold_卡",
  "a b",
  "é-1",
  "😀",
  "-",
  "_",
  "A1",
  "卡/卡",
  "MemberCard/金卡",
  "MemberCard/gold",
];
const others: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e21,
  [],
  {},
  ["a", "a"],
  "2026-12-31",
  "https://a.b",
  "#63b359",
];
const value = fc.constantFrom<Json>(...texts, ...names, ...others);

/** A document with some values in the place of others, without some members, and with some more. */
function changed(from: Json, choose: fc.GeneratorValue, depth = 0): Json {
  const percent = () => choose(fc.nat, { max: 99 });
  if (depth > 0 && percent() < 8) return choose(() => value);
  if (Array.isArray(from)) return (from as readonly Json[]).map((item) => changed(item, choose, depth + 1));
  if (typeof from !== "object" || from === null) return from;
  const members = Object.entries(from).flatMap(([key, member]) =>
    percent() < 3 ? [] : [[percent() < 2 ? `${key}x` : key, changed(member, choose, depth + 1)] as const],
  );
  return Object.fromEntries(members);
}

function freshly(name: string): Validator {
  return ajv.getSchema(`https://wxcards.dev/schemas/${name}.schema.json`) as unknown as Validator;
}

/** `MemberCard` is in `member-card.schema.json`. */
function folderOf(kind: string): string {
  return kind.replace(/(?<!^)[A-Z]/g, "-$&").toLowerCase();
}

function found(errors: Validator["errors"]): readonly string[] {
  return (errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`).sort();
}

/** The limits that a schema sets, to bytes and to characters. */
const limits = [
  ...new Set(
    [...JSON.stringify(schemas).matchAll(/"(?:x-bytes|x-bytes-warn|maxLength|minLength)":(\d+)/g)].map(([, limit]) =>
      Number(limit),
    ),
  ),
];

describe("every text of a kind, as long as any limit", () => {
  test.each([...kinds].map(([name, { policies }]) => [name, policies] as const))("%s", (kind, policies) => {
    const validate = shipped[folderOf(kind)] as Validator;
    const fresh = freshly(folderOf(kind));
    const fields = [...policies.values()].filter(({ types }) => types.includes("string"));
    const probes = [...textsAbout(limits), ...names];
    expect(probes.length).toBeGreaterThan(200);
    const judged = (one: Validator, document: Json) => [one(document), ...found(one.errors)].join();
    const differing = (document: Json) => (judged(validate, document) === judged(fresh, document) ? [] : [document]);
    for (const text of probes) {
      for (const { pointer } of fields) expect(differing(documentOf(kind, pointer, text))).toEqual([]);
      for (const key of ["name", "id", "account", "reason", "was"])
        expect(differing({ kind, name: "any", spec: {}, [key]: text })).toEqual([]);
    }
  });
});

describe("validators that ship", () => {
  test.each(Object.entries(shipped))("%s", (name, validate) => {
    const fresh = freshly(name);
    const runs = tries(400, 20_000);
    fc.assert(
      fc.property(fc.constantFrom(...documents), fc.gen(), (document, choose) => {
        const mutant = changed(document, choose);
        expect([mutant, validate(mutant), found(validate.errors)]).toEqual([
          mutant,
          fresh(mutant),
          found(fresh.errors),
        ]);
      }),
      runs,
    );
  });
});
