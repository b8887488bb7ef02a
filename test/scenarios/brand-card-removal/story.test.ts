import { describe, expect, test } from "vitest";
import { brandCardId, brandId, brandProject, changes, liveBrandWorld, templates } from "../../helpers/brand.ts";
import { goldens } from "../../helpers/golden.ts";
import { inputOf } from "../../helpers/input.ts";

const input = inputOf(import.meta.url);
const golden = goldens(import.meta.url);
const file = "cards/black.yaml";
const absent = `kind: BrandCard\nname: black\nid: ${brandCardId}\nstate: absent\nreason: 品牌停用\n`;
const path = `/v3/brand/partner/card-member/cards/${brandCardId}`;

/** Taking a template off is for good, and is asked for twice. */
describe("brand-card-removal", () => {
  test("needs two consents, and leaves nothing to do", async () => {
    const made = await liveBrandWorld({}, { files: input });
    expect((await made.cli("apply --yes")).code).toBe(0);
    made.write({ [file]: absent });
    await golden((await made.cli("plan")).stdout, "plan.txt");
    for (const allow of ["", " --allow delete", " --allow irreversible"])
      expect((await made.cli(`apply --yes${allow}`)).code).toBe(3);
    expect(changes(made)).toEqual([]);
    const applied = await made.cli("apply --yes --allow delete --allow irreversible");
    expect(applied).toMatchObject({ code: 0 });
    expect(changes(made)).toEqual([{ method: "POST", path: `${path}/invalidate`, body: { brand_id: brandId } }]);
    expect(templates(made)[brandCardId]?.state).toBe("CARD_INVALID");
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("by the older call where the account says so", async () => {
    const project = brandProject.replace(`"${brandId}", default`, `"${brandId}", delete_call: delete, default`);
    const made = await liveBrandWorld({}, { files: { "wxcards.yaml": project } });
    expect((await made.cli("apply --yes")).code).toBe(0);
    made.write({ [file]: absent });
    made.forget();
    expect((await made.cli("apply --yes --allow delete --allow irreversible")).code).toBe(0);
    const [request, ...more] = made.sandbox.requests.filter(({ method }) => method !== "GET");
    expect(more).toEqual([]);
    expect(request).toMatchObject({ method: "DELETE", path, query: { brand_id: brandId }, text: "" });
    expect(templates(made)[brandCardId]?.state).toBe("CARD_INVALID");
  });

  test("one that is off already satisfies the document", async () => {
    const made = await liveBrandWorld({}, { files: input });
    made.sandbox.wechatpay.editInConsole(brandId, brandCardId, { state: "CARD_INVALID" });
    made.write({ [file]: absent });
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(changes(made)).toEqual([]);
  });

  describe("consent in the document", () => {
    const consent = (what: string) => `  - { what: ${what}, because: 已与门店确认 }\n`;
    test("counts as on the command line", async () => {
      const made = await liveBrandWorld({}, { files: input });
      expect((await made.cli("apply --yes")).code).toBe(0);
      made.write({ [file]: `${absent}allow:\n${consent("delete")}${consent("irreversible")}` });
      expect((await made.cli("apply --yes")).code).toBe(0);
      expect(templates(made)[brandCardId]?.state).toBe("CARD_INVALID");
    });
  });

  test("ok that changed nothing is not believed", async () => {
    const made = await liveBrandWorld({}, { files: input, pay: { ignoreFields: ["state"] } });
    expect((await made.cli("apply --yes")).code).toBe(0);
    made.write({ [file]: absent });
    expect((await made.cli("apply --yes --allow delete --allow irreversible")).code).toBe(1);
    expect(templates(made)[brandCardId]?.state).toBe("CARD_EFFECTIVE");
  });
});
