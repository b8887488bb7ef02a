import { describe, expect, test } from "vitest";
import { brandCard, brandCardId, brandId, brandSpec, brandWorld, changes, templates } from "../../helpers/brand.ts";
import { goldens } from "../../helpers/golden.ts";
import { inputOf } from "../../helpers/input.ts";
import type { World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const golden = goldens(import.meta.url);
const file = "cards/black.yaml";
const cardsPath = "/v3/brand/partner/card-member/cards";
const memory = "wxcards.state/tea";
const apply = (made: World) => made.cli("apply --yes");
const white = (more = "was: black\n", spec = {}) => brandCard({ name: "white", more, spec });
const titles = (made: World) => Object.values(templates(made)).map(({ content }) => content["card_title"]);
const numbers = (made: World) => changes(made).map(({ body }) => (body as Record<string, unknown>)["out_request_no"]);

/** Loses the answer of the next create, and whatever is read after it in the same run. */
function loseAnswer(made: World): void {
  made.sandbox.fault({ method: "POST", path: cardsPath, when: "after" });
}

/** The number of a create says which document made a template: no two documents end up with one, and no document with two. */
describe("brand-card-numbers", () => {
  describe("a name that is free again after a rename", () => {
    test("makes a template of its own, although it repeats the first content", async () => {
      const made = await brandWorld(input);
      await apply(made);
      made.write({ [file]: white() });
      expect((await apply(made)).code).toBe(0);
      made.write({ [file]: white(""), "cards/new.yaml": brandCard() });
      expect(await apply(made)).toMatchObject({ code: 0 });
      expect(Object.keys(templates(made))).toHaveLength(2);
      expect(numbers(made).map((number) => String(number).split("-")[1])).toEqual(["0", "1"]);
      expect(await made.cli("plan --detailed-exitcode")).toMatchObject({
        code: 0,
        stdout: "No changes. 2 unchanged.\n",
      });
    });

    test("with a lost state takes nothing that another document equals, and changes nothing", async () => {
      const made = await brandWorld(input);
      await apply(made);
      made.write({ [file]: white() });
      await apply(made);
      made.remove(memory);
      made.forget();
      const reused = brandCard({ name: "black", spec: { card_title: "新黑卡", benefits: "新权益" } });
      made.write({ [file]: white(""), "cards/a-new.yaml": reused });
      const plan = await made.cli("plan");
      expect(plan.code).toBe(3);
      await golden(made.mask(plan.stdout), "reused.txt");
      expect((await apply(made)).code).toBe(3);
      expect(changes(made)).toEqual([]);
      // The way out that it names.
      const [id = ""] = Object.keys(templates(made));
      made.write({ [file]: white(`id: ${id}\n`) });
      expect(await apply(made)).toMatchObject({ code: 0 });
      expect(changes(made).map(({ method }) => method)).toEqual(["POST"]);
      expect(titles(made)).toEqual(["云杉黑金", "新黑卡"]);
    });
  });

  describe("a rename while the answer to the create is lost", () => {
    test("finds what was made, edited or not", async () => {
      const made = await brandWorld(input);
      loseAnswer(made);
      expect((await apply(made)).code).toBe(6);
      made.write({ [file]: white("was: black\n", { card_title: "云杉白金" }) });
      expect(await apply(made)).toMatchObject({ code: 0 });
      expect(changes(made).map(({ method }) => method)).toEqual(["POST", "PATCH"]);
      expect(titles(made)).toEqual(["云杉白金"]);
      expect(made.locked("BrandCard/black", "tea")).toBeUndefined();
    });

    test("waits for what does not show yet", async () => {
      const made = await brandWorld(input, { pay: { visibleAfterSeconds: 300 } });
      loseAnswer(made);
      expect((await apply(made)).code).toBe(6);
      made.write({ [file]: white() });
      for (let times = 0; times < 3; times++) expect((await apply(made)).all).toContain("recovery-waits");
      made.clock.advance(300);
      expect(await apply(made)).toMatchObject({ code: 0 });
      expect(Object.keys(templates(made))).toHaveLength(1);
      expect(made.locked("BrandCard/white", "tea")).toMatchObject({ id: Object.keys(templates(made))[0] });
    });
  });

  describe("two documents of one content", () => {
    const both = { "cards/a.yaml": brandCard({ name: "a" }) };
    test("each finds its own after the state was lost", async () => {
      const made = await brandWorld(brandCard({ name: "b" }));
      await apply(made);
      made.remove(memory);
      made.write(both);
      expect(await apply(made)).toMatchObject({ code: 0 });
      const made2 = Object.keys(templates(made));
      expect(made2).toHaveLength(2);
      expect(made.locked("BrandCard/b", "tea")).toMatchObject({ id: made2[0] });
      expect(made.locked("BrandCard/a", "tea")).toMatchObject({ id: made2[1] });
    });

    test("a run for one of them leaves alone what the other is waiting for", async () => {
      const made = await brandWorld(brandCard({ name: "b" }));
      loseAnswer(made);
      expect((await apply(made)).code).toBe(6);
      made.write(both);
      expect(await made.cli("apply --yes --target tea/BrandCard/a")).toMatchObject({ code: 0 });
      expect(await apply(made)).toMatchObject({ code: 0 });
      expect(Object.keys(templates(made))).toHaveLength(2);
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    });
  });

  describe("import --all", () => {
    test.each([
      ["after the state was lost", (made: World) => made.remove(memory), 0],
      ["after an answer was lost", () => undefined, 6],
    ])("%s writes no second document of what a document made", async (_, spoil, code) => {
      const made = await brandWorld(input);
      if (code === 6) loseAnswer(made);
      expect((await apply(made)).code).toBe(code);
      spoil(made);
      const imported = await made.cli("import --all --account tea");
      expect(imported.code).toBe(0);
      expect(imported.all).toContain("0 imported");
      expect(await made.cli("plan --detailed-exitcode")).toMatchObject({ code: 0 });
      made.edit(file, '"会员折扣、专属价"', '"生日礼"');
      const edited = await apply(made);
      expect(Object.keys(templates(made))).toHaveLength(1);
      expect(edited.code).toBe(code === 6 ? 0 : 3);
    });
  });

  test("with lost state and an edit: it is told which template it made, and nothing is sent", async () => {
    const made = await brandWorld(input);
    await apply(made);
    const [id = ""] = Object.keys(templates(made));
    made.remove(memory);
    made.forget();
    made.edit(file, "云杉黑金", "云杉白金");
    const plan = await made.cli("plan");
    expect(plan.code).toBe(3);
    await golden(made.mask(plan.stdout), "edited.txt");
    made.write({ [file]: brandCard({ more: `id: ${id}\n`, spec: { card_title: "云杉白金" } }) });
    // Nobody remembers whose change the title is.
    expect(await apply(made)).toMatchObject({ code: 3 });
    expect(changes(made)).toEqual([]);
    expect(await made.cli("apply --yes --allow drift")).toMatchObject({ code: 0 });
    expect(changes(made).map(({ method }) => method)).toEqual(["PATCH"]);
  });

  describe("what was made and taken down elsewhere is not made again in silence", () => {
    test("after the state was lost; a tombstone allows a new one", async () => {
      const made = await brandWorld(input);
      await apply(made);
      const [id = ""] = Object.keys(templates(made));
      made.sandbox.wechatpay.editInConsole(brandId, id, { state: "CARD_INVALID" });
      made.remove(memory);
      made.forget();
      const plan = await made.cli("plan");
      expect(plan.code).toBe(3);
      await golden(made.mask(plan.stdout), "gone.txt");
      expect((await apply(made)).code).toBe(3);
      expect(changes(made)).toEqual([]);
      made.write({ [file]: `kind: BrandCard\nname: black\nid: ${id}\nstate: absent\nreason: 控制台已作废\n` });
      expect(await apply(made)).toMatchObject({ code: 0 });
      made.write({ [file]: brandCard() });
      expect(await apply(made)).toMatchObject({ code: 0 });
      expect(numbers(made).map((number) => String(number).split("-")[1])).toEqual(["1"]);
    });

    test("after an answer was lost", async () => {
      const made = await brandWorld(input);
      loseAnswer(made);
      expect((await apply(made)).code).toBe(6);
      const [id = ""] = Object.keys(templates(made));
      made.sandbox.wechatpay.editInConsole(brandId, id, { state: "CARD_INVALID" });
      made.forget();
      const again = await apply(made);
      expect([again.code, again.all.includes("made-and-gone")]).toEqual([3, true]);
      expect(changes(made)).toEqual([]);
    });

    test("a new one whose create is refused is still new afterwards", async () => {
      const made = await brandWorld(input);
      await apply(made);
      made.write({ [file]: "kind: BrandCard\nname: black\nstate: absent\nreason: 换新卡\n" });
      expect((await made.cli("apply --yes --allow delete --allow irreversible")).code).toBe(0);
      made.write({ [file]: brandCard() });
      made.forget();
      made.sandbox.fail({ method: "POST", path: cardsPath, status: 400, code: "PARAM_ERROR", message: "不行" });
      expect((await apply(made)).code).toBe(1);
      expect(await apply(made)).toMatchObject({ code: 0 });
      expect(new Set(numbers(made)).size).toBe(1);
      expect(Object.values(templates(made)).map(({ state }) => state)).toEqual(["CARD_INVALID", "CARD_EFFECTIVE"]);
    });
  });

  describe("what an unanswered create may have made is kept in mind", () => {
    const unseen = { pay: { visibleAfterSeconds: 300 } };
    test.each([
      ["ALREADY_EXISTS", 400],
      ["INVALID_REQUEST", 400],
      ["NO_AUTH", 403],
      ["SIGN_ERROR", 401],
    ])("when the same request is refused with %s", async (code, status) => {
      const made = await brandWorld(input, unseen);
      loseAnswer(made);
      expect((await apply(made)).code).toBe(6);
      made.sandbox.fail({ method: "POST", path: cardsPath, status, code });
      expect((await apply(made)).code).not.toBe(0);
      made.edit(file, "云杉黑金", "云杉白金");
      expect((await apply(made)).all).toContain("recovery-waits");
      made.clock.advance(300);
      expect(await apply(made)).toMatchObject({ code: 0 });
      expect(titles(made)).toEqual(["云杉白金"]);
    });

    test("when its name was that of a deleted one, and is given up", async () => {
      const made = await brandWorld(input);
      await apply(made);
      made.write({ [file]: "kind: BrandCard\nname: black\nstate: absent\nreason: 换新卡\n" });
      await made.cli("apply --yes --allow delete --allow irreversible");
      made.write({ [file]: brandCard({ spec: { benefits: "二" } }) });
      loseAnswer(made);
      expect((await apply(made)).code).toBe(6);
      made.write({ [file]: white("was: black\n", { benefits: "二", card_title: "云杉白金" }) });
      expect(await apply(made)).toMatchObject({ code: 0 });
      expect(titles(made)).toEqual(["云杉黑金", "云杉白金"]);
      // The deletion is remembered under its own name, and nothing is pending there.
      expect(made.locked("BrandCard/black", "tea")).toEqual({ id: Object.keys(templates(made))[0], deleted: true });
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
    });

    test("when the document names the id of another one; the way out is its own", async () => {
      const made = await brandWorld(input);
      made.sandbox.wechatpay.addCard(brandId, { ...brandSpec, card_title: "别的卡" }, { card_id: brandCardId });
      loseAnswer(made);
      expect((await apply(made)).code).toBe(6);
      const own = Object.keys(templates(made)).find((id) => id !== brandCardId) ?? "";
      made.forget();
      for (const document of [
        brandCard({ more: `id: ${brandCardId}\n` }),
        `kind: BrandCard\nname: black\nid: ${brandCardId}\nstate: absent\nreason: 停用\n`,
      ]) {
        made.write({ [file]: document });
        const stopped = await made.cli("apply --yes --allow delete --allow irreversible");
        expect([stopped.code, stopped.all.includes(`write id: ${own}`)]).toEqual([3, true]);
      }
      expect(changes(made)).toEqual([]);
      made.write({ [file]: brandCard({ more: `id: ${own}\n` }) });
      expect(await apply(made)).toMatchObject({ code: 0 });
      expect(made.locked("BrandCard/black", "tea")).toMatchObject({ id: own });
    });

    test("when it was waited for in vain, and the name is that of a deleted one", async () => {
      const made = await brandWorld(input);
      await apply(made);
      made.write({ [file]: "kind: BrandCard\nname: black\nstate: absent\nreason: 换新卡\n" });
      await made.cli("apply --yes --allow delete --allow irreversible");
      made.write({ [file]: brandCard() });
      made.sandbox.fault({ method: "POST", path: cardsPath, when: "before" });
      expect((await apply(made)).code).toBe(6);
      made.edit(file, "云杉黑金", "云杉白金");
      made.clock.advance(700);
      expect(await apply(made)).toMatchObject({ code: 0 });
      expect(titles(made)).toEqual(["云杉黑金", "云杉白金"]);
    });

    test("when another document took what it made: told in every run, and nothing is made", async () => {
      const made = await brandWorld(input);
      loseAnswer(made);
      expect((await apply(made)).code).toBe(6);
      const [id = ""] = Object.keys(templates(made));
      const imported = await made.cli(`import tea/BrandCard/other=${id}`);
      expect([imported.code, imported.all.includes("tea/BrandCard/black already")]).toEqual([3, true]);
      made.write({ "cards/other.yaml": brandCard({ name: "other", more: `id: ${id}\n` }) });
      made.forget();
      for (let times = 0; times < 3; times++) {
        const stopped = await apply(made);
        expect([stopped.code, stopped.all.includes("created-another")]).toEqual([3, true]);
      }
      expect(changes(made)).toEqual([]);
      made.remove("cards/other.yaml");
      expect(await apply(made)).toMatchObject({ code: 0 });
      expect(Object.keys(templates(made))).toEqual([id]);
    });

    test("when its document is gone: import takes what it made, and with it the mark", async () => {
      const made = await brandWorld(input);
      loseAnswer(made);
      expect((await apply(made)).code).toBe(6);
      const [id = ""] = Object.keys(templates(made));
      made.remove(file);
      expect((await made.cli(`import tea/BrandCard/other=${id}`)).code).toBe(0);
      expect(made.locked("BrandCard/black", "tea")).toBeUndefined();
      expect(await made.cli("plan --detailed-exitcode")).toMatchObject({ code: 0, stderr: "" });
    });
  });

  test("another document takes nothing of one that asks for its deletion", async () => {
    const made = await brandWorld(brandCard({ name: "b" }));
    loseAnswer(made);
    expect((await apply(made)).code).toBe(6);
    const [id = ""] = Object.keys(templates(made));
    const tombstone = "kind: BrandCard\nname: b\nstate: absent\nreason: 停用\n";
    made.write({ [file]: tombstone, "cards/a.yaml": brandCard({ name: "a" }) });
    expect(await made.cli("apply --yes --target tea/BrandCard/a")).toMatchObject({ code: 0 });
    expect(made.locked("BrandCard/a", "tea")).not.toMatchObject({ id });
    // With the state lost as well, the number still names it.
    made.remove(memory);
    made.remove("cards/a.yaml");
    const lost = await made.cli("plan");
    expect(lost.code).toBe(3);
    expect(lost.stdout).toContain(`write id: ${id} beside`);
    expect(lost.stdout).not.toContain("delete-of-nothing");
    made.write({ [file]: tombstone.replace("state", `id: ${id}\nstate`) });
    expect((await made.cli("apply --yes --allow delete --allow irreversible")).code).toBe(0);
    expect(templates(made)[id]?.state).toBe("CARD_INVALID");
  });

  test("what this project took down under another name stops nobody", async () => {
    const made = await brandWorld(input);
    await apply(made);
    made.write({ [file]: white() });
    await apply(made);
    made.write({ [file]: "kind: BrandCard\nname: white\nstate: absent\nreason: 停用\n" });
    expect((await made.cli("apply --yes --allow delete --allow irreversible")).code).toBe(0);
    made.write({ "cards/new.yaml": brandCard() });
    expect(await apply(made)).toMatchObject({ code: 0 });
    expect(Object.values(templates(made)).map(({ state }) => state)).toEqual(["CARD_INVALID", "CARD_EFFECTIVE"]);
  });

  test("an answer that names another document's template is no new one", async () => {
    const made = await brandWorld(brandCard({ name: "old", more: `id: ${brandCardId}\n` }));
    made.sandbox.wechatpay.addCard(brandId, brandSpec, { card_id: brandCardId });
    await apply(made);
    made.write({ "cards/new.yaml": brandCard({ spec: { card_title: "新卡" } }) });
    const body = { ...brandSpec, card_id: brandCardId, brand_id: brandId, state: "CARD_EFFECTIVE" };
    made.sandbox.fail({ method: "POST", path: cardsPath, status: 200, code: "", rawBody: JSON.stringify(body) });
    const applied = await apply(made);
    expect(applied.code).toBe(1);
    expect(applied.all).toContain("created-another");
    expect(made.locked("BrandCard/black", "tea")).not.toHaveProperty("id");
  });

  test("an account that was renamed: its state goes along, or nothing is made", async () => {
    const made = await brandWorld(input);
    await apply(made);
    made.forget();
    for (const name of Object.keys(made.env).filter((one) => one.startsWith("WXCARDS_TEA_")))
      made.env[name.replace("_TEA_", "_LEAF_")] = made.env[name];
    const [state, lease] = ["state.yaml", "lease.yaml"].map((name) => made.read(`${memory}/${name}`)) as [
      string,
      string,
    ];
    const project = made.read("wxcards.yaml");
    made.write({
      "wxcards.yaml": project.replaceAll(/\btea\b/g, "leaf"),
      [file]: brandCard({ spec: { card_title: "云杉白金" } }).replaceAll(/\btea\b/g, "leaf"),
    });
    for (const command of ["plan", "apply --yes", `import BrandCard/x=${brandCardId}`]) {
      const run = await made.cli(command);
      expect([run.code, run.all.includes("state-of-former-name")]).toEqual([65, true]);
    }
    expect(changes(made)).toEqual([]);
    made.remove(memory);
    made.write({ "wxcards.state/leaf/state.yaml": state, "wxcards.state/leaf/lease.yaml": lease });
    expect(await apply(made)).toMatchObject({ code: 0 });
    expect(changes(made).map(({ method }) => method)).toEqual(["PATCH"]);
  });

  test("a template that reads late is believed as the answer showed it, and no credential is blamed", async () => {
    const made = await brandWorld(input, { pay: { visibleAfterSeconds: 30 } });
    expect(await apply(made)).toMatchObject({ code: 0 });
    expect(made.locked("BrandCard/black", "tea")).toMatchObject({ id: Object.keys(templates(made))[0] });
    const early = await made.cli("plan");
    expect([early.code, early.all.includes("made-not-shown")]).toEqual([1, true]);
    made.clock.advance(60);
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });
});
