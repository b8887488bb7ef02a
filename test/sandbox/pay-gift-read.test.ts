import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../src/model/json.ts";
import type { PayGiftBehaviours } from "../../src/sandbox/pay-gift-behaviours.ts";
import {
  adding,
  BEGIN,
  END,
  listed,
  OTHER_APPID,
  type RuleBench,
  ruleBench,
  SAMPLE,
  shownSample,
} from "./pay-gift-support.ts";
import { APPID, at } from "./support.ts";

describe("card/paygiftcard/getbyid", () => {
  it("tells what was added, without the id", async () => {
    const { add, get } = await ruleBench();
    const id = String((await add()).body["rule_id"]);
    const reply = await get(id);
    expect(reply.body).toEqual({ errcode: 0, errmsg: "ok", rule_info: shownSample() });
    expect(reply.text).toContain(`"mchid_list":["123","456"],"begin_time"`);
  });

  it("tells the id where that is the behaviour", async () => {
    const { get, sandbox } = await ruleBench({ listing: "with-ids" });
    sandbox.addRule(APPID, SAMPLE, { rule_id: "11233" });
    expect((await get("11233")).body["rule_info"]).toEqual({ rule_id: 11233, ...shownSample() });
  });

  it("escapes slashes like any answer", async () => {
    const { get, sandbox } = await ruleBench();
    sandbox.addRule(APPID, { ...SAMPLE, member_rule: { jump_url: "https://a.example/b" } }, { rule_id: "1" });
    expect((await get("1")).text).toContain(String.raw`"jump_url":"https:\/\/a.example\/b"`);
  });
});

describe.each(["getbyid", "delete"])("card/paygiftcard/%s", (call) => {
  const path = `/card/paygiftcard/${call}`;

  it("refuses an unknown id, that of another account and a deleted one with 72034, and none at all with 41011", async () => {
    const { post, sandbox, remove } = await ruleBench();
    sandbox.addRule(OTHER_APPID, SAMPLE, { rule_id: "5" });
    sandbox.addRule(APPID, SAMPLE, { rule_id: "6" });
    await remove("6");
    for (const rule_id of [0, 4, 5, 6]) {
      const reply = await post(path, { rule_id });
      expect(reply.errcode).toBe(72034);
      expect(reply.errmsg).toMatch(/^invlid rule id rid: /);
    }
    expect((await post(path, {})).errcode).toBe(41011);
    expect(Object.keys(sandbox.rules(OTHER_APPID))).toEqual(["5"]);
  });

  it("takes the id as a text too", async () => {
    const { post, sandbox } = await ruleBench();
    sandbox.addRule(APPID, SAMPLE, { rule_id: "1233" });
    expect((await post(path, { rule_id: "01233" })).errcode).toBe(0);
  });
});

describe("card/paygiftcard/batchget", () => {
  /** Rules for the merchant ids 0, 1, 2 …, each its own; ids fall, so that their order is not that of creation. */
  function seed({ sandbox }: RuleBench, count: number): void {
    for (let i = 0; i < count; i++) {
      sandbox.addRule(APPID, { ...SAMPLE, mchid_list: [String(i)] }, { rule_id: String(1000 - i) });
    }
  }

  it("tells the documented sample", async () => {
    const { add, list } = await ruleBench();
    await add();
    const { body } = await list({ effective: true, offset: 0, count: 1 });
    expect(body).toEqual({ errcode: 0, errmsg: "ok", total_count: 1, rule_list: [shownSample()] });
  });

  it("is empty without rules, and for another account", async () => {
    const made = await ruleBench();
    const empty = { errcode: 0, errmsg: "ok", total_count: 0, rule_list: [] };
    expect((await made.list()).body).toEqual(empty);
    seed(made, 1);
    const query = { type: "RULE_TYPE_PAY_MEMBER_CARD", offset: 0, count: 10 };
    const theirs = await made.post("/card/paygiftcard/batchget", query, made.sandbox.token(OTHER_APPID));
    expect(theirs.body).toEqual(empty);
  });

  it("tells ids where that is the behaviour", async () => {
    const made = await ruleBench({ listing: "with-ids" });
    seed(made, 2);
    const rules = (await made.list()).body["rule_list"] as readonly JsonObject[];
    expect(rules.map((rule) => rule["rule_id"])).toEqual([1000, 999]);
  });

  it("pages in the order of creation, and cuts a long page short", async () => {
    const made = await ruleBench({ mostPerPage: 3 });
    seed(made, 7);
    const pages = await Promise.all([0, 3, 6, 9].map((offset) => made.list({ offset, count: 50 })));
    expect(pages.map(listed)).toEqual([[["0"], ["1"], ["2"]], [["3"], ["4"], ["5"]], [["6"]], []]);
    expect(pages.map((page) => page.body["total_count"])).toEqual([7, 7, 7, 7]);
    expect(listed(await made.list({ offset: 5, count: 1 }))).toEqual([["5"]]);
  });

  it("serves ten unless told otherwise", async () => {
    const made = await ruleBench();
    seed(made, 12);
    expect(listed(await made.list({ count: 100 }))).toHaveLength(10);
  });

  it.each<JsonObject>([
    { offset: 0, count: 10 },
    { type: "RULE_TYPE_SINGLE_PAY", offset: 0, count: 10 },
    { type: "RULE_TYPE_PAY_MEMBER_CARD", count: 10 },
    { type: "RULE_TYPE_PAY_MEMBER_CARD", offset: 0 },
    { type: "RULE_TYPE_PAY_MEMBER_CARD", offset: -1, count: 10 },
    { type: "RULE_TYPE_PAY_MEMBER_CARD", offset: 0, count: 0 },
  ])("refuses %o with 40035", async (query) => {
    const { post } = await ruleBench();
    expect((await post("/card/paygiftcard/batchget", query)).errcode).toBe(40035);
  });

  it("effective: only what is in effect now, from the first second to the last", async () => {
    const { sandbox, list, clock } = await ruleBench();
    sandbox.addRule(APPID, { ...SAMPLE, mchid_list: ["1"], begin_time: BEGIN, end_time: BEGIN + 10 });
    sandbox.addRule(APPID, { ...SAMPLE, mchid_list: ["2"], begin_time: BEGIN + 10, end_time: END });
    const effective = async (): Promise<unknown> => {
      const reply = await list({ effective: true });
      return [reply.body["total_count"], ...listed(reply).flat()];
    };
    expect(await effective()).toEqual([1, "1"]);
    clock.advance(10);
    expect(await effective()).toEqual([2, "1", "2"]);
    clock.advance(1);
    expect(await effective()).toEqual([1, "2"]);
    expect(listed(await list({ effective: false }))).toEqual([["1"], ["2"]]);
    expect(listed(await list())).toEqual([["1"], ["2"]]);
  });
});

