import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { structuredPatch } from "diff";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/model/json.ts";
import { childPointer, valueAt, withoutValue, withValue } from "../../src/model/pointer.ts";
import { anyFile } from "../../src/yaml/locate.ts";
import { tries } from "../documents/support.ts";
import { goldId, silverId } from "../helpers/documents.ts";
import { processEnv } from "../helpers/process-env.ts";
import { bakery, coffee, openWorld, type World } from "../helpers/world.ts";
import { chanceOf, written } from "../helpers/yaml-styles.ts";
import { leaves, pair, sampleOf } from "./specs.ts";

/*
 * A document of two accounts, in any style of YAML, applied; then the console changes any managed field. After a pull the plan is empty but for what it
 * said it left, only lines of drifted values differ, a second pull changes nothing, and the diff of a dry run gives the very same bytes.
 */
const file = "cards/gold.yaml";

/** Fields that somebody can change at the console and that reads show. */
const movable = leaves.filter(
  ({ pointer, readback, change, review }) =>
    change === "update" && readback === "exact" && !review && !pointer.startsWith("/base_info/sku"),
);

const drift = fc
  .tuple(...movable.map((policy) => fc.tuple(fc.nat(3), sampleOf(policy))))
  .map((all) =>
    all.map(([die, value], index) => ({ pointer: movable[index]?.pointer ?? "", isMoved: die === 0, value })),
  );

const styles = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  crlf: fc.boolean(),
  isEnded: fc.boolean(),
  isMarked: fc.boolean(),
  aliases: fc.boolean(),
});

/** The document of two accounts: some values stand in the overlay of one of them. */
function documentOf(spec: JsonObject, chance: (below: number) => number): JsonObject {
  let [common, own]: [JsonObject, JsonObject] = [spec, {}];
  for (const { pointer } of leaves) {
    const value = valueAt(spec, pointer);
    if (value === undefined || chance(5) > 0) continue;
    own = withValue(own, pointer, value);
    if (chance(2) === 0) common = withoutValue(common, pointer);
  }
  const overlay = Object.keys(own).length === 0 ? {} : { spec: own };
  return {
    kind: "MemberCard",
    name: "gold",
    accounts: { coffee: { id: goldId, ...overlay }, bakery: { id: silverId } },
    spec: common,
  };
}

async function open(text: string, live: JsonObject): Promise<World> {
  const world = await openWorld({ files: { [file]: text } });
  world.sandbox.addCard(coffee.appid, live, { card_id: goldId });
  world.sandbox.addCard(bakery.appid, live, { card_id: silverId });
  return world;
}

/** The same values at the console: what is moved, in the nesting of the card. */
function moveAt(
  world: World,
  spec: JsonObject,
  moves: readonly { pointer: string; isMoved: boolean; value: Json }[],
): number {
  let patch: JsonObject = {};
  let count = 0;
  for (const { pointer, isMoved, value } of moves) {
    if (!isMoved || valueAt(spec, pointer) === undefined) continue;
    patch = withValue(patch, pointer, value);
    count += 1;
  }
  if (count > 0) world.sandbox.editInConsole(coffee.appid, goldId, patch);
  return count;
}

interface Pulled {
  readonly pulled: readonly { address: string; path: string }[];
  readonly left: readonly { code: string; path: string }[];
  readonly problems: readonly unknown[];
}

let tried = 0;
let whole = 0;
let values = 0;

test("after a pull the plan is empty, and only lines of drifted values differ", async () => {
  await fc.assert(
    fc.asyncProperty(pair, drift, styles, async ({ live, spec }, moves, { seed, crlf, isEnded, isMarked, aliases }) => {
      const chance = chanceOf(seed);
      const document = documentOf(spec, chance);
      const plain = written(document, { chance, remarks: true, aliases });
      const lines = isEnded ? plain : plain.replace(/\n+$/, "");
      const text = (isMarked ? "\ufeff" : "") + (crlf ? lines.replaceAll("\n", "\r\n") : lines);
      const world = await open(text, live);
      try {
        const applied = await world.cli("apply --yes --allow unverified --allow drift --allow lossy");
        world.clock.advance(7 * 86_400);
        await world.cli("apply --yes");
        const before = await world.cli("plan --detailed-exitcode");
        // What cannot be applied in the first place is another property's.
        if (applied.code !== 0 || before.code !== 0) return;
        const count = moveAt(world, spec, moves);
        world.forget();
        await expectPulled(world, text, count);
      } finally {
        await world.close();
      }
    }),
    { ...tries(12, 220), endOnFailure: true },
  );
  if (process.env["WXCARDS_DEEP"] === "1")
    process.stdout.write(`deep: ${tried} pulls, ${whole} whole, ${values} values\n`);
  // Most are pulled whole.
  expect(whole / tried).toBeGreaterThan(0.5);
  expect(tried).toBeGreaterThan(6);
  expect(values).toBeGreaterThan(tried);
}, 3_600_000);

