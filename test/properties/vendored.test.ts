import fc from "fast-check";
import { expect, test } from "vitest";
import { type NpmFolder, npmPlan } from "../../src/cli/vendored/npm-project.ts";
import { isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import { memoryFiles, ROOT, tries } from "../documents/support.ts";
import { chanceOf } from "../helpers/yaml-styles.ts";

/*
 * Any package.json and lock file, laid out in any way: the tool is in them afterwards, and every byte that was there
 * stands where it stood.
 */
const spec = "file:vendor/wxcards-1.2.3.tgz";
const manifest = { version: "1.2.3", license: "Apache-2.0", bin: { wxcards: "dist/wxcards.cjs" } };
const folder: NpmFolder = {
  ...{ root: ROOT, prefix: "", section: "devDependencies" },
  tool: { manifest, spec, integrity: "sha512-AAAA" },
};

const word = fc.constantFrom("a", "b", "wxcards2", "zod", "@s/x", "名", 'q"}', "e\\u0061", "");
const text = fc.constantFrom("", "^1.0.0", "{", '"', "\\", "\n", "金卡", "\u2028", ",\n  ");
const any: fc.Arbitrary<Json> = fc.letrec<{ node: Json }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small", maxDepth: 3 },
    { weight: 4, arbitrary: fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)) },
    fc.array(tie("node"), { maxLength: 3 }) as fc.Arbitrary<Json>,
    fc.dictionary(word, tie("node"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).node;
const packages = fc.dictionary(word, text, { maxKeys: 4, noNullPrototype: true });
/** A member or none, among others in any order. */
const members = (known: Readonly<Record<string, fc.Arbitrary<Json>>>): fc.Arbitrary<JsonObject> =>
  fc
    .tuple(
      fc.record({ x: any, files: any, 'd"': any }, { requiredKeys: [], noNullPrototype: true }),
      fc.record(known, { requiredKeys: [], noNullPrototype: true }),
      fc.infiniteStream(fc.nat(1000)),
    )
    .map(([others, ours, order]) => {
      const all = Object.entries({ ...others, ...ours }).map((entry) => ({ entry, at: order.next().value }));
      return Object.fromEntries(all.toSorted((one, other) => one.at - other.at).map(({ entry }) => entry));
    });

/** How a text is laid out; what is `undefined` is decided anew at each place. */
interface Layout {
  readonly eol: string;
  readonly unit: string;
  readonly colon: string;
  readonly comma: "behind" | "in-front";
}
const layout: fc.Arbitrary<Layout> = fc.record({
  eol: fc.constantFrom("\n", "\r\n"),
  unit: fc.constantFrom("  ", "    ", "\t", " ", ""),
  colon: fc.constantFrom(": ", ":", " : "),
  comma: fc.constantFrom("behind", "in-front"),
});

/** A value in that layout; objects and lists stand in one line by chance. */
function laidOut(value: Json, how: Layout, chance: (below: number) => number, depth = 0): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const parts = Array.isArray(value)
    ? (value as readonly Json[]).map((item) => laidOut(item, how, chance, depth + 1))
    : Object.entries(value).map(
        ([key, member]) => `${JSON.stringify(key)}${how.colon}${laidOut(member, how, chance, depth + 1)}`,
      );
  if (parts.length === 0) return `${open}${["", "", " ", `${how.eol}${how.unit.repeat(depth)}`][chance(4)]}${close}`;
  if (chance(3) === 0) {
    const blank = chance(2) === 0 ? "" : " ";
    return `${open}${blank}${parts.join(`,${blank}`)}${blank}${close}`;
  }
  const line = `${how.eol}${how.unit.repeat(depth + 1)}`;
  const between = how.comma === "behind" ? `,${line}` : `${line}, `;
  return `${open}${line}${parts.join(between)}${how.eol}${how.unit.repeat(depth)}${close}`;
}

const around = fc.record({
  mark: fc.constantFrom("", "\ufeff"),
  before: fc.constantFrom("", "\n"),
  after: fc.constantFrom("", "\n", "\r\n\r\n"),
});

/** Where two texts part, from the beginning and from the end; the second is the first with something put in. */
function putIn(before: string, after: string): string | undefined {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  const rest = before.length - start;
  return rest === 0 || after.endsWith(before.slice(start)) ? after.slice(start, after.length - rest) : undefined;
}

/** Whether a text is another one with something put in, in any number of places. */
function isWithin(before: string, after: string): boolean {
  let at = 0;
  for (const character of after) if (before.startsWith(character, at)) at += character.length;
  return at === before.length;
}

