import { describe, expect, test } from "vitest";
import {
  brandCard,
  brandCardId,
  brandId,
  brandSpec,
  changes,
  liveBrandWorld,
  mchid,
  templates,
} from "../../helpers/brand.ts";
import { inputOf } from "../../helpers/input.ts";
import { readPlan } from "../../helpers/plan.ts";

const input = inputOf(import.meta.url);
const file = "cards/black.yaml";
const points = brandSpec.points_information;
const path = `/v3/brand/partner/card-member/cards/${brandCardId}`;
const live = (spec = {}) => ({ [file]: brandCard({ more: `id: ${brandCardId}\n`, spec }) });
const content = { ...brandSpec, out_request_no: "other-1", state: "CARD_EFFECTIVE" };

/** Answers that say more, less or something else than was asked. */
describe("brand-card-answers", () => {
  describe("an authentic answer about something else is none", () => {
    const others = [
      ["another template", { ...content, card_id: "pOther", brand_id: brandId }],
      ["a template of another brand", { ...content, card_id: brandCardId, brand_id: "1005" }],
      ["no template", {}],
    ] as const;
    test.each(others)("%s, read", async (_, body) => {
      const made = await liveBrandWorld({}, { files: input });
      made.sandbox.fail({ method: "GET", path, status: 200, code: "", rawBody: JSON.stringify(body) });
      const plan = await made.cli("plan");
      expect(plan.code).toBe(1);
      expect(plan.all).toContain("answer-unusable");
    });

    test.each(others)("%s, after a change: the template is read", async (_, body) => {
      const made = await liveBrandWorld({}, { files: input });
      made.write(live({ card_title: "云杉白金" }));
      made.sandbox.fail({ method: "PATCH", path, status: 200, code: "", rawBody: JSON.stringify(body) });
      expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
      // The first one was answered and not carried out.
      expect(changes(made)).toHaveLength(2);
      expect(templates(made)[brandCardId]?.content["card_title"]).toBe("云杉白金");
    });
  });

  test.each([
    ["brand_id", ["1004"]],
    ["state", { toString: 1, valueOf: 1, toJSON: 1 }],
    ["date_information", { type: { toString: 1, valueOf: 1 }, available_day_after_receive: 3 }],
    ["points_information", { jump_type: { toString: 1 } }],
    ["need_display_level", { toString: null }],
  ])("an authentic answer whose %s is of another type ends no run in a crash", async (member, value) => {
    const made = await liveBrandWorld({}, { files: input });
    made.write(live({ card_title: "云杉白金", init_level: "黑金", need_display_level: true }));
    const body = JSON.stringify({ ...content, card_id: brandCardId, brand_id: brandId, [member]: value });
    made.sandbox.fail({ method: "GET", path, status: 200, code: "", rawBody: body });
    const plan = await made.cli("plan --verbose");
    expect(plan.all).not.toContain("unexpected");
    const isUnusable = ["brand_id", "state"].includes(member);
    expect([plan.code, plan.all.includes("answer-unusable")]).toEqual([isUnusable ? 1 : 0, isUnusable]);
  });

  test("a change whose reading back fails is as its answer showed it", async () => {
    const made = await liveBrandWorld({}, { files: input, pay: { ignoreFields: ["benefits"] } });
    made.write(live({ card_title: "云杉白金" }));
    made.sandbox.fault({ method: "GET", path, when: "before", after: 2, times: 20 });
    expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
    made.sandbox.calm();
    made.write(live({ card_title: "云杉白金", benefits: "生日礼" }));
    made.sandbox.fault({ method: "GET", path, when: "before", after: 2, times: 20 });
    const ignored = await made.cli("apply --yes");
    expect([ignored.code, ignored.all.includes("not-applied")]).toEqual([1, true]);
  });

  test("what is live beside a change and moves meanwhile is not written over", async () => {
    const made = await liveBrandWorld({}, { files: input });
    made.write(live({ points_information: { jump_path: "/pages/points/new" } }));
    made.onLine(/GET /, () =>
      made.sandbox.wechatpay.editInConsole(brandId, brandCardId, { points_information: { jump_appid: "wxconsole" } }),
    );
    const moved = await made.cli("apply --yes --verbose");
    expect(moved.code).toBe(4);
    expect(changes(made)).toEqual([]);
    expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
    expect(templates(made)[brandCardId]?.content["points_information"]).toEqual({
      jump_appid: "wxconsole",
      jump_path: "/pages/points/new",
    });
  });

  describe("members that are not known here", () => {
    test("of the items of a list are no difference, and go along with the item", async () => {
      const field = { type: "CHECK_BOX", name: "喜欢的运动", values: ["篮球"] };
      const made = await liveBrandWorld(
        { user_information: { custom_field_list: [{ ...field, field_id: "1" }] } },
        { files: input },
      );
      made.write(live({ user_information: { custom_field_list: [field] } }));
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
      made.write(live({ user_information: { custom_field_list: [{ ...field, values: ["篮球", "足球"] }] } }));
      const plan = await made.cli("plan --format json");
      expect(readPlan(plan.stdout).steps[0]?.body).toMatchObject({
        user_information: { custom_field_list: [{ ...field, values: ["篮球", "足球"], field_id: "1" }] },
      });
    });

    test("of an object that is sent whole go along, which the plan says", async () => {
      const made = await liveBrandWorld(
        { points_information: { ...points, entry_name: "我的积分" } },
        { files: input },
      );
      expect((await made.cli("plan")).stdout).not.toContain("entry_name");
      made.write(live({ points_information: { ...points, jump_path: "/pages/points/new" } }));
      const plan = await made.cli("plan");
      expect(plan.stdout).toContain("goes along as it is live, not known to wxcards: points_information.entry_name\n");
      const [step] = readPlan((await made.cli("plan --format json")).stdout).steps;
      expect(step?.body).toEqual({
        brand_id: brandId,
        points_information: { ...points, jump_path: "/pages/points/new", entry_name: "我的积分" },
      });
    });
  });

  describe("milliseconds", () => {
    const range = (end: string) => ({
      valid_date_information: {
        type: "FIX_TIME_RANGE",
        available_begin_time: "2026-01-01T00:00:00+08:00",
        available_end_time: end,
      },
    });
    test.each([
      "2027-12-31T23:59:59.999+08:00",
      "2027-12-31T15:59:59.999Z",
      "2027-12-31T23:59:59.999",
      "2027-12-31 23:59:59.999+0800",
      "2027-12-31 23:59:59.9990",
    ])("%s is the live instant", async (end) => {
      const made = await liveBrandWorld(range("2027-12-31T23:59:59.999+08:00"), { files: input });
      made.write(live(range(end)));
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    });

    test("of another instant are a change that is seen, and go out", async () => {
      const made = await liveBrandWorld(range("2027-12-31T23:59:59.120+08:00"), { files: input });
      made.write(live(range("2027-12-31 23:59:59.5")));
      const { stdout } = await made.cli("plan");
      expect(stdout).toContain("- 2027-12-31T23:59:59.120+08:00\n");
      expect(stdout).toContain("+ 2027-12-31T23:59:59.500+08:00\n");
      expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
      expect(changes(made)[0]?.body).toMatchObject({
        valid_date_information: { available_end_time: "2027-12-31T23:59:59.500+08:00" },
      });
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    });
  });

  test("values that answers echo for another type of validity are nobody's, also when the type changes", async () => {
    const made = await liveBrandWorld({}, { files: input, pay: { echoForeignValidity: true } });
    const partial = (lines: string) => `kind: BrandCard\nname: black\nid: ${brandCardId}\nspec:\n${lines}`;
    made.write({ [file]: partial("  valid_date_information: { type: FIX_TERM }\n") });
    const plan = await made.cli("plan");
    expect([plan.code, plan.stdout.includes("validity-member-missing")]).toEqual([3, true]);
  });

  test("what a refusal says stays: code, message and Request-ID of a missing template", async () => {
    const made = await liveBrandWorld({}, { files: input });
    made.write({ [file]: brandCard({ more: "id: pNotThere\n" }) });
    const plan = await made.cli("plan");
    expect(plan.code).toBe(3);
    expect(plan.stdout).toMatch(/answered HTTP 404 RESOURCE_NOT_EXISTS: \S.*, Request-ID [0-9A-F]+-\d+\)/);
  });

  test.each(["modify_time", "update_time"] as const)(
    "%s and a list that is absent when empty are understood",
    async (timeName) => {
      const made = await liveBrandWorld(
        {},
        { files: input, pay: { timeName, emptyListData: "absent", probes: 2, echoForeignValidity: true } },
      );
      made.write(live({ card_title: "云杉白金" }));
      expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
      made.remove(file);
      const imported = await made.cli(`import tea/BrandCard/black=${brandCardId}`);
      expect(imported.code).toBe(0);
      expect(await made.cli("plan --detailed-exitcode")).toMatchObject({
        code: 0,
        stdout: "No changes. 1 unchanged.\n",
      });
      expect((await made.cli("validate")).all).toBe("1 document is valid.\n");
      expect(made.sandbox.wechatpay.peak()[mchid]).toBeGreaterThan(0);
    },
  );
});