async function expectPulled(world: World, text: string, count: number): Promise<void> {
  tried += 1;
  const dry = await world.cli("pull --dry-run");
  expect(world.read(file)).toBe(text);
  const run = await world.cli("pull --format json");
  const { pulled, left, problems } = JSON.parse(run.stdout) as Pulled;
  expect(problems).toEqual([]);
  expect(run.code).toBe(left.length === 0 ? 0 : 3);
  // What a console can hold and no document may is left; the layout is never a reason.
  const odd = left.filter(({ code }) => ["pull-unsayable", "value-not-kept", "pull-file-changed"].includes(code));
  expect(odd).toEqual([]);
  if (!/(?:: |- |[[{,] ?)&a\d/.test(text)) expect(left.map(({ code }) => code)).not.toContain("pull-alias");
  values += pulled.length;
  if (left.length === 0) whole += 1;
  const after = world.read(file);
  if (count > 0) expect(pulled.length + left.length).toBeLessThanOrEqual(count);
  const plan = await world.cli("plan --format json");
  const { changes } = JSON.parse(plan.stdout) as { changes: { fields: { path: string; origin: string }[] }[] };
  const fields = changes.flatMap((change) => change.fields).filter(({ origin }) => origin !== "file");
  const drifted = fields.map(({ path }) => path);
  expect(drifted.sort()).toEqual(left.map(({ path }) => path).sort());
  expect(world.writes()).toEqual([]);
  expectOtherLinesKept(text, after, pulled);
  expect((await world.cli("pull")).code).toBe(run.code);
  expect(world.read(file)).toBe(after);
  if (dry.stderr.includes("pull-patch-unsafe")) return;
  world.write({ [file]: text });
  writeFileSync(join(world.root, "drift.patch"), dry.stdout);
  if (dry.stdout !== "") {
    const git = (...argv: string[]) => execFileSync("git", argv, { cwd: world.root, env: processEnv(), stdio: "pipe" });
    git("init", "--quiet");
    git("apply", "-p1", "drift.patch");
    rmSync(join(world.root, ".git"), { recursive: true });
  }
  expect(world.read(file)).toBe(after);
}

/** Every line that went stood for a drifted value; line ends and remarks on lines of their own are as they were. */
function expectOtherLinesKept(before: string, after: string, pulled: Pulled["pulled"]): void {
  const text = before.replace(/^\ufeff/, "");
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const lineOf = (at: number) => starts.findLastIndex((start) => start <= at);
  const places = anyFile(() => text);
  const touched = new Set<number>();
  for (const { path } of pulled) {
    for (const holder of ["", childPointer("/accounts", "coffee")]) {
      for (const pointer of [`${holder}/spec${path}`, `${holder}/spec${path.slice(0, path.lastIndexOf("/"))}`]) {
        const found = places.find(0, pointer);
        // A whole object may give way with its members; others do not.
        const isOwn = pointer.endsWith(path);
        if (!found.whole || found.key === undefined || found.value === undefined) continue;
        const from = lineOf(found.key[0]);
        const to = isOwn ? lineOf(Math.max(found.value[0], found.value[1] - 1)) : from;
        for (let line = from; line <= to; line += 1) touched.add(line);
      }
    }
  }
  // The account's own entry may be on one line, to which a value of its own comes.
  const entry = places.find(0, "/accounts/coffee");
  if (entry.key !== undefined && entry.value !== undefined)
    for (let line = lineOf(entry.key[0]); line <= lineOf(entry.value[1]); line += 1) touched.add(line);
  const patch = structuredPatch("a", "b", before, after, "", "", { context: 0 });
  const gone = patch.hunks.flatMap(({ oldStart, oldLines }) =>
    Array.from({ length: oldLines }, (_, at) => oldStart - 1 + at),
  );
  expect(gone.filter((line) => !touched.has(line)).map((line) => before.split("\n")[line])).toEqual([]);
  if (before.includes("\r\n")) expect(after.replaceAll("\r\n", "")).not.toContain("\n");
  expect(after.endsWith("\n")).toBe(before.endsWith("\n"));
  const remarks = (of: string) => [...of.matchAll(/^ *# remark \d+\.\r?$/gm)].map(([remark]) => remark.trim());
  expect(remarks(after)).toEqual(remarks(before));
}
