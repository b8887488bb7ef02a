import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { tries } from "../documents/support.ts";
import { goldCard, goldId, liveGold } from "../helpers/documents.ts";
import { merchants, rule, ruleBegin, ruleEnd } from "../helpers/rules.ts";
import { coffee, openWorld, type World } from "../helpers/world.ts";

// Proves G0 and G15.

/*
 * One document over two live rules whose terms differ in what nobody declares. Its terms are edited and replaced again and again, while adds, deletes and reads fail
 * in every way. Once the faults stop, every merchant id is in one rule, with the declared terms of the document and the undeclared ones that its rule had at first.
 */
const pool = merchants(14);
const [first, second, more] = [pool.slice(0, 6), pool.slice(6, 12), pool.slice(12)];
const undeclared: readonly JsonObject[] = [
  { max_cost: 88_888, jump_url: "https://m.yunshan.example/a" },
  {
    max_cost: { $number: "9223372036854775807" },
    app_brand_id: "wx0123456789abcdef",
    app_brand_pass: "pages/gift",
    x_unknown: [{ $number: "1234567890123456789" }, "一"],
  },
];

const path = fc.constantFrom("add", "delete", "getbyid", "batchget");
const trouble = fc.oneof(
  fc.record({
    what: fc.constant("fail" as const),
    path,
    code: fc.constantFrom(45009, 72033, 43008, -1, 72004),
    after: fc.nat({ max: 4 }),
    times: fc.integer({ min: 1, max: 4 }),
    executes: fc.boolean(),
  }),
  fc.record({
    what: fc.constant("break" as const),
    path: fc.constantFrom("add", "delete"),
    when: fc.constantFrom("before" as const, "after" as const),
    after: fc.nat({ max: 2 }),
    times: fc.integer({ min: 1, max: 2 }),
  }),
);
const edit = fc.record({
  least: fc.constantFrom(100, 200, 300),
  end: fc.constantFrom("2027-12-31", "2027-10-31"),
  gained: fc.subarray(more),
  trouble: fc.array(trouble, { maxLength: 3 }),
});
const allowed = ["--yes", "--allow", "replace", "--allow", "lossy", "--allow", "many"];

test("no term of any rule is lost, whatever fails while rules are replaced", async () => {
  let down = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(edit, { minLength: 2, maxLength: 4 }),
      fc.constantFrom("with-ids" as const, "without-ids" as const),
      async (edits, listing) => {
        const made = await openWorld({
          files: { "cards/gold.yaml": goldCard },
          behaviours: { unknownMembers: "taken" },
        });
        try {
          made.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
          made.sandbox.behaviours.payGift.listing = listing;
          const ids = [first, second].map((list, index) =>
            made.sandbox.addRule(coffee.appid, {
              mchid_list: list,
              ...{ begin_time: ruleBegin - 3_600 * index, end_time: ruleEnd },
              member_rule: { card_id: goldId, least_cost: 100, ...undeclared[index] },
            }),
          );
          for (const { least, end, gained, trouble: all } of edits) {
            const mchids = [...first, ...second, ...gained];
            const id = `id: ["${ids.join('", "')}"]\n`;
            const lines = rule({
              mchids,
              least,
              end,
              more: made.locked("PayGiftRule/spring") === undefined ? id : "",
            }).split("\n");
            const declared = lines.filter((line) => !line.includes("max_cost") && !line.includes("begin_time"));
            made.write({ "cards/spring.yaml": declared.join("\n") });
            for (const one of all) cause(made, one);
            await made.cli(["apply", ...allowed]);
            if (Object.keys(made.rules()).length < 2) down += 1;
          }
          made.sandbox.calm();
          await made.cli(["apply", ...allowed]);
          const last = await made.cli(["apply", ...allowed]);
          const { least, end } = edits.at(-1) as (typeof edits)[number];
          const ending = end === "2027-12-31" ? ruleEnd : Date.parse("2027-10-31T23:59:59+08:00") / 1000;
          for (const [index, list] of [first, second].entries())
            for (const mchid of list) {
              const holding = Object.values(made.rules()).filter(({ mchid_list }) => mchid_list.includes(mchid));
              const terms = holding.map(({ member_rule, begin_time, end_time }) => ({
                member_rule,
                begin_time,
                end_time,
              }));
              const wanted = { card_id: goldId, least_cost: least, ...undeclared[index] };
              expect({ terms, said: last.all }).toEqual({
                terms: [{ member_rule: wanted, begin_time: ruleBegin - 3_600 * index, end_time: ending }],
                said: last.all,
              });
            }
          const empty = await made.cli("plan --detailed-exitcode");
          expect({ code: empty.code, said: empty.all }).toMatchObject({ code: 0 });
          expect(made.locked("PayGiftRule/spring")?.["former"]).toBeUndefined();
        } finally {
          await made.close();
        }
      },
    ),
    tries(15, 500),
  );
  // Some of these runs end with a rule taken down and not put up again: that is what the next ones mend.
  expect(down).toBeGreaterThan(0);
}, 3_600_000);

function cause(made: World, one: typeof trouble extends fc.Arbitrary<infer Trouble> ? Trouble : never): void {
  const at = `/card/paygiftcard/${one.path}`;
  const { after, times } = one;
  if (one.what === "break") made.sandbox.fault({ path: at, when: one.when, after, times });
  else {
    const lost = one.code === -1 ? { status: 500, rawBody: "<html>", executes: one.executes } : {};
    made.sandbox.fail({ path: at, errcode: one.code, after, times, ...lost });
  }
}
