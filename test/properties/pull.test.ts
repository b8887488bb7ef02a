import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../src/model/json.ts";
import { valueAt, withoutValue, withValue } from "../../src/model/pointer.ts";
import { tries } from "../documents/support.ts";
import { goldId, silverId } from "../helpers/documents.ts";
import { bakery, coffee, openWorld, type World } from "../helpers/world.ts";
import { chanceOf } from "../helpers/yaml-styles.ts";
import { expectPulled, laidOut, type PullCounts, sayCounts, styles } from "./pulled.ts";
import { leaves, pair, sampleOf } from "./specs.ts";

/*
 * A document of two accounts, in any style of YAML, applied; then the console changes any managed field. After a pull the plan is empty but for what it
 * said it left, only lines of drifted values differ, a second pull changes nothing, and the diff of a dry run gives the very same bytes.
 */
const file = "cards/gold.yaml";

/** Fields that somebody can change at the console and that reads show. */
const movable = leaves.filter(
  ({ pointer, readback, change }) =>
    change === "update" && readback !== "none" && !pointer.startsWith("/base_info/sku"),
);

const drift = fc
  .tuple(...movable.map((policy) => fc.tuple(fc.nat(3), sampleOf(policy))))
  .map((all) =>
    all.map(([die, value], index) => ({ pointer: movable[index]?.pointer ?? "", isMoved: die === 0, value })),
  );

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

const counts: PullCounts = { tried: 0, whole: 0, values: 0 };

test("after a pull the plan is empty, and only lines of drifted values differ", async () => {
  await fc.assert(
    fc.asyncProperty(pair, drift, styles, async ({ live, spec }, moves, style) => {
      const chance = chanceOf(style.seed);
      const text = laidOut(documentOf(spec, chance), chance, style);
      const world = await open(text, live);
      try {
        const applied = await world.cli("apply --yes --allow unverified --allow drift --allow lossy");
        world.clock.advance(7 * 86_400);
        await world.cli("apply --yes");
        const before = await world.cli("plan --detailed-exitcode");
        // What cannot be applied in the first place is another property's.
        if (applied.code !== 0 || before.code !== 0) return;
        const most = moveAt(world, spec, moves);
        world.forget();
        await expectPulled({ world, file, text, holders: ["coffee"], most }, counts);
      } finally {
        await world.close();
      }
    }),
    { ...tries(12, 220), endOnFailure: true },
  );
  sayCounts(counts);
  const { tried, whole, values } = counts;
  // Most are pulled whole.
  expect(whole / tried).toBeGreaterThan(0.5);
  expect(tried).toBeGreaterThan(6);
  expect(values).toBeGreaterThan(tried);
}, 3_600_000);