function written(texts: Readonly<Record<string, string>>): Record<string, string> {
  const plan = npmPlan(memoryFiles(texts), folder);
  if (!("files" in plan)) throw new Error(JSON.stringify(plan));
  return Object.fromEntries(plan.files.map(({ path, content }) => [path, String(content)]));
}

test("a package.json has the tool afterwards, and every other byte as it was", () => {
  const project = members({ name: text, devDependencies: packages, scripts: packages });
  fc.assert(
    fc.property(project, layout, around, fc.nat(), (value, how, { mark, before, after }, seed) => {
      const inner = laidOut(value, how, chanceOf(seed));
      const text = `${mark}${before}${inner}${after}`;
      // With a lock, or other packages would stand in the way.
      const lock = JSON.stringify({ lockfileVersion: 3, packages: { "": {} } });
      const now = written({ "package.json": text, "package-lock.json": lock })["package.json"] ?? "";
      const added = putIn(text, now);
      expect(added, JSON.stringify([text, now])).toBeDefined();
      const section = isObject(value["devDependencies"]) ? value["devDependencies"] : {};
      const parsed = JSON.parse(now.slice(mark.length));
      expect(parsed).toEqual({ ...value, devDependencies: { ...section, wxcards: spec } });
      expect(Object.keys(parsed)).toEqual(Object.keys({ ...value, devDependencies: 0 }));
      // Line breaks of the same kind, and none where there is none.
      if (!/\n/.test(text.trim())) expect(now.trim()).not.toMatch(/\n/);
      else if (how.eol === "\r\n" && before === "") expect(added).not.toMatch(/(?<!\r)\n/);
      if (how.unit === "\t") expect(added).not.toMatch(/\n\t* +\S/);
      expect(written({ "package.json": now, "package-lock.json": lock })["package.json"]).toBe(now);
    }),
    tries(500, 20_000),
  );
});

test("a value that is there gives way, and nothing else", () => {
  const project = members({ dependencies: packages.map((all) => ({ ...all, wxcards: "^1.0.0" })), scripts: packages });
  fc.assert(
    fc.property(project, layout, fc.nat(), (value, how, seed) => {
      fc.pre(isObject(value["dependencies"]));
      const text = laidOut(value, how, chanceOf(seed));
      const lock = JSON.stringify({ lockfileVersion: 3, packages: { "": {} } });
      const now = written({ "package.json": text, "package-lock.json": lock })["package.json"] ?? "";
      const at = text.search(/"wxcards"\s*:\s*"\^1/);
      const place = text.indexOf('"^1.0.0"', at);
      expect(now).toBe(`${text.slice(0, place)}"${spec}"${text.slice(place + '"^1.0.0"'.length)}`);
    }),
    tries(200, 5_000),
  );
});

test("a lock file has the tool afterwards, and every other byte as it was", () => {
  const entry = fc.dictionary(fc.constantFrom("version", "resolved", "dev", "bin"), any, {
    maxKeys: 3,
    noNullPrototype: true,
  });
  const lock = fc
    .tuple(
      fc.constantFrom(2, 3),
      members({ name: text, dependencies: packages, devDependencies: packages, engines: packages }),
      fc.dictionary(
        fc.constantFrom("node_modules/a", "node_modules/zod", "node_modules/wxcards2", "packages/x"),
        entry,
        { noNullPrototype: true },
      ),
      fc.option(packages, { nil: undefined }),
    )
    .map(([lockfileVersion, root, others, dependencies]) => ({
      ...{ name: "shop", lockfileVersion, requires: true, packages: { "": root, ...others } },
      ...(dependencies === undefined ? {} : { dependencies }),
    }));
  fc.assert(
    fc.property(lock, layout, fc.nat(), (value, how, seed) => {
      const text = laidOut(value as unknown as Json, how, chanceOf(seed));
      const now = written({ "package.json": "{}", "package-lock.json": text })["package-lock.json"] ?? "";
      expect(isWithin(text, now), JSON.stringify([text, now])).toBe(true);
      const root = value.packages[""] as { readonly devDependencies?: object };
      const wanted = { ...manifest, resolved: spec, integrity: "sha512-AAAA", dev: true };
      expect(JSON.parse(now)).toEqual({
        ...value,
        packages: {
          ...value.packages,
          "": { ...root, devDependencies: { ...root.devDependencies, wxcards: spec } },
          "node_modules/wxcards": wanted,
        },
        ...(value.lockfileVersion === 2
          ? { dependencies: { ...value.dependencies, wxcards: { version: spec, integrity: "sha512-AAAA", dev: true } } }
          : {}),
      });
      expect(written({ "package.json": "{}", "package-lock.json": now })["package-lock.json"]).toBe(now);
    }),
    tries(300, 10_000),
  );
});
