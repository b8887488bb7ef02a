import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { JsonObject } from "../../src/model/json.ts";
import { valueAt, withValue } from "../../src/model/pointer.ts";
import { tries } from "../documents/support.ts";
import { behaviours, type Place, planOf, withCards } from "./cards.ts";
import { leaves, type Pair, pair } from "./specs.ts";

// Proves G1.

const ids = ["pFirstFirstFirstFirstFirstFi", "pSecondSecondSecondSecondSec"] as const;

/** What no card of the API holds and cards of the console may: emptiness in all its forms, line breaks of Windows, values beyond the limits. */
const oddities: fc.Arbitrary<readonly (readonly [string, JsonObject[string]])[]> = fc.array(
  fc.constantFrom<readonly [string, JsonObject[string]]>(
    ["/custom_cell2", { name: "", tips: "", url: "" }],
    ["/base_info/location_id_list", []],
    ["/base_info/center_title", ""],
    ["/base_info/notice", "第一行\r\n第二行\r\n"],
    ["/prerogative", "\r\n 空格\r\n\r\n\t制表\u2028符 \r\n"],
    ["/prerogative", "#\n---\n...\n"],
    ["/bonus_rules", "\n"],
    ["/bonus_rules", " "],
    ["/base_info/title", "长".repeat(40)],
    ["/base_info/title", "\ud83d"],
    ["/base_info/title", "=cmd|' /C calc'!A0"],
    ["/base_info/color", "#1D75AC"],
    ["/base_info/sku", { quantity: 5, total_quantity: 1_000_000_000 }],
    ["/base_info/use_all_locations", true],
    ["/base_info/date_info", { type: 100, begin_timestamp: 0, end_timestamp: 0 }],
    ["/base_info/date_info", { type: "2", fixed_term: 30, fixed_begin_term: 0, end_timestamp: 1_900_000_000 }],
    ["/base_info/logo_url", "http://mmecoa.qpic.cn/a/0"],
    ["/base_info/get_limit", 0],
    ["/discount", null],
    ["/discount", 1e300],
    ["/advanced_info/time_limit", [{ type: "SOMEDAY" }]],
    ["/advanced_info/text_image_list", [{ "\u202e": "x", text: "<<: *a" }]],
    ["/custom_field1", { name_type: "FIELD_NAME_TYPE_NEW", name: "", url: "https://m.example/ space" }],
  ),
  { maxLength: 4 },
);

const live: fc.Arbitrary<Pair & { isOdd: boolean }> = fc.tuple(pair, oddities).map(([one, odd]) => ({
  ...one,
  isOdd: odd.length > 0,
  live: odd.reduce((card, [pointer, value]) => withValue(card, pointer, value), one.live),
}));

/** Fields that some document held. */
const written = new Set<string>();

test("what import writes validates, the plan after it is empty, and nothing was sent", async () => {
  await fc.assert(
    fc.asyncProperty(live, live, behaviours, (first, second, ways) => {
      const odd = new Set<string>(ids.filter((_, index) => [first, second][index]?.isOdd));
      const body = (place: Place) => expectImported(place, odd);
      return withCards({ [ids[0]]: first, [ids[1]]: second }, {}, body, ways);
    }),
    tries(30, 60),
  );
  const possible = leaves.filter((policy) => policy.readback !== "none" && policy.change !== "never");
  expect(possible.map(({ pointer }) => pointer).filter((pointer) => !written.has(pointer))).toEqual([]);
});

async function expectImported(place: Place, odd: ReadonlySet<string>): Promise<void> {
  const ran = await place.run("import", "--all", "--account", "coffee", "--format", "json");
  const { imported, problems } = JSON.parse(ran.stdout);
  expect({ code: ran.code, problems, count: imported.length }).toEqual({ code: 0, problems: [], count: 2 });
  const valid = await place.run("validate", "--format", "json");
  expect({ code: valid.code, valid: JSON.parse(valid.stdout).valid }).toEqual({ code: 0, valid: true });
  const plan = await place.run("plan", "--detailed-exitcode", "--format", "json");
  const { changes, steps, problems: found } = planOf(plan);
  const errors = found.filter((problem) => problem.severity === "error");
  expect({ code: plan.code, changes, steps, errors }).toEqual({ code: 0, changes: [], steps: [], errors: [] });
  expect(place.sandbox.requests.map(({ path }) => path).filter((path) => !reads.includes(path))).toEqual([]);
  for (const { id, file, left_out: leftOut } of imported) {
    const unknown = (leftOut as { code: string; path: string }[]).filter(({ code }) => code === "member-unknown");
    // Every live member that nobody knows is named: these two are on each card.
    const named = unknown.map(({ path }) => path).sort();
    if (odd.has(id)) expect(named).toEqual(expect.arrayContaining(["/base_info/use_limit", "/mystery"]));
    else expect(named).toEqual(["/base_info/use_limit", "/mystery"]);
    const codes = (leftOut as { code: string }[]).map(({ code }) => code).filter((code) => code !== "member-unknown");
    // Only what no document can hold is left out, and an ordinary card has nothing of the kind.
    expect(codes.filter((code) => code === "value-not-kept" || (!odd.has(id) && code !== "stores-twice"))).toEqual([]);
    const text = place.files.text(file) ?? "";
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u2028-\u202e]/);
    const spec = (parse(text) as JsonObject)["spec"];
    for (const { pointer } of leaves) if (valueAt(spec, pointer) !== undefined) written.add(pointer);
  }
}

const reads = ["/cgi-bin/stable_token", "/card/batchget", "/card/get", "/card/paygiftcard/batchget"];