describe("a rule whose end has passed", () => {
  async function ended(payGift: Partial<PayGiftBehaviours>): Promise<RuleBench> {
    const made = await ruleBench(payGift);
    made.sandbox.addRule(APPID, SAMPLE, { rule_id: "5" });
    made.clock.advance(END - BEGIN + 1);
    return made;
  }
  const again = adding(["123"], { end_time: END + 1000 });

  it("kept: is what it was, and is not in effect", async () => {
    const { get, list } = await ended({ expired: "kept" });
    expect((await get("5")).body["rule_info"]).toEqual(shownSample());
    expect(listed(await list())).toEqual([["123", "456"]]);
    expect(listed(await list({ effective: true }))).toEqual([]);
  });

  it("status: has another status, and may be deleted", async () => {
    const { get, list, remove, sandbox } = await ended({ expired: "status" });
    expect(at((await get("5")).body, "rule_info", "base_info")["status"]).toBe("RULE_STATUS_EXPIRED");
    expect((await list()).body["rule_list"]).toEqual([shownSample(undefined, { status: "RULE_STATUS_EXPIRED" })]);
    expect(listed(await list({ effective: true }))).toEqual([]);
    expect((await remove("5")).errcode).toBe(0);
    expect(sandbox.rules(APPID)).toEqual({});
  });

  it.each([
    ["refused", 72032],
    ["gone", 72034],
  ] as const)("%s: cannot be read, deleted or listed", async (expired, errcode) => {
    const { get, list, remove, sandbox } = await ended({ expired });
    expect((await get("5")).errcode).toBe(errcode);
    expect((await remove("5")).errcode).toBe(errcode);
    expect((await list()).body).toMatchObject({ total_count: 0, rule_list: [] });
    expect(Object.keys(sandbox.rules(APPID))).toEqual(["5"]);
  });

  it.each(["kept", "status", "refused", "gone"] as const)("%s: nothing shows before the end", async (expired) => {
    const made = await ruleBench({ expired });
    made.sandbox.addRule(APPID, SAMPLE, { rule_id: "5" });
    made.clock.advance(END - BEGIN);
    expect((await made.get("5")).body["rule_info"]).toEqual(shownSample());
    expect(listed(await made.list({ effective: true }))).toHaveLength(1);
  });

  it.each([
    ["kept", true, 1],
    ["kept", false, 0],
    ["status", true, 1],
    ["refused", true, 1],
    ["refused", false, 0],
    ["gone", true, 0],
  ] as const)(
    "%s, expiredOccupies %s: refuses %i of its merchant ids elsewhere",
    async (expired, expiredOccupies, count) => {
      const { add } = await ended({ expired, expiredOccupies });
      expect((await add(again)).body["fail_mchid_list"]).toHaveLength(count);
    },
  );
});
