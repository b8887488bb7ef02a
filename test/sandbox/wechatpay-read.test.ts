import { describe, expect, it } from "vitest";
import { START_SECONDS } from "./support.ts";
import {
  BASE,
  BRAND,
  CARD,
  newTemplate,
  OTHER_BRAND,
  type PayBench,
  payBench,
  payBenchWithCard,
} from "./wechatpay-support.ts";

/** A bench with so many templates, `p00` first, every third one invalid. */
async function filled(count: number, behaviours: Parameters<typeof payBench>[0] = {}): Promise<PayBench> {
  const made = await payBench(behaviours);
  for (let index = 0; index < count; index++) {
    const state = index % 3 === 2 ? "CARD_INVALID" : "CARD_EFFECTIVE";
    made.sandbox.wechatpay.addCard(BRAND, {}, { card_id: `p${String(index).padStart(2, "0")}`, state });
  }
  made.sandbox.wechatpay.addCard(OTHER_BRAND, {}, { card_id: "theirs" });
  return made;
}

const ids = ({ body }: { readonly body: { readonly [key: string]: unknown } }): string[] =>
  ((body["data"] ?? []) as { card_id: string }[]).map((card) => card.card_id);

describe("the list", () => {
  it("shows whole templates of one brand in the order of their creation", async () => {
    const { list, get } = await filled(3);
    const reply = await list();
    expect(ids(reply)).toEqual(["p00", "p01", "p02"]);
    expect(reply.body).toMatchObject({ total_count: 3, offset: 0, limit: 20 });
    expect((reply.body["data"] as unknown[])[2]).toEqual((await get("p02")).body);
  });

  it("counts its offset in templates, not in pages", async () => {
    const { list } = await filled(25);
    expect(ids(await list("offset=10&limit=2"))).toEqual(["p10", "p11"]);
    const pages = [await list("offset=0&limit=20"), await list("offset=20&limit=20")];
    expect(pages.map((page) => ids(page).length)).toEqual([20, 5]);
    expect(pages.map(({ body }) => body["total_count"])).toEqual([25, 25]);
  });

  it.each([
    ["CARD_EFFECTIVE", ["p00", "p01", "p03"], 3],
    ["CARD_INVALID", ["p02"], 1],
  ])("can be of state %s only", async (state, expected, total) => {
    const { list } = await filled(4);
    const reply = await list(`state=${state}&offset=0&limit=20`);
    expect(ids(reply)).toEqual(expected);
    expect(reply.body["total_count"]).toBe(total);
    expect(ids(await list(`state=${state}&offset=1&limit=1`))).toEqual(expected.slice(1, 2));
  });

  it("has no data when a page is empty, or an empty list where that is the behaviour", async () => {
    const { list, sandbox } = await filled(1);
    expect((await list("offset=1&limit=20")).body).toEqual({ total_count: 1, offset: 1, limit: 20 });
    sandbox.behaviours.wechatpay.emptyListData = "empty";
    expect((await list("offset=1&limit=20")).body).toEqual({ data: [], total_count: 1, offset: 1, limit: 20 });
  });

  it("of a brand itself names no brand", async () => {
    const { send } = await filled(1);
    const reply = await send({ role: "brand", method: "GET", target: `${BASE.brand}/cards?offset=0&limit=20` });
    expect(ids(reply)).toEqual(["p00"]);
  });

  it.each([
    ["offset", "limit=20"],
    ["offset", "offset=-1&limit=20"],
    ["offset", "offset=x&limit=20"],
    ["offset", "offset=01&limit=20"],
    ["limit", "offset=0"],
    ["limit", "offset=0&limit=0"],
    ["limit", "offset=0&limit=21"],
    ["limit", "offset=0&limit=1.5"],
    ["state", "offset=0&limit=1&state=EFFECTIVE"],
    ["count", "offset=0&limit=1&count=1"],
    ["offset", "offset=0&limit=1&offset=1"],
  ])("refuses a wrong %s: %s", async (field, query) => {
    const { list } = await filled(1);
    const detail = { field, location: "query" };
    expect(await list(query)).toMatchObject({ status: 400, code: "PARAM_ERROR", detail });
  });

  it("drops parameters it does not know where that is the behaviour", async () => {
    const { list } = await filled(1, { strictKeys: false });
    expect(ids(await list("offset=0&limit=1&count=1"))).toEqual(["p00"]);
  });
});

describe("a template", () => {
  it("is 404 when there is none", async () => {
    const { get } = await payBench();
    expect(await get("pNobody")).toMatchObject({ status: 404, code: "RESOURCE_NOT_EXISTS" });
  });

  it("takes no body and no other parameter", async () => {
    const { send } = await payBenchWithCard();
    const target = `${BASE.partner}/cards/${CARD}?brand_id=${BRAND}`;
    expect(await send({ method: "GET", target: `${target}&x=1` })).toMatchObject({ detail: { field: "x" } });
    expect(await send({ method: "GET", target, body: "{}" })).toMatchObject({
      code: "PARAM_ERROR",
      detail: { value: "{}" },
    });
  });

  it.each(["modify_time", "update_time"] as const)(
    "tells its last change as %s, where that is the behaviour",
    async (timeName) => {
      const { get } = await payBenchWithCard({}, { timeName });
      const { body } = await get();
      expect(body[timeName]).toBe("2026-11-21T10:00:00.000+08:00");
      expect(Object.keys(body).filter((key) => key.endsWith("y_time") || key === "update_time")).toEqual([timeName]);
    },
  );

  it("shows the members of its validity, and those of other types where that is the behaviour", async () => {
    const valid_date_information = { type: "FIX_TERM", available_day_after_receive: 30 };
    const { get, sandbox } = await payBenchWithCard({ valid_date_information });
    expect((await get()).body["valid_date_information"]).toEqual(valid_date_information);
    sandbox.behaviours.wechatpay.echoForeignValidity = true;
    expect((await get()).body["valid_date_information"]).toEqual({
      type: "FIX_TERM",
      available_begin_time: "2020-05-20T13:29:35.120+08:00",
      available_end_time: "2030-05-20T13:29:35.120+08:00",
      available_day_after_receive: 30,
    });
  });

  it("echoes what was sent for other types, not the sample", async () => {
    const valid_date_information = { type: "PERMANENT", available_day_after_receive: 7 };
    const { get } = await payBenchWithCard({ valid_date_information }, { echoForeignValidity: true });
    expect((await get()).body["valid_date_information"]).toMatchObject({ available_day_after_receive: 7 });
  });

  it("can be neither read nor listed for a while, where that is the behaviour", async () => {
    const { create, get, list, clock } = await payBench({ visibleAfterSeconds: 10 });
    const id = String((await create()).body["card_id"]);
    expect((await get(id)).status).toBe(404);
    expect((await list()).body).toEqual({ total_count: 0, offset: 0, limit: 20 });
    expect((await create(newTemplate())).body["card_id"]).toBe(id);
    clock.advance(10);
    expect((await get(id)).status).toBe(200);
    expect((await list()).body["total_count"]).toBe(1);
  });

  it("that was there already is seen whatever the platform's clock says", async () => {
    const { send, sandbox } = await payBenchWithCard({}, { clockSkewSeconds: -100 });
    const target = `${BASE.partner}/cards/${CARD}?brand_id=${BRAND}`;
    expect((await send({ method: "GET", target, timestamp: START_SECONDS })).status).toBe(200);
    expect(sandbox.wechatpay.has(BRAND, CARD)).toBe(true);
  });
});
