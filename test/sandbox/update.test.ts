import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import type { Behaviours } from "../../src/sandbox/behaviours.ts";
import type { BehaviourChanges } from "../../src/sandbox/behaviours-with.ts";
import { APPID, at, bench, benchWithCard, CARD, START_SECONDS } from "./support.ts";

describe("card/update", () => {
  it("lays sent members over the card and leaves the others alone", async () => {
    const { update, live, clock } = await benchWithCard({
      base_info: { notice: "旧", service_phone: "1", location_id_list: [1, 2], pay_info: { swipe_card: {} } },
      prerogative: "p",
    });
    const before = await live();
    clock.advance(100);
    const pay = { pay_info: { swipe_card: { is_swipe_card: true } } };
    const sent = { base_info: { notice: "", location_id_list: [3], ...pay }, auto_activate: true };
    expect((await update(sent)).body).toEqual({ errcode: 0, errmsg: "ok", send_check: false });
    expect(await live()).toEqual({
      ...before,
      auto_activate: true,
      base_info: {
        ...at(before, "base_info"),
        notice: "",
        location_id_list: [3],
        ...pay,
        update_time: START_SECONDS + 100,
      },
    });
  });

  it.each([
    ["custom_field1", { name: "a", url: "u" }, { url: "v" }],
    ["custom_cell2", { name: "a", tips: "t" }, { name: "b" }],
    ["bonus_rule", { cost_money_unit: 1, increase_bonus: 2 }, { increase_bonus: 3 }],
  ] as const)("takes %s whole", async (key, old, sent) => {
    const { update, live } = await benchWithCard({ [key]: old });
    await update({ [key]: sent });
    expect((await live())[key]).toEqual(sent);
  });

  it("takes url_cell whole", async () => {
    const { update, sandbox } = await benchWithCard({});
    await update({ modify_msg_operation: { url_cell: { url: "a", text: "t" } } });
    await update({ modify_msg_operation: { url_cell: { card_id_list: ["p1"] } } });
    const stored = sandbox.state(APPID).cards[CARD]?.content["modify_msg_operation"];
    expect(stored).toEqual({ url_cell: { card_id_list: ["p1"] } });
  });

  it("takes date_info whole, and keeps a type sent as a number under its name", async () => {
    const range = { begin_timestamp: 10, end_timestamp: 20 };
    const old = { type: "DATE_TYPE_FIX_TIME_RANGE", ...range, fixed_begin_term: 0 };
    const { update, live } = await benchWithCard({ base_info: { date_info: old } });
    await update({ base_info: { date_info: { type: 1, ...range, end_timestamp: 30 } } });
    const expected = { type: "DATE_TYPE_FIX_TIME_RANGE", begin_timestamp: 10, end_timestamp: 30 };
    expect(at(await live(), "base_info", "date_info")).toEqual(expected);
  });

  it("keeps an object of empty texts as the cleared object it is", async () => {
    const cleared = { name: "", tips: "", url: "" };
    const { update, live } = await benchWithCard({ custom_cell1: { name: "a", tips: "b", url: "c" } });
    await update({ custom_cell1: cleared });
    expect((await live())["custom_cell1"]).toEqual(cleared);
  });
});

const REVIEWED: readonly (readonly [string, JsonObject])[] = [
  ["title", { base_info: { title: "会员卡" } }],
  ["description", { base_info: { description: "" } }],
  ["supply_bonus", { supply_bonus: false }],
  ["supply_balance", { supply_balance: false }],
  ["discount", { discount: 10 }],
];

function reviewing(behaviour: Partial<Behaviours["review"]>): BehaviourChanges {
  return { review: { seconds: 600, ...behaviour } };
}

