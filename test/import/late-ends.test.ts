import { expect, test } from "vitest";
import { parse } from "yaml";
import { goldId, liveSmall } from "../helpers/documents.ts";
import { coffee, newWorld } from "../helpers/world.ts";

test.each([
  ["an end", 1_767_225_600, 4_102_415_999, ["end_timestamp"]],
  ["the last second of 32 bits", 1_767_225_600, 2_147_483_647, ["end_timestamp"]],
  ["a beginning and an end", 2_208_960_000, 4_102_415_999, ["begin_timestamp", "end_timestamp"]],
])(
  "%s after 2038-01-19 is left out of the document with the reason, and the card keeps it",
  async (_about, begin, end, left) => {
    const world = await newWorld();
    const info = { type: "DATE_TYPE_FIX_TIME_RANGE", begin_timestamp: begin, end_timestamp: end };
    const card = liveSmall("长期卡");
    world.sandbox.addCard(
      coffee.appid,
      { ...card, base_info: { ...(card["base_info"] as object), date_info: info } },
      { card_id: goldId },
    );
    const ran = await world.cli(`import MemberCard/gold=${goldId}`);
    expect(ran.code).toBe(0);
    const text = world.read("cards/gold.yaml");
    const document = parse(text) as { spec: { base_info: { date_info?: Record<string, unknown> } } };
    const written = document.spec.base_info.date_info ?? {};
    expect(["begin_timestamp", "end_timestamp"].filter((key) => !(key in written))).toEqual(left);
    for (const key of left) expect(text).toMatch(new RegExp(`^# - base_info\\.date_info\\.${key} .*2038`, "m"));
    expect(text.match(/^# - /gm)).toHaveLength(left.length);
    expect((await world.cli("validate")).code).toBe(0);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    expect(world.card(goldId).content["base_info"]).toMatchObject({ date_info: info });
  },
);
