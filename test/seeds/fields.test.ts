import { describe, expect, test } from "vitest";
import { type Row, seedGroups } from "../../scripts/seeds/rows.ts";
import { isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import { valueAt } from "../../src/model/pointer.ts";
import { brandCardId, brandId, brandSpec, brandWorld } from "../helpers/brand.ts";
import { card, goldCard, goldId, liveGold } from "../helpers/documents.ts";
import { coffee, newWorld, type World } from "../helpers/world.ts";

/*
 * Every field that the primary documents print and a document can declare, with a value as they print it: declared
 * where docs/seeds.md says, it is sent where the documents have it, the embedded platform keeps it, and the next plan
 * is empty. The rows of the page are the cases.
 */

/** One field of a document, and what it is to be. */
interface Declared {
  readonly kind: string;
  readonly pointer: string;
  readonly value: Json;
  readonly batch: string;
  readonly row: Row;
}

const declared: readonly Declared[] = seedGroups().flatMap(({ rows }) =>
  rows.flatMap((row): Declared[] => {
    const { handling, sample, batch } = row;
    if (handling.by !== "declared" || sample === undefined) return [];
    return handling.pointers.map((pointer) => ({ kind: handling.kind, pointer, value: sample, batch, row }));
  }),
);

/** The fields of each kind, by what may stand in one document. */
function batchesOf(kind: string): [name: string, fields: readonly Declared[]][] {
  const own = declared.filter((field) => field.kind === kind);
  return [...new Set(own.map(({ batch }) => batch))].map((name) => [name, own.filter(({ batch }) => batch === name)]);
}

/** The fields as an object. */
function nested(fields: readonly Declared[]): JsonObject {
  const spec: Record<string, Json> = {};
  for (const { pointer, value } of fields) {
    const keys = pointer.split("/").slice(1);
    const last = keys.pop() ?? "";
    let at: Record<string, Json> = spec;
    for (const key of keys) {
      const next = isObject(at[key]) ? { ...at[key] } : {};
      at[key] = next;
      at = next;
    }
    at[last] = value;
  }
  return spec;
}

const yamlOf = (spec: JsonObject) =>
  Object.entries(spec)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join("\n");

/** Each field of the sent bodies, which may be several, at its place. */
function expectSent(bodies: readonly (Json | undefined)[], root: string, fields: readonly Declared[]): void {
  expect(bodies.length).toBeGreaterThan(0);
  const missing = fields.filter(
    ({ pointer, value }) => !bodies.some((body) => same(valueAt(body as JsonObject, `${root}${pointer}`), value)),
  );
  expect(missing.map(({ pointer }) => pointer)).toEqual([]);
}

const same = (one: Json | undefined, other: Json) => JSON.stringify(one) === JSON.stringify(other);

async function appliedAndQuiet(world: World, flags: string): Promise<void> {
  const applied = await world.cli(`apply --yes ${flags}`);
  expect([applied.code, applied.stdout]).toEqual([0, expect.not.stringContaining("not applied")]);
  world.clock.advance(120);
  const again = await world.cli("plan --format json --detailed-exitcode");
  expect([again.code, JSON.parse(again.stdout).changes]).toEqual([0, []]);
}

test("every row that says so is tried here", () => {
  const meant = seedGroups()
    .flatMap(({ rows }) => rows)
    .filter(({ test: path, handling }) => path === "test/seeds/fields.test.ts" && handling.by === "declared");
  const tried = new Set(declared.map(({ row }) => `${row.section} ${row.name}`));
  expect(meant.filter(({ section, name }) => !tried.has(`${section} ${name}`)).map(({ name }) => name)).toEqual([]);
  expect(declared.length).toBeGreaterThan(100);
});

describe("fields of a member card", () => {
  const { base_info: base } = liveGold;
  const plain: JsonObject = {
    base_info: { ...(base as JsonObject), sku: { quantity: 500, total_quantity: 500 } },
    prerogative: "旧的特权",
    supply_bonus: false,
    supply_balance: false,
  };
  const dated: JsonObject = {
    ...plain,
    base_info: {
      ...(plain["base_info"] as JsonObject),
      date_info: { type: "DATE_TYPE_FIX_TIME_RANGE", begin_timestamp: 1_440_000_000, end_timestamp: 1_990_000_000 },
    },
  };

  test.each(batchesOf("MemberCard"))("are sent and kept: %s", async (batch, fields) => {
    const world = await newWorld({ files: { "cards/gold.yaml": card("gold", goldId, yamlOf(nested(fields))) } });
    world.sandbox.addCard(coffee.appid, batch === "dates" ? dated : plain, { card_id: goldId });
    await appliedAndQuiet(world, "");
    expectSent(world.bodies("/card/update"), "/member_card", fields);
    const live = world.card(goldId).content as JsonObject;
    for (const { pointer } of fields) expect([pointer, valueAt(live, pointer)]).not.toEqual([pointer, undefined]);
  });

  const limited = declared.filter(
    ({ kind, row: { printed } }) => kind === "MemberCard" && printed.bytes !== undefined && printed.link !== true,
  );
  test.each(limited.map((field) => [field.pointer, field] as const))(
    "%s takes its printed bytes, and not one more",
    async (pointer, field) => {
      const most = field.row.printed.bytes ?? 0;
      const world = await newWorld();
      world.sandbox.addCard(coffee.appid, plain, { card_id: goldId });
      const answer = async (bytes: number) => {
        const body = { card_id: goldId, member_card: nested([{ ...field, value: "a".repeat(bytes) }]) };
        const url = `${world.sandbox.url}/card/update?access_token=${world.sandbox.token(coffee.appid)}`;
        return (await (await fetch(url, { method: "POST", body: JSON.stringify(body) })).json()) as JsonObject;
      };
      expect([(await answer(most))["errcode"], (await answer(most + 1))["errcode"]]).toEqual([0, 45_021]);
      world.write({
        "cards/gold.yaml": card("gold", goldId, yamlOf(nested([{ ...field, value: "a".repeat(most + 1) }]))),
      });
      const told = await world.cli("validate");
      expect([told.code, told.stdout]).toEqual([65, expect.stringContaining("text-too-long")]);
      expect(pointer).toBe(field.pointer);
    },
  );

  const reviewed = declared.filter(
    ({ kind, row: { printed } }) => kind === "MemberCard" && printed.review !== undefined,
  );
  test("that the documents send to review are those that the embedded platform sends there", async () => {
    expect(reviewed.map(({ pointer }) => pointer).sort()).toEqual([
      ...["/base_info/description", "/base_info/title", "/discount", "/supply_balance", "/supply_bonus"],
    ]);
    for (const field of declared.filter(({ kind, batch }) => kind === "MemberCard" && batch === "")) {
      const world = await newWorld();
      world.sandbox.addCard(coffee.appid, plain, { card_id: goldId });
      const url = `${world.sandbox.url}/card/update?access_token=${world.sandbox.token(coffee.appid)}`;
      const body = JSON.stringify({ card_id: goldId, member_card: nested([field]) });
      const answer = (await (await fetch(url, { method: "POST", body })).json()) as JsonObject;
      expect([field.pointer, answer["errcode"], answer["send_check"]]).toEqual([
        field.pointer,
        0,
        field.row.printed.review ?? false,
      ]);
    }
  });
});

describe("fields of a pay-gift rule", () => {
  const all = declared.filter(({ kind }) => kind === "PayGiftRule");
  test.each(batchesOf("PayGiftRule"))("are sent and kept: %s", async (batch, fields) => {
    // A rule is added whole: the other fields go along.
    const whole = all.filter(
      ({ batch: of, pointer }) => of === "" && !(batch === "program" && pointer.endsWith("jump_url")),
    );
    const spec = nested([...whole, ...fields]);
    const document = `kind: PayGiftRule\nname: spring\naccount: coffee\nspec:\n${yamlOf(spec).replace(/^/gm, "  ")}\n`;
    const world = await newWorld({ files: { "cards/spring.yaml": document, "cards/gold.yaml": goldCard } });
    world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
    await appliedAndQuiet(world, "");
    expectSent(world.bodies("/card/paygiftcard/add"), "/rule_info", fields);
  });
});

describe("fields of a brand card", () => {
  const of = declared.filter(({ kind }) => kind === "BrandCard");
  const isNew = ({ row }: Declared) => row.printed.change === "create";

  test("set while creating are in the request that makes it", async () => {
    const fields = of.filter(isNew);
    const { code_jump_information: _jump, ...spec } = brandSpec;
    const document = `kind: BrandCard\nname: black\naccount: tea\nspec:\n${yamlOf({ ...spec, ...nested(fields) }).replace(/^/gm, "  ")}\n`;
    const world = await brandWorld(document);
    await appliedAndQuiet(world, "");
    expectSent(world.bodies("/v3/brand/partner/card-member/cards"), "", fields);
  });

  test.each(batchesOf("BrandCard"))("changed: %s", async (batch, fields) => {
    const changing = fields.filter((field) => !isNew(field));
    const more =
      batch === "term" ? { valid_date_information: { type: "FIX_TERM", available_day_after_receive: 200 } } : {};
    const spec = { ...nested(changing), ...more };
    const world = await brandWorld(
      `kind: BrandCard\nname: black\naccount: tea\nid: ${brandCardId}\nspec:\n${yamlOf(spec).replace(/^/gm, "  ")}\n`,
    );
    const live =
      batch === "term"
        ? { ...brandSpec, valid_date_information: { type: "FIX_TERM", available_day_after_receive: 100 } }
        : brandSpec;
    world.sandbox.wechatpay.addCard(brandId, live as JsonObject, { card_id: brandCardId });
    await appliedAndQuiet(world, "");
    expectSent(world.bodies(`/v3/brand/partner/card-member/cards/${brandCardId}`), "", changing);
  });
});
