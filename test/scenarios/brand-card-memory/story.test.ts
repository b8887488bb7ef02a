import { describe, expect, test } from "vitest";
import {
  brandCard,
  brandCardId,
  brandId,
  brandSpec,
  brandWorld,
  changes,
  liveBrandWorld,
  templates,
} from "../../helpers/brand.ts";
import { goldens } from "../../helpers/golden.ts";
import { inputOf } from "../../helpers/input.ts";

const input = inputOf(import.meta.url);
const golden = goldens(import.meta.url);
const file = "cards/black.yaml";
const address = "BrandCard/black";
const cardsPath = "/v3/brand/partner/card-member/cards";
const number = (body: unknown) => String((body as Record<string, unknown>)["out_request_no"]);

/** Nothing is made twice and nothing is lost, whatever becomes of answers and states. */
describe("brand-card-memory", () => {
  test("a lost answer: the next run finds the template by its number and makes nothing", async () => {
    const made = await brandWorld(input);
    made.sandbox.fault({ method: "POST", path: cardsPath, when: "after" });
    expect((await made.cli("apply --yes")).code).toBe(6);
    const [id, ...more] = Object.keys(templates(made));
    expect([id !== undefined, more]).toEqual([true, []]);
    const [sent] = changes(made).map(({ body }) => number(body));
    expect(made.locked(address, "tea")).toMatchObject({ pending: { operation: "create", idempotency_key: sent } });
    made.forget();
    expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
    expect(changes(made)).toEqual([]);
    expect(made.locked(address, "tea")).toMatchObject({ id });
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("the same when the document was edited meanwhile: found, and then changed", async () => {
    const made = await brandWorld(input);
    made.sandbox.fault({ method: "POST", path: cardsPath, when: "after" });
    made.sandbox.fault({ method: "GET", path: /card-member/, when: "before", after: 1, times: 50 });
    expect((await made.cli("apply --yes")).code).toBe(6);
    made.sandbox.calm();
    made.forget();
    made.edit(file, "云杉黑金", "云杉白金");
    expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
    expect(changes(made).map(({ method, body }) => [method, body])).toEqual([
      ["PATCH", { brand_id: brandId, card_title: "云杉白金" }],
    ]);
    expect(Object.keys(templates(made))).toHaveLength(1);
  });

  test("edited while it is not listed yet: runs wait, and it is found as soon as it shows", async () => {
    const made = await brandWorld(input, { pay: { visibleAfterSeconds: 300 } });
    made.sandbox.fault({ method: "POST", path: cardsPath, when: "after" });
    made.sandbox.fault({ method: "GET", path: /card-member/, when: "before", after: 1, times: 50 });
    expect((await made.cli("apply --yes")).code).toBe(6);
    made.sandbox.calm();
    made.edit(file, "云杉黑金", "云杉白金");
    // However often somebody tries meanwhile.
    for (let times = 0; times < 3; times++) {
      const waits = await made.cli("apply --yes");
      expect(waits).toMatchObject({ code: 6 });
      expect(waits.all).toContain("recovery-waits");
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(2);
    }
    expect(Object.keys(templates(made))).toHaveLength(1);
    made.clock.advance(300);
    expect((await made.cli("apply --yes")).code).toBe(0);
    const cards = Object.values(templates(made));
    expect(cards.map(({ content }) => content["card_title"])).toEqual(["云杉白金"]);
  });

  test("edited after a request that never arrived: made once the time is over in which it could still show", async () => {
    const made = await brandWorld(input);
    made.sandbox.fault({ method: "POST", path: cardsPath, when: "before" });
    expect((await made.cli("apply --yes")).code).toBe(6);
    made.edit(file, "云杉黑金", "云杉白金");
    expect((await made.cli("apply --yes")).all).toContain("recovery-waits");
    expect(templates(made)).toEqual({});
    made.clock.advance(600);
    expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
    expect(Object.values(templates(made)).map(({ content }) => content["card_title"])).toEqual(["云杉白金"]);
  });

  test("lost answer and lost state: found by the number all the same", async () => {
    const made = await brandWorld(input);
    made.sandbox.fault({ method: "POST", path: cardsPath, when: "after" });
    expect((await made.cli("apply --yes")).code).toBe(6);
    const [id] = Object.keys(templates(made));
    made.remove("wxcards.state/tea");
    made.forget();
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(changes(made)).toEqual([]);
    expect(made.locked(address, "tea")).toMatchObject({ id });
  });

  test("a request that never arrived is sent again with the same number", async () => {
    const made = await brandWorld(input);
    made.sandbox.fault({ method: "POST", path: cardsPath, when: "before", times: 9 });
    expect((await made.cli("apply --yes")).code).toBe(6);
    const before = changes(made).map(({ body }) => number(body));
    made.sandbox.calm();
    expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
    expect(new Set([...before, ...changes(made).map(({ body }) => number(body))]).size).toBe(1);
    expect(Object.keys(templates(made))).toHaveLength(1);
  });

  test("the number grows after a template was taken off, and then the same document makes another", async () => {
    const made = await brandWorld(input);
    expect((await made.cli("apply --yes")).code).toBe(0);
    const [first] = changes(made).map(({ body }) => number(body));
    made.write({ [file]: "kind: BrandCard\nname: black\nstate: absent\nreason: 换新卡\n" });
    expect((await made.cli("apply --yes --allow delete --allow irreversible")).code).toBe(0);
    made.forget();
    made.write({ [file]: brandCard() });
    const again = await made.cli("apply --yes");
    expect(again).toMatchObject({ code: 0 });
    const [second] = changes(made).map(({ body }) => number(body));
    expect(second).not.toBe(first);
    expect([first, second].map((text) => text?.split("-")[1])).toEqual(["0", "1"]);
    expect(Object.values(templates(made)).map(({ state }) => state)).toEqual(["CARD_INVALID", "CARD_EFFECTIVE"]);
  });

  test("one that looks the same and was made elsewhere stops the creation with its id", async () => {
    const made = await brandWorld(input);
    made.sandbox.wechatpay.addCard(brandId, { ...brandSpec, benefits: "生日礼" }, { card_id: brandCardId });
    const plan = await made.cli("plan");
    expect(plan.code).toBe(3);
    expect(plan.stdout).toContain(brandCardId);
    await golden(plan.stdout, "looks-the-same.txt");
    expect(changes(made)).toEqual([]);
  });

  test("one that is the same, and was made elsewhere, is adopted", async () => {
    const made = await brandWorld(input);
    made.sandbox.wechatpay.addCard(brandId, brandSpec, { card_id: brandCardId });
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(changes(made)).toEqual([]);
    expect(made.locked(address, "tea")).toMatchObject({ id: brandCardId });
  });

  test("one that is gone behind a present document is missing and never made again", async () => {
    const made = await liveBrandWorld();
    expect((await made.cli("apply --yes")).code).toBe(0);
    made.sandbox.wechatpay.editInConsole(brandId, brandCardId, { state: "CARD_INVALID" });
    const plan = await made.cli("plan");
    expect(plan.code).toBe(3);
    await golden(plan.stdout, "missing.txt");
    expect((await made.cli("apply --yes")).code).toBe(3);
    expect(changes(made)).toEqual([]);
  });

  test("import writes a document that leaves nothing to do, one or all", async () => {
    const made = await brandWorld(input);
    made.remove(file);
    const full = { ...brandSpec, legal_agreement: "七天内可退", service_phone: "010-88770000" };
    made.sandbox.wechatpay.addCard(brandId, full, { card_id: brandCardId });
    const other = {
      ...brandSpec,
      card_title: "云杉绿卡",
      valid_date_information: { type: "FIX_TERM", available_day_after_receive: 365 },
    };
    made.sandbox.wechatpay.addCard(brandId, other, { card_id: "pOther" });
    made.sandbox.wechatpay.addCard(brandId, brandSpec, { card_id: "pGone", state: "CARD_INVALID" });
    const one = await made.cli(`import tea/BrandCard/black=${brandCardId}`);
    expect(one).toMatchObject({ code: 0 });
    const all = await made.cli("import --all --account tea");
    expect(all).toMatchObject({ code: 0 });
    expect(all.all).not.toContain("pGone");
    expect(await made.cli("plan --detailed-exitcode")).toMatchObject({ code: 0 });
    expect((await made.cli("plan")).stdout).toBe("No changes. 2 unchanged.\n");
    expect(changes(made)).toEqual([]);
  });

  test("status and explain know it", async () => {
    const made = await liveBrandWorld();
    expect((await made.cli("apply --yes")).code).toBe(0);
    const status = await made.cli("status");
    expect(status.code).toBe(0);
    expect(status.stdout).toContain("black");
    expect((await made.cli("explain BrandCard.card_title")).all).toContain("10 characters");
  });
});
