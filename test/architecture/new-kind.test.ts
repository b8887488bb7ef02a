import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Plan } from "../../src/model/plan.ts";
import { bundled, notesOf, temporaryFolder } from "../documents/support.ts";
import { emptyMemory } from "../helpers/world.ts";
import { liveStar, star, toyBadge } from "./toy-badge.ts";
import {
  node,
  ownFiles,
  type Ran,
  type ToyRepository,
  type ToyServer,
  toyRepository,
  toyServer,
} from "./toy-repository.ts";
import { party, toyTable, toyTables } from "./toy-table.ts";

/*
 * Adding a kind is one schema, one folder and a run of the generator; no existing file that a person wrote changes.
 * Proved on a copy of the repository with two kinds of a toy platform: one whose documents stand for one object each,
 * and one whose documents stand for several.
 */
const toys = [toyBadge, toyTable];
const folder = temporaryFolder();
const tables = toyTables();
let repository: ToyRepository;
let generated: Ran;
let server: ToyServer;
let entry: string;

/** Makes a project of one account in a folder of its own. */
function project(name: string, file: string, document: string): string {
  const root = join(folder, name);
  mkdirSync(join(root, "cards"), { recursive: true });
  writeFileSync(
    join(root, "wxcards.yaml"),
    "accounts:\n  toys:\n    platform: weixin\n    appid: wx0123456789abcdef\nstate: { folder: wxcards.state }\n",
  );
  writeFileSync(join(root, "cards", file), document);
  // It was applied to before: what differs is then the file's change.
  const memory = emptyMemory({ name: "toys", appid: "wx0123456789abcdef" });
  for (const [path, text] of existsSync(join(root, "wxcards.state")) ? [] : Object.entries(memory)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function cli(root: string, argv: readonly string[], env: Readonly<Record<string, string>> = server.env): Promise<Ran> {
  return node(root, [entry, ...argv, "--format", "json"], env);
}

beforeAll(async () => {
  repository = toyRepository(folder, toys);
  generated = await repository.generate();
  entry = await bundled(repository.entry, folder);
  server = await toyServer({ "/toy/get": () => ({ badge: liveStar }), ...tables.calls });
});
afterAll(() => server.close());

describe("a new kind", () => {
  test("is generated from its schema and its folder", () => {
    expect({ code: generated.code, stderr: generated.stderr }).toEqual({ code: 0, stderr: "" });
    expect(repository.typeErrors()).toEqual([]);
  });

  test("changes no file that a person wrote", () => {
    const { before } = repository;
    const after = repository.after();
    const isGenerated = (path: string) => /^(src\/generated|docs\/reference|schemas\/[^/]+)\//.test(path);
    const changed = [...after.keys()].filter((path) => after.get(path) !== before.get(path));
    expect(changed.filter((path) => !isGenerated(path))).toEqual(toys.flatMap(ownFiles).sort());
    expect([...before.keys()].filter((path) => !after.has(path))).toEqual([]);
    for (const path of ["src/generated/kinds.ts", "src/generated/policies.ts"]) expect(changed).toContain(path);
    for (const { name } of toys)
      for (const path of [
        ...["types", "policies"].map((part) => `src/generated/${part}/${name}.ts`),
        `src/generated/validators/${name}.js`,
        `docs/reference/${name}.md`,
        `docs/reference/zh-CN/${name}.md`,
      ])
        expect(changed).toContain(path);
    for (const language of ["en", "zh-CN"]) expect(changed).toContain(`schemas/${language}/wxcards.schema.json`);
  });
});

describe("a new kind of one object", () => {
  test("is planned: read by its own call, compared by its own forms, written by its own call", async () => {
    const ran = await cli(project("badges", "star.yaml", star), ["plan"]);
    expect({ code: ran.code, notes: notesOf(ran.stderr) }).toEqual({ code: 0, notes: "" });
    const plan = JSON.parse(ran.stdout);
    expect(plan.steps).toEqual([
      {
        id: "1",
        address: "toys/ToyBadge/star",
        operation: "update",
        method: "POST",
        path: "/toy/update",
        body: { toy: "toy1", badge: { label: "金星", shops: [3, 1, 2] } },
        because: ["/label", "/shops"],
        needs: [],
      },
    ]);
    expect(plan.problems).toEqual([]);
    expect(server.requests()).toEqual([{ path: "/toy/get", body: { toy: "toy1" } }]);
  });

  test("is validated by its own schema, with the nearest of its own keys", async () => {
    const root = project("misspelt", "moon.yaml", "kind: ToyBadge\nname: moon\nspec:\n  lable: 满月\n");
    writeFileSync(join(root, "cards/sun.yaml"), "kind: ToyBagde\nname: sun\nspec: {}\n");
    const ran = await cli(root, ["validate"], {});
    const problems = JSON.parse(ran.stdout).problems as { code: string; file: string; line: number; hint: string }[];
    expect(problems.map(({ code, file, line }) => `${file}:${line} ${code}`)).toEqual([
      "cards/moon.yaml:4 unknown-key",
      "cards/sun.yaml:1 kind-unknown",
    ]);
    expect(problems[0]?.hint).toContain("did you mean label?");
    expect(problems[1]?.hint).toContain("ToyBadge");
    expect(ran.code).toBe(65);
  });
});

describe("a new kind of several objects", () => {
  const write = (guests: readonly string[], dish: string) => project("tables", "party.yaml", party(guests, dish));
  const laid = () => [...tables.tables.values()].map(({ guests, dish }) => [dish, ...guests]);
  const writes = () => server.requests().filter(({ path }) => !path.startsWith("/toy/table"));
  const lay = (guests: readonly string[], dish: string) => ({
    path: "/toy/lay",
    body: { table: { guests, dish, until: 4_102_415_999 } },
  });

  test("three items are made two objects, and every object is remembered", async () => {
    const root = write(["an", "bo", "cy"], "soup");
    const plan = JSON.parse((await cli(root, ["plan"])).stdout) as Plan;
    expect(plan.problems).toEqual([]);
    expect(plan.steps.map(({ operation, items }) => [operation, items])).toEqual([
      ["lay", ["an", "bo"]],
      ["lay", ["cy"]],
    ]);
    const applied = await cli(root, ["apply", "--yes"]);
    expect({ code: applied.code, notes: notesOf(applied.stderr) }).toEqual({ code: 0, notes: "" });
    expect(writes()).toEqual([lay(["an", "bo"], "soup"), lay(["cy"], "soup")]);
  });

  test("one more item is one more object, and what is live stays", async () => {
    const applied = await cli(write(["an", "bo", "cy", "di"], "soup"), ["apply", "--yes"]);
    expect(applied.code).toBe(0);
    expect(writes()).toEqual([lay(["di"], "soup")]);
  });

  test("a changed shared field replaces every object, with consent only", async () => {
    const root = write(["an", "bo", "cy", "di"], "cake");
    expect((await cli(root, ["apply", "--yes"])).code).toBe(3);
    expect(writes()).toEqual([]);
    const applied = await cli(root, ["apply", "--yes", "--allow", "replace"]);
    expect(applied.code).toBe(0);
    expect(writes().map(({ path }) => path)).toEqual(Array(3).fill(["/toy/clear", "/toy/lay"]).flat());
    expect(laid()).toEqual([
      ["cake", "an", "bo"],
      ["cake", "cy"],
      ["cake", "di"],
    ]);
  });

  test("applied again, nothing is sent; people read its own words", async () => {
    const root = write(["an", "bo", "cy", "di"], "cake");
    expect((await cli(root, ["apply", "--yes"])).code).toBe(0);
    expect(writes()).toEqual([]);
    write(["an", "bo", "cy", "di", "ed"], "cake");
    const shown = await node(root, [entry, "plan"], server.env);
    expect(shown.stdout).toMatch(/table/);
    expect(shown.stdout).toMatch(/guest/);
    expect(shown.stdout).not.toMatch(/rule|merchant/);
  });

  test("what is wrong is told in its own words", async () => {
    const [number = "", { guests } = { guests: [] }] = [...tables.tables].at(-1) ?? [];
    tables.takeAway(number);
    const root = write(["an", "bo", "cy", "di"], "cake");
    const { stdout } = await node(root, [entry, "plan"], server.env);
    expect(stdout).toContain(`not taken down by wxcards: table ${number} with guest ${guests.join()}`);
    expect(stdout).toContain("adds the guests anew");
    expect(stdout).not.toMatch(/rule|merchant|mp\.weixin/);
  });
});
