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
import { readPlan } from "../../helpers/plan.ts";
import type { World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const golden = goldens(import.meta.url);
const file = "cards/black.yaml";
const cards = "/v3/brand/partner/card-member/cards";
const live = (spec = {}) => ({ [file]: brandCard({ more: `id: ${brandCardId}\n`, spec }) });
const points = brandSpec.points_information;

/** Lets the next answer be signed wrong. */
const badly = (made: World) => () => {
  made.sandbox.behaviours.wechatpay.badSignatures = 1;
};

/** A template of a brand: made once, changed by what changed, each nested object whole. */
describe("brand-card", () => {
  test("a new one: one request with everything and a number, and nothing left to do", async () => {
    const made = await brandWorld(brandCard());
    const plan = await made.cli("plan --detailed-exitcode");
    expect(plan).toMatchObject({ code: 2, stderr: "" });
    await golden(plan.stdout, "new.txt");
    await golden(made.mask((await made.cli("plan --format json")).stdout), "new.json");
    const applied = await made.cli("apply --yes");
    expect(applied).toMatchObject({ code: 0 });
    await golden(made.mask(applied.stdout), "applied.txt");
    const [request, ...more] = changes(made);
    expect(more).toEqual([]);
    expect(request).toMatchObject({
      method: "POST",
      path: cards,
      body: { ...brandSpec, brand_id: brandId, out_request_no: expect.stringMatching(/^[0-9a-zA-Z_-]{1,64}$/) },
    });
    const [id] = Object.keys(templates(made));
    expect(made.locked("BrandCard/black", "tea")).toMatchObject({ id });
    expect(made.locked("BrandCard/black", "tea")).not.toHaveProperty("pending");
    made.forget();
    expect(await made.cli("plan --detailed-exitcode")).toMatchObject({ code: 0, stdout: "No changes. 1 unchanged.\n" });
    expect(made.sandbox.requests).toHaveLength(1);
  });

  describe.each(["merge", "replace"] as const)("on a platform that does %s nested objects", (nested) => {
    test("a title and one path: one request with both, the nested object whole", async () => {
      const made = await liveBrandWorld({}, { files: input, pay: { nested } });
      made.write(live({ card_title: "云杉白金", points_information: { ...points, jump_path: "/pages/points/new" } }));
      if (nested === "merge") await golden((await made.cli("plan")).stdout, "two.txt");
      expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
      expect(changes(made)).toEqual([
        {
          method: "PATCH",
          path: `${cards}/${brandCardId}`,
          body: {
            brand_id: brandId,
            card_title: "云杉白金",
            points_information: { ...points, jump_path: "/pages/points/new" },
          },
        },
      ]);
      // The same in both, to the last member.
      const { card_color, ...stored } = templates(made)[brandCardId]?.content ?? {};
      expect(String(card_color).toUpperCase()).toBe(brandSpec.card_color);
      const { card_color: _, ...wanted } = brandSpec;
      expect(stored).toMatchObject({
        ...wanted,
        card_title: "云杉白金",
        points_information: { ...points, jump_path: "/pages/points/new" },
      });
      await golden(JSON.stringify(stored, null, 2), "two-stored.json");
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    });

    test("what nobody declares inside a nested object goes along as it is", async () => {
      const made = await liveBrandWorld({}, { files: input, pay: { nested } });
      made.write(live({ points_information: { jump_path: "/pages/points/new" } }));
      expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
      expect(changes(made)[0]?.body).toEqual({
        brand_id: brandId,
        points_information: { jump_appid: points.jump_appid, jump_path: "/pages/points/new" },
      });
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    });

    test("members of another type of validity stay behind", async () => {
      const both = {
        type: "FIX_TIME_RANGE",
        available_begin_time: "2026-01-01T00:00:00+08:00",
        available_end_time: "2027-12-31T23:59:59+08:00",
        available_day_after_receive: 200,
      };
      const made = await liveBrandWorld({ valid_date_information: both }, { files: input, pay: { nested } });
      made.write(
        live({ valid_date_information: { type: "FIX_TIME_RANGE", available_end_time: "2028-12-31T23:59:59+08:00" } }),
      );
      expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
      // The beginning is not declared, and goes along in the platform's spelling.
      const sent = {
        type: "FIX_TIME_RANGE",
        available_begin_time: "2026-01-01T00:00:00.000+08:00",
        available_end_time: "2028-12-31T23:59:59+08:00",
      };
      expect(changes(made)[0]?.body).toEqual({ brand_id: brandId, valid_date_information: sent });
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    });
  });

  describe("a document that says a part of a live template is judged together with what is live", () => {
    const partial = (lines: string) => ({
      [file]: `kind: BrandCard\nname: black\nid: ${brandCardId}\nspec:\n${lines}`,
    });

    test("what it rests on may be live alone", async () => {
      const made = await liveBrandWorld({ need_display_level: false, init_level: "白银" }, { files: input });
      made.write(partial("  code_type: JUMP_MINI_PROGRAM\n  need_display_level: true\n"));
      expect((await made.cli("validate")).code).toBe(0);
      expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
      expect(changes(made).map(({ body }) => body)).toEqual([{ brand_id: brandId, need_display_level: true }]);
    });

    test.each([
      ["need_display_level: true", "level-needs-first"],
      ["balance_information: { jump_path: /pages/balance }", "jump-incomplete"],
      ["valid_date_information: { type: FIX_TERM }", "validity-member-missing"],
      ["valid_date_information: { available_end_time: 2027-12-31 }", "member-does-not-apply"],
      ["valid_date_information: { type: FIX_TIME_RANGE, available_end_time: 2027-12-31 }", "validity-member-missing"],
    ])("%s of this template ends in %s", async (line, code) => {
      const made = await liveBrandWorld({}, { files: input });
      made.write(partial(`  ${line}\n`));
      expect((await made.cli("validate")).code).toBe(0);
      const plan = await made.cli("plan");
      expect(plan.code).toBe(3);
      expect(plan.stdout).toMatch(new RegExp(`:5:\\d+  \\S.*  ${code}\\n`));
      expect((await made.cli("apply --yes")).code).toBe(3);
      expect(changes(made)).toEqual([]);
    });

    test("an end before the live beginning", async () => {
      const range = {
        type: "FIX_TIME_RANGE",
        available_begin_time: "2027-01-01T00:00:00+08:00",
        available_end_time: "2027-12-31T23:59:59+08:00",
      };
      const made = await liveBrandWorld({ valid_date_information: range }, { files: input });
      made.write(partial("  valid_date_information: { available_end_time: 2026-12-31 }\n"));
      const plan = await made.cli("plan");
      expect([plan.code, plan.stdout.includes("ends-before-it-begins")]).toEqual([3, true]);
    });
  });

  test.each([
    ["valid_date_information", undefined],
    ["member_information", undefined],
    ["benefits", undefined],
  ])("a new one without %s is not sent", async (field, value) => {
    const made = await brandWorld(brandCard({ spec: { [field]: value } }));
    const plan = await made.cli("plan");
    expect(plan.code).toBe(3);
    expect(plan.stdout).toContain(`${field} is needed for a new resource`);
    expect((await made.cli("apply --yes")).code).toBe(3);
    expect(changes(made)).toEqual([]);
  });

  test("what nobody documents is said before it is sent", async () => {
    const made = await liveBrandWorld(
      { user_information: { common_field_list: ["USER_FORM_FLAG_SEX"] } },
      { files: input },
    );
    made.write(
      live({
        user_information: { common_field_list: [] },
        valid_date_information: { type: "FIX_TERM", available_day_after_receive: 365 },
      }),
    );
    const plan = await made.cli("plan --detailed-exitcode");
    expect(plan.code).toBe(2);
    expect(plan.stdout).toContain("emptying-undocumented");
    expect(plan.stdout).toContain("validity-type-changes");
  });

  test("level and agreement go by themselves, so that a refusal holds nothing else back", async () => {
    const made = await liveBrandWorld(
      { need_display_level: true, init_level: "白银", legal_agreement: "旧协议" },
      { files: input, pay: { levelInPatch: "refused" } },
    );
    made.write(live({ card_title: "云杉白金", init_level: "黄金", legal_agreement: "新协议" }));
    await golden((await made.cli("plan")).stdout, "disputed.txt");
    const applied = await made.cli("apply --yes");
    expect(applied.code).toBe(5);
    await golden(made.mask(applied.stdout), "disputed-applied.txt");
    expect(changes(made).map(({ body }) => Object.keys(body as object))).toEqual([
      ["brand_id", "card_title"],
      ["brand_id", "init_level"],
      ["brand_id", "legal_agreement"],
    ]);
    expect(templates(made)[brandCardId]?.content).toMatchObject({ card_title: "云杉白金", init_level: "白银" });
  });

  test("and are held back by nothing: what is refused beside them is told, and they go", async () => {
    const made = await liveBrandWorld(
      { need_display_level: true, init_level: "白银", legal_agreement: "旧协议" },
      { files: input },
    );
    made.write(live({ card_title: "云杉白金", init_level: "黄金", legal_agreement: "新协议" }));
    made.sandbox.fail({ method: "PATCH", path: /cards/, code: "PARAM_ERROR", message: "不行" });
    expect((await made.cli("apply --yes")).code).toBe(5);
    expect(templates(made)[brandCardId]?.content).toMatchObject({
      card_title: "云杉黑金",
      init_level: "黄金",
      legal_agreement: "新协议",
    });
  });

  test("need_display_level goes with the rest, unless init_level changes too", async () => {
    const made = await liveBrandWorld({ need_display_level: false, init_level: "白银" }, { files: input });
    made.write(live({ card_title: "云杉白金", need_display_level: true, init_level: "白银" }));
    expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
    expect(changes(made).map(({ body }) => body)).toEqual([
      { brand_id: brandId, card_title: "云杉白金", need_display_level: true },
    ]);
  });

  test("where they are taken, three requests leave nothing to do", async () => {
    const made = await liveBrandWorld({ need_display_level: false }, { files: input });
    made.write(
      live({ card_title: "云杉白金", need_display_level: true, init_level: "黄金", legal_agreement: "新协议" }),
    );
    expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
    expect(changes(made).map(({ body }) => Object.keys(body as object))).toEqual([
      ["brand_id", "card_title"],
      ["brand_id", "need_display_level", "init_level"],
      ["brand_id", "legal_agreement"],
    ]);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("what the platform says ok to and leaves is told, not believed", async () => {
    const made = await liveBrandWorld({}, { files: input, pay: { ignoreFields: ["benefits"] } });
    made.write(live({ card_title: "云杉白金", benefits: "生日礼" }));
    const applied = await made.cli("apply --yes");
    expect(applied.code).toBe(1);
    expect(applied.all).toContain("benefits");
    await golden(made.mask(applied.stdout), "ignored.txt");
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(2);
  });

  test("colours in other letters and instants in another zone are no change", async () => {
    const made = await liveBrandWorld(
      {
        card_color: "#1a7f37",
        valid_date_information: {
          type: "FIX_TIME_RANGE",
          available_begin_time: "2020-05-20T13:29:35.120+08:00",
          available_end_time: "2030-05-20T05:29:35.120Z",
        },
      },
      { files: input },
    );
    made.write(
      live({
        valid_date_information: {
          type: "FIX_TIME_RANGE",
          available_begin_time: "2020-05-20T05:29:35.12Z",
          available_end_time: "2030-05-20T13:29:35.120+08:00",
        },
      }),
    );
    expect(await made.cli("plan --detailed-exitcode")).toMatchObject({ code: 0, stdout: "No changes. 1 unchanged.\n" });
  });

  test("what was set when it was made cannot change, and what the platform keeps cannot be cleared", async () => {
    const made = await liveBrandWorld({}, { files: input });
    made.write(live({ code_type: "QR_CODE" }));
    const plan = await made.cli("plan");
    expect(plan.code).toBe(3);
    await golden(plan.stdout, "fixed.txt");
    made.write(live({ benefits: null }));
    const validated = await made.cli("validate");
    expect(validated.code).toBe(65);
    expect(validated.all).toContain("null-not-possible");
    expect(changes(made)).toEqual([]);
  });

  test("an edit at the console is drift, and is not overwritten without consent", async () => {
    const made = await liveBrandWorld({}, { files: input });
    expect((await made.cli("apply --yes")).code).toBe(0);
    made.sandbox.wechatpay.editInConsole(brandId, brandCardId, { benefits: "控制台改的" });
    made.write(live({ card_title: "云杉白金" }));
    expect((await made.cli("apply --yes")).all).toContain("drift");
    expect(changes(made).map(({ body }) => body)).toEqual([{ brand_id: brandId, card_title: "云杉白金" }]);
    expect((await made.cli("apply --yes --allow drift")).code).toBe(0);
    expect(templates(made)[brandCardId]?.content["benefits"]).toBe(brandSpec.benefits);
  });

  test("many are listed by pages of twenty, one request for each page", async () => {
    const made = await brandWorld(brandCard());
    const files: Record<string, string> = {};
    for (let index = 0; index < 45; index++) {
      const id = `pCard${String(index).padStart(3, "0")}`;
      const title = `第${index}张`;
      made.sandbox.wechatpay.addCard(brandId, { ...brandSpec, card_title: title }, { card_id: id });
      files[`cards/c${index}.yaml`] = brandCard({
        name: `c${index}`,
        more: `id: ${id}\n`,
        spec: { card_title: title },
      });
    }
    made.remove(file);
    made.write(files);
    const plan = await made.cli("plan --detailed-exitcode");
    expect(plan).toMatchObject({ code: 0, stdout: "No changes. 45 unchanged.\n" });
    expect(made.sandbox.requests.map(({ query }) => query["offset"])).toEqual(["0", "20", "40"]);
  });

  test("a 429 slows the run and does not fail it", async () => {
    const made = await liveBrandWorld({}, { files: input });
    made.write(live({ card_title: "云杉白金" }));
    for (const method of ["GET", "PATCH"] as const)
      made.sandbox.fail({ method, path: /card-member/, status: 429, code: "RATELIMIT_EXCEEDED", message: "慢一点" });
    const before = made.clock.now();
    expect(await made.cli("apply --yes")).toMatchObject({ code: 0 });
    expect(made.sandbox.requests.map(({ status }) => status)).toEqual([429, 200, 200, 429, 200, 200]);
    // A pause of a second after each.
    expect(made.clock.now() - before).toBeGreaterThanOrEqual(2_000);
    expect(templates(made)[brandCardId]?.content["card_title"]).toBe("云杉白金");
  });

  test("a write whose answer proves nothing is read back, not assumed", async () => {
    const made = await liveBrandWorld({}, { files: input });
    made.write(live({ card_title: "云杉白金" }));
    // The first read plans, the second looks once more right before the write: the next answer is that of the write.
    made.onLine(/GET .*card-member/, badly(made), 2);
    const applied = await made.cli("apply --yes --verbose");
    expect(applied.code).toBe(0);
    expect(applied.all).toMatch(/PATCH .* answer-signature/);
    expect(changes(made)).toHaveLength(1);
    expect(templates(made)[brandCardId]?.content["card_title"]).toBe("云杉白金");
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("one that was not carried out either is sent again, and told when it never shows", async () => {
    const made = await liveBrandWorld({}, { files: input, pay: { ignoreFields: ["card_title"] } });
    made.write(live({ card_title: "云杉白金" }));
    made.onLine(/GET .*card-member/, badly(made), 2);
    const applied = await made.cli("apply --yes --verbose");
    expect(applied.code).toBe(1);
    expect(applied.all).toMatch(/PATCH .* answer-signature/);
    expect(changes(made).map(({ body }) => body)).toEqual(Array(2).fill({ brand_id: brandId, card_title: "云杉白金" }));
  });

  test("a create whose answer proves nothing is not believed: the next run finds what it made", async () => {
    const made = await brandWorld(brandCard());
    made.onLine(/GET .*card-member/, badly(made));
    const applied = await made.cli("apply --yes --verbose");
    expect(applied.code).toBe(6);
    expect(applied.all).toMatch(/POST .* answer-signature/);
    expect(made.locked("BrandCard/black", "tea")).toHaveProperty("pending");
    made.forget();
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(changes(made)).toEqual([]);
    expect(made.locked("BrandCard/black", "tea")).toMatchObject({ id: Object.keys(templates(made))[0] });
  });

  test("the plan is data: its steps say method, path and body", async () => {
    const made = await liveBrandWorld({}, { files: input });
    made.write(live({ card_title: "云杉白金" }));
    const { steps } = readPlan((await made.cli("plan --format json")).stdout);
    expect(steps).toHaveLength(1);
    expect(steps[0]).toMatchObject({ body: { brand_id: brandId, card_title: "云杉白金" } });
  });
});