describe("reviews", () => {
  it.each(REVIEWED)("begin when %s is passed in, even unchanged", async (_name, sent) => {
    const { update, live, clock } = await benchWithCard({ discount: 10 }, reviewing({}));
    expect((await update(sent)).body["send_check"]).toBe(true);
    expect(at(await live(), "base_info")["status"]).toBe("CARD_STATUS_NOT_VERIFY");
    clock.advance(599);
    expect(at(await live(), "base_info")["status"]).toBe("CARD_STATUS_NOT_VERIFY");
    clock.advance(1);
    expect(at(await live(), "base_info")["status"]).toBe("CARD_STATUS_VERIFY_OK");
  });

  it.each([
    ["at-once", "pass", "新", "新", "CARD_STATUS_VERIFY_OK"],
    ["at-once", "refuse", "新", "新", "CARD_STATUS_VERIFY_FAIL"],
    ["after-review", "pass", "旧", "新", "CARD_STATUS_VERIFY_OK"],
    ["after-review", "refuse", "旧", "旧", "CARD_STATUS_VERIFY_FAIL"],
  ] as const)("shown %s and ending in %s: first %s, then %s", async (shows, verdict, first, then, status) => {
    const live0 = { base_info: { title: "旧", notice: "旧" } };
    const { update, live, clock } = await benchWithCard(live0, reviewing({ shows, verdict }));
    await update({ base_info: { title: "新", notice: "新" } });
    expect(at(await live(), "base_info")).toMatchObject({ title: first, notice: "新" });
    clock.advance(600);
    expect(at(await live(), "base_info")).toMatchObject({ title: then, notice: "新", status });
  });

  it("join: a second submission keeps the first and waits for the later end", async () => {
    const { update, live, clock } = await benchWithCard({ discount: 10 }, reviewing({ shows: "after-review" }));
    await update({ base_info: { title: "新" } });
    clock.advance(500);
    await update({ discount: 20 });
    clock.advance(599);
    expect(at(await live(), "base_info")).toMatchObject({ title: "会员卡", status: "CARD_STATUS_NOT_VERIFY" });
    clock.advance(1);
    expect(await live()).toMatchObject({ discount: 20, base_info: { title: "新", status: "CARD_STATUS_VERIFY_OK" } });
  });

  it("count what waits for them: bonus cannot be taken back, and it is an information item", async () => {
    const { update } = await benchWithCard({}, reviewing({ shows: "after-review" }));
    await update({ supply_bonus: true });
    expect((await update({ supply_bonus: false })).errcode).toBe(40135);
    const field = { name: "a" };
    const three = { custom_field1: field, custom_field2: field, custom_field3: field };
    expect((await update(three)).errcode).toBe(40124);
  });

  it("are judged in a listing too", async () => {
    const { sandbox, update, post, clock } = await benchWithCard({}, reviewing({}));
    const token = sandbox.token(APPID);
    await update({ discount: 5 });
    clock.advance(600);
    const query = { offset: 0, count: 10, status_list: ["CARD_STATUS_NOT_VERIFY"] };
    expect((await post("/card/batchget", query, token)).body["total_num"]).toBe(0);
  });

  it("survive in a saved state", async () => {
    const first = await benchWithCard({}, reviewing({ shows: "after-review" }));
    await first.update({ discount: 7 });
    const saved = JSON.parse(JSON.stringify(first.sandbox.state(APPID)));
    const second = await bench({}, { accounts: [{ appid: APPID, secret: "x", state: saved }] });
    expect(await second.live()).not.toHaveProperty("discount");
    second.clock.advance(600);
    expect(await second.live()).toMatchObject({ discount: 7 });
  });
});

describe("ok without effect", () => {
  it("true: nothing at all happens", async () => {
    const { sandbox, post, update, live } = await benchWithCard({}, { okButUnchanged: true });
    const before = sandbox.state(APPID);
    expect((await update({ discount: 5 })).body).toEqual({ errcode: 0, errmsg: "ok", send_check: false });
    expect((await post("/card/modifystock", { card_id: CARD, reduce_stock_value: 5 })).errcode).toBe(0);
    expect((await post("/card/delete", { card_id: CARD })).errcode).toBe(0);
    expect(sandbox.state(APPID)).toEqual(before);
    sandbox.behaviours.okButUnchanged = false;
    await update({ discount: 5 });
    expect(await live()).toMatchObject({ discount: 5 });
  });

  it("paths: only these are dropped", async () => {
    const behaviours = { okButUnchanged: ["base_info.notice", "discount"] };
    const { update, live } = await benchWithCard({ base_info: { notice: "旧" } }, behaviours);
    const sent = { base_info: { notice: "新", service_phone: "1" }, discount: 5 };
    expect((await update(sent)).body["send_check"]).toBe(false);
    const seen = await live();
    expect(at(seen, "base_info")).toMatchObject({ notice: "旧", service_phone: "1" });
    expect(seen).not.toHaveProperty("discount");
  });
});

describe("a review that withholds the whole call", () => {
  const sent = { base_info: { title: "新", notice: "新" } };
  it.each([
    ["reviewed", { title: "旧", notice: "新" }],
    ["whole-call", { title: "旧", notice: "旧" }],
  ] as const)("where the behaviour is %s", async (withholds, during) => {
    const review = { seconds: 60, verdict: "pass", shows: "after-review", withholds } as const;
    const { update, live, clock } = await benchWithCard({ base_info: { title: "旧", notice: "旧" } }, { review });
    await update(sent);
    expect(at(await live(), "base_info")).toMatchObject(during);
    clock.advance(60);
    expect(at(await live(), "base_info")).toMatchObject(sent.base_info);
  });
});

describe("reads that lag behind", () => {
  it("show the card as it was, its status included, as often as the behaviour says after each update", async () => {
    const { update, live } = await benchWithCard({ base_info: { title: "旧" } }, { staleReads: 2 });
    expect((await update({ base_info: { title: "新" } })).body["send_check"]).toBe(true);
    const seen = [];
    for (let read = 0; read < 3; read++) {
      const { title, status } = at(await live(), "base_info");
      seen.push([title, status]);
    }
    expect(seen).toEqual([
      ["旧", "CARD_STATUS_VERIFY_OK"],
      ["旧", "CARD_STATUS_VERIFY_OK"],
      ["新", "CARD_STATUS_NOT_VERIFY"],
    ]);
    await update({ base_info: { notice: "x" } });
    expect(at(await live(), "base_info")["notice"]).toBe("");
  });
});
