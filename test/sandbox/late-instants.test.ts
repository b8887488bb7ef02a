import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import { INSTANT_LIMIT_SECONDS } from "../../src/sandbox/weixin/date-info.ts";
import { APPID, at, bench, benchWithCard, CARD, newCard } from "./support.ts";

const BEGIN = 1_439_136_000;
const BEFORE_LIMIT = INSTANT_LIMIT_SECONDS - 1;
/** 2100-01-01. */
const NEXT_CENTURY = 4_102_444_800;

function range(end: number | string, begin: number | string = BEGIN): JsonObject {
  return { date_info: { type: "DATE_TYPE_FIX_TIME_RANGE", begin_timestamp: begin, end_timestamp: end } };
}

it("the limit of instants is the one that documents are held to", () => {
  const schema = readFileSync(join(import.meta.dirname, "../../schemas/member-card.schema.json"), "utf8");
  const limits = [...schema.matchAll(/"x-before": "([^"]+)"/g)].map(([, text]) => Date.parse(String(text)) / 1000);
  expect(limits).toEqual([INSTANT_LIMIT_SECONDS, INSTANT_LIMIT_SECONDS]);
});

describe("card/create refuses with 40079", () => {
  it.each<[string, JsonObject]>([
    ["an end on 2038-01-19", range(INSTANT_LIMIT_SECONDS)],
    ["one second more than 31 bits", range(2_147_483_648)],
    ["the next century", range(NEXT_CENTURY)],
    ["the same as text", range(String(NEXT_CENTURY), String(BEGIN))],
    ["a begin as late", range(NEXT_CENTURY + 1, NEXT_CENTURY)],
    ["the type as a number", { date_info: { type: 1, begin_timestamp: BEGIN, end_timestamp: 2_147_483_648 } }],
    [
      "the overall end of a fixed term",
      { date_info: { type: "DATE_TYPE_FIX_TERM", fixed_term: 15, end_timestamp: NEXT_CENTURY } },
    ],
  ])("%s", async (_says, base) => {
    const { post, sandbox } = await bench();
    expect((await post("/card/create", newCard(base))).errcode).toBe(40079);
    sandbox.behaviours.codes.instantTooLate = 0;
    expect((await post("/card/create", newCard(base))).errcode).toBe(0);
  });

  it("and takes the last second before it", async () => {
    const { post } = await bench();
    expect((await post("/card/create", newCard(range(BEFORE_LIMIT)))).errcode).toBe(0);
  });
});

describe("card/update", () => {
  it("refuses to move an end to 2038-01-19 or later, unless the behaviour takes it", async () => {
    const { update, sandbox, live } = await benchWithCard({ base_info: range(BEGIN + 1) });
    expect((await update({ base_info: range(INSTANT_LIMIT_SECONDS) })).errcode).toBe(40079);
    expect((await update({ base_info: range(BEFORE_LIMIT) })).errcode).toBe(0);
    sandbox.behaviours.codes.instantTooLate = 0;
    expect((await update({ base_info: range(NEXT_CENTURY) })).errcode).toBe(0);
    expect(at(await live(), "base_info")).toMatchObject(range(NEXT_CENTURY));
  });

  it("changes other fields of a card with a later end, and its begin beside that end", async () => {
    const { update, live } = await benchWithCard({ base_info: range(NEXT_CENTURY) });
    expect((await update({ base_info: { notice: "新" } })).errcode).toBe(0);
    expect((await update({ base_info: range(NEXT_CENTURY, BEGIN - 1) })).errcode).toBe(0);
    expect(at(await live(), "base_info")).toMatchObject({ notice: "新", ...range(NEXT_CENTURY, BEGIN - 1) });
    expect((await update({ base_info: range(NEXT_CENTURY + 1, BEGIN - 1) })).errcode).toBe(40079);
  });

  it("leaves what is put there or edited at the console as late as it is", async () => {
    const { sandbox, live } = await benchWithCard({ base_info: range(NEXT_CENTURY) });
    sandbox.editInConsole(APPID, CARD, {
      base_info: range(NEXT_CENTURY + 1),
    });
    expect(at(await live(), "base_info")).toMatchObject(range(NEXT_CENTURY + 1));
  });
});
