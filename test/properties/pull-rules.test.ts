import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { tries } from "../documents/support.ts";
import { goldCard, goldId, liveGold, liveSmall, silverId, smallCard } from "../helpers/documents.ts";
import { merchants } from "../helpers/rules.ts";
import { coffee, openWorld, type World } from "../helpers/world.ts";
import { chanceOf } from "../helpers/yaml-styles.ts";
import { expectPulled, laidOut, type PullCounts, sayCounts, styles } from "./pulled.ts";

/*
 * A document of pay-gift rules in any style of YAML, of one rule or of two, applied; then the console takes merchant ids
 * out, puts others in, and changes terms of all rules in the same way. A pull writes all of it, items one by one.
 */
const file = "cards/spring.yaml";
const pool = merchants(24);

const instants = (from: number, most: number) =>
  fc.integer({ min: 0, max: most }).chain((days) => {
    const seconds = from + days * 86_400;
    const local = new Date((seconds + 28_800) * 1_000).toISOString().slice(0, 19);
    return fc.constantFrom<string | number>(seconds, local.slice(0, 10), `${local}+08:00`, local);
  });
/** Midnights in Shanghai: from before the fake clock begins, and long after it. */
const begin = instants(1_790_784_000, 30);
const end = instants(1_830_268_800, 700);
const address = fc.stringMatching(/^[a-z0-9/_-]{1,20}$/);

/** The mini program behind a rule: its page goes with it. */
const program = address.map((page) => ({ app_brand_id: "gh_0123456789ab@app", app_brand_pass: `pages/${page}` }));

/** The terms of a rule, some of which a document need not declare. */
const ownTerms = fc.record(
  {
    least_cost: fc.integer({ min: 1, max: 5_000 }),
    max_cost: fc.integer({ min: 5_001, max: 100_000 }),
    jump_url: address.map((path) => `https://m.yunshan.example/${path}`),
    card_id: fc.constantFrom("MemberCard/gold", "coffee/MemberCard/gold", goldId),
  },
  { requiredKeys: ["least_cost", "max_cost", "card_id"] },
);
const terms = fc.tuple(ownTerms, fc.option(program, { nil: {} })).map(([own, more]) => ({ ...own, ...more }));
const declared = fc.record({
  mchids: fc.shuffledSubarray(pool.slice(0, 14), { minLength: 1 }),
  begin,
  end,
  terms,
  holder: fc.constantFrom("account" as const, "overlay" as const, "mixed" as const),
});
const move = fc.record({
  gone: fc.subarray(pool.slice(0, 14), { maxLength: 5 }),
  come: fc.shuffledSubarray(pool.slice(14), { maxLength: 5 }),
  end: fc.option(fc.integer({ min: 1_830_268_800, max: 1_890_000_000 }), { nil: undefined }),
  terms: fc.record(
    {
      least_cost: fc.integer({ min: 1, max: 5_000 }),
      max_cost: fc.integer({ min: 5_001, max: 100_000 }),
      jump_url: fc.oneof(
        fc.constant(""),
        address.map((path) => `https://m.yunshan.example/${path}`),
      ),
      card_id: fc.constant(silverId),
      app_brand_pass: address.map((page) => `pages/${page}`),
    },
    { requiredKeys: [] },
  ),
});

type Declared = typeof declared extends fc.Arbitrary<infer One> ? One : never;
type Move = typeof move extends fc.Arbitrary<infer One> ? One : never;

function documentOf({ mchids, begin: from, end: to, terms: own, holder }: Declared): JsonObject {
  const head = { kind: "PayGiftRule", name: "spring" };
  const info = { mchid_list: mchids, begin_time: from, end_time: to };
  const spec: JsonObject = { base_info: info, member_rule: own };
  if (holder === "account") return { ...head, account: "coffee", spec };
  if (holder === "overlay") return { ...head, accounts: { coffee: { spec } }, spec: { base_info: { end_time: to } } };
  const { mchid_list: list, ...rest } = info;
  return {
    ...head,
    accounts: { coffee: { spec: { base_info: { mchid_list: list }, member_rule: { least_cost: own.least_cost } } } },
    spec: { base_info: rest, member_rule: { ...own, least_cost: own.least_cost + 1 } },
  };
}

/** The console changes every rule; gives how many declared fields that are at most. */
function moveAt(world: World, { terms: before }: Declared, { gone, come, end: to, terms: after }: Move): number {
  const own = Object.fromEntries(Object.entries(after).filter(([name]) => name in before)) as JsonObject;
  let coming = [...come];
  for (const [id, rule] of Object.entries(world.rules())) {
    const kept = rule.mchid_list.filter((item) => !gone.includes(item));
    // A rule takes ten at most, and is none without any.
    const more = coming.slice(0, 10 - kept.length);
    coming = coming.slice(more.length);
    const list = [...kept, ...more];
    world.sandbox.editRuleInConsole(coffee.appid, id, {
      mchid_list: list.length === 0 ? rule.mchid_list : list,
      ...(to === undefined ? {} : { end_time: to }),
      member_rule: own,
    });
  }
  return Object.keys(own).length + 2;
}

const counts: PullCounts = { tried: 0, whole: 0, values: 0 };

test("after a pull of rules the plan is empty, and only lines of drifted values differ", async () => {
  await fc.assert(
    fc.asyncProperty(declared, move, styles, async (document, moved, style) => {
      const text = laidOut(documentOf(document), chanceOf(style.seed), style);
      const world = await openWorld({
        files: { "cards/gold.yaml": goldCard, "cards/silver.yaml": smallCard("silver", silverId), [file]: text },
      });
      try {
        world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
        world.sandbox.addCard(coffee.appid, liveSmall("silver"), { card_id: silverId });
        const applied = await world.cli("apply --yes --format json");
        expect({ code: applied.code, said: applied.code === 0 ? "" : applied.all }).toEqual({ code: 0, said: "" });
        const most = moveAt(world, document, moved);
        world.forget();
        const holders = document.holder === "account" ? [] : ["coffee"];
        await expectPulled({ world, file, text, holders, most }, counts);
      } finally {
        await world.close();
      }
    }),
    { ...tries(12, 200), endOnFailure: true },
  );
  sayCounts(counts);
  // What an alias repeats is left.
  expect(counts.whole / counts.tried).toBeGreaterThan(0.6);
  expect(counts.values).toBeGreaterThan(counts.tried);
}, 3_600_000);
