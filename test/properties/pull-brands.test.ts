import fc from "fast-check";
import { expect, test } from "vitest";
import { isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import { withValue } from "../../src/model/pointer.ts";
import { tries } from "../documents/support.ts";
import { brandId, brandSpec, brandWorld, otherBrandId } from "../helpers/brand.ts";
import type { World } from "../helpers/world.ts";
import { chanceOf } from "../helpers/yaml-styles.ts";
import { brandSpecs } from "./brand-specs.ts";
import { expectPulled, laidOut, type PullCounts, sayCounts, styles } from "./pulled.ts";

/*
 * A document of a template in any style of YAML, of one brand or of two, applied; then the console changes any of it:
 * objects, which the platform takes whole, lists, and lists of objects. A pull writes all of it.
 */
const file = "cards/black.yaml";
const id = "pBlack";

/** The document: what is declared stands in an overlay, in what two brands share, or in a document of one brand. */
function documentOf(spec: JsonObject, chance: (below: number) => number): JsonObject {
  const head = { kind: "BrandCard", name: "black" };
  if (chance(2) === 0) return { ...head, account: "tea", id, spec };
  let [common, own]: [JsonObject, JsonObject] = [{}, {}];
  for (const [key, value] of Object.entries(spec)) {
    const members = isObject(value) ? Object.entries(value) : [];
    // A level and its switch go together.
    const place = key.endsWith("_level") ? 2 : chance(3);
    if (place === 0) own = { ...own, [key]: value };
    else if (place === 1 && members.length > 1) {
      // One member is laid over an object that both share.
      const [name, member] = members[chance(members.length)] as [string, Json];
      own = withValue(own, `/${key}/${name}`, member);
      common = { ...common, [key]: value };
    } else common = { ...common, [key]: value };
  }
  return { ...head, accounts: { tea: { id, spec: own }, cake: { id } }, spec: common };
}

/** The console changes what is declared: an object loses members that its new value does not have. */
function moveAt(world: World, spec: JsonObject, next: JsonObject, chance: (below: number) => number): number {
  const moves = Object.entries(next).filter(([key]) => Object.hasOwn(spec, key) && chance(2) === 0);
  const patch = Object.fromEntries(
    moves.map(([key, value]): [string, Json] => {
      const before = spec[key];
      if (!isObject(before) || !isObject(value)) return [key, value];
      return [key, { ...Object.fromEntries(Object.keys(before).map((name) => [name, null])), ...value }];
    }),
  );
  if (moves.length > 0) world.sandbox.wechatpay.editInConsole(brandId, id, patch);
  return moves.reduce((sum, [key, value]) => {
    const names = (of: Json | undefined) => (isObject(of) ? Object.keys(of) : [""]);
    return sum + new Set([...names(spec[key]), ...names(value)]).size;
  }, 0);
}

const counts: PullCounts = { tried: 0, whole: 0, values: 0 };

test("after a pull of brand cards the plan is empty, and only lines of drifted values differ", async () => {
  await fc.assert(
    fc.asyncProperty(brandSpecs, brandSpecs, styles, async (spec, next, style) => {
      const chance = chanceOf(style.seed);
      const document = documentOf(spec, chance);
      const text = laidOut(document, chance, style);
      const world = await brandWorld(text);
      const first = { ...brandSpec, card_type: "PURCHASE" };
      world.sandbox.wechatpay.addCard(brandId, first, { card_id: id });
      world.sandbox.wechatpay.addCard(otherBrandId, first, { card_id: id });
      const applied = await world.cli("apply --yes --allow drift --format json");
      expect({ code: applied.code, said: applied.code === 0 ? "" : applied.all }).toEqual({ code: 0, said: "" });
      const most = moveAt(world, spec, next, chance);
      world.forget();
      const holders = "accounts" in document ? ["tea"] : [];
      await expectPulled({ world, file, text, holders, most }, counts);
    }),
    { ...tries(12, 200), endOnFailure: true },
  );
  sayCounts(counts);
  expect(counts.whole / counts.tried).toBeGreaterThan(0.6);
  expect(counts.values).toBeGreaterThan(counts.tried);
}, 3_600_000);
