import { describe, expect, test } from "vitest";
import { card, goldId, newCard, project } from "../../helpers/documents.ts";
import { goldens } from "../../helpers/golden.ts";
import { readPlan } from "../../helpers/plan.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const golden = goldens(import.meta.url);
const file = "cards/gold.yaml";
const activate =
  "activate_msg_operation:\n  url_cell:\n    end_time: 2027-12-31\n    text: 领取新人券\n    url: https://m.yunshan.example/new";
const modify = "modify_msg_operation:\n  url_cell:\n    text: 查看积分\n    url: https://m.yunshan.example/points";
const activateCell = { end_time: 1_830_268_799, text: "领取新人券", url: "https://m.yunshan.example/new" };
const modifyCell = { text: "查看积分", url: "https://m.yunshan.example/points" };

async function withSpec(spec: string): Promise<World> {
  const world = await newWorld({ files: { [file]: card("gold", goldId, spec) } });
  world.sandbox.addCard(coffee.appid, { base_info: { title: "金卡" } }, { card_id: goldId });
  return world;
}

const indented = (text: string) => text.replace(/^/gm, "  ");

/** What no read ever shows: sent when the file's value is not the one sent last. */
describe("write-only", () => {
  test("sent once, remembered, and never again", async () => {
    const world = await withSpec(activate);
    const plan = await world.cli("plan --detailed-exitcode");
    expect(plan.code).toBe(2);
    await golden(plan.stdout, "plan.txt");
    expect((await world.cli("apply --yes")).code).toBe(0);
    const body = { card_id: goldId, member_card: { activate_msg_operation: { url_cell: activateCell } } };
    expect(world.writes()).toEqual([{ path: "/card/update", body }]);
    expect((await world.cli("plan --detailed-exitcode")).stdout).toBe("No changes. 1 unchanged.\n");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.writes()).toHaveLength(1);
  });

  test("two of them in one document go out in calls of their own, after everything else", async () => {
    const world = await withSpec(`${modify}\n${activate}\nbase_info:\n  notice: 请出示`);
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.bodies("/card/update")).toEqual([
      { card_id: goldId, member_card: { base_info: { notice: "请出示" } } },
      { card_id: goldId, member_card: { activate_msg_operation: { url_cell: activateCell } } },
      { card_id: goldId, member_card: { modify_msg_operation: { url_cell: modifyCell } } },
    ]);
    expect(world.card(goldId).content).toMatchObject({
      activate_msg_operation: { url_cell: activateCell },
      modify_msg_operation: { url_cell: modifyCell },
    });
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("one member changes: the others of the file go along, since the platform takes the object whole", async () => {
    const world = await withSpec(activate);
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.forget();
    world.edit(file, "text: 领取新人券", "text: 领取双倍券");
    expect((await world.cli("apply --yes")).code).toBe(0);
    const cell = { ...activateCell, text: "领取双倍券" };
    expect(world.bodies("/card/update")).toEqual([
      { card_id: goldId, member_card: { activate_msg_operation: { url_cell: cell } } },
    ]);
    expect(world.card(goldId).content["activate_msg_operation"]).toEqual({ url_cell: cell });
  });

  test("a link of the bonus that reads do not show", async () => {
    const world = await withSpec("bonus_app_brand_user_name: gh_0123456789ab@app\nbonus_app_brand_pass: pages/points");
    expect((await world.cli("apply --yes")).code).toBe(0);
    const members = { bonus_app_brand_user_name: "gh_0123456789ab@app", bonus_app_brand_pass: "pages/points" };
    expect(world.bodies("/card/update")).toEqual([{ card_id: goldId, member_card: members }]);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    world.edit(file, "pages/points", "pages/bonus");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.bodies("/card/update")[1]).toEqual({
      card_id: goldId,
      member_card: { bonus_app_brand_pass: "pages/bonus" },
    });
  });

  /** A card whose document sent its message, and of whose account nothing is remembered any more. */
  async function forgotten(spec = activate): Promise<World> {
    const world = await withSpec(spec);
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.remove("wxcards.state");
    world.forget();
    return world;
  }

  describe("while nothing is remembered, no read shows whether somebody else has set another value", () => {
    const snippet = "allow: [{ what: unverified, because: … }]";
    const asked = { what: "unverified", address: "coffee/MemberCard/gold", given: false, snippet };

    test("a lost state costs consent and one more request, nothing else", async () => {
      const world = await forgotten();
      const plan = await world.cli("plan");
      expect(plan.code).toBe(3);
      expect(plan.stdout).toContain("Approval required: --allow unverified=coffee/MemberCard/gold");
      expect(plan.stdout).toContain(`or in ${file}: ${snippet}`);
      expect((await world.cli("apply --yes")).code).toBe(3);
      expect(world.writes()).toHaveLength(0);
      expect((await world.cli("apply --yes --allow unverified")).code).toBe(0);
      expect(world.writes()).toHaveLength(1);
      expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    });

    test("consent to drift is another one, and each difference wants its own", async () => {
      const world = await forgotten(`${activate}\nbase_info:\n  notice: 请出示`);
      world.edit(file, "notice: 请出示", "notice: 请出示会员码");
      const needed = async (flags: string) => readPlan((await world.cli(`plan --format json ${flags}`)).stdout).consent;
      expect(await needed("--allow drift")).toEqual([{ what: "drift", address: asked.address, given: true }, asked]);
      expect((await needed("")).map(({ what }) => what)).toEqual(["drift", "unverified"]);
      expect((await world.cli("apply --yes --allow drift")).code).toBe(3);
      expect(world.writes()).toHaveLength(0);
      expect((await world.cli("apply --yes --allow drift --allow unverified=MemberCard/gold")).code).toBe(0);
      expect(world.writes()).toHaveLength(2);
    });

    test.each(["keep", "overwrite", "refuse"])("no guard speaks for it: drift %s", async (drift) => {
      const world = await forgotten();
      world.write({ "wxcards.yaml": project(`guards: { drift: ${drift} }`) });
      expect(readPlan((await world.cli("plan --format json")).stdout).consent).toEqual([asked]);
      expect((await world.cli("apply --yes")).code).toBe(3);
      expect(world.writes()).toHaveLength(0);
    });

    test("the document agrees to it, for one apply", async () => {
      const world = await forgotten();
      world.edit(file, "spec:", "allow: [{ what: unverified, because: 状态已丢失，运营已核对 }]\nspec:");
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.writes()).toHaveLength(1);
      const after = await world.cli("plan");
      expect([after.code, after.all]).toEqual([0, expect.stringContaining("consent-unused")]);
    });

    test("what a read does show is compared, and wants none", async () => {
      const world = await forgotten();
      world.sandbox.behaviours.writeOnlyFields = "shown";
      expect(readPlan((await world.cli("plan --format json")).stdout).consent).toEqual([]);
      expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    });

    test("a card that the same run makes needs none", async () => {
      const fresh = newCard("gold", "金卡", "", `  auto_activate: true\n${indented(activate)}\n`);
      const world = await newWorld({ files: { [file]: fresh }, isNew: true });
      const plan = readPlan((await world.cli("plan --format json")).stdout);
      expect(plan.consent).toEqual([]);
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.paths()).toContain("/card/create");
      expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    });
  });

  test("a refused one is not remembered as sent", async () => {
    const world = await withSpec(activate);
    world.sandbox.behaviours.permissions.wechatPay = false;
    const applied = await world.cli("apply --yes");
    expect(applied.code).toBe(77);
    expect(applied.stdout).toContain("43008");
    world.sandbox.behaviours.permissions.wechatPay = true;
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(2);
  });

  test("what only creation can set and no read shows is listed, and stops nothing", async () => {
    const world = await withSpec("base_info:\n  get_custom_code_mode: GET_CUSTOM_CODE_MODE_DEPOSIT");
    const plan = await world.cli("plan --detailed-exitcode");
    expect(plan.code).toBe(0);
    expect(plan.stdout).toContain("never shown, not compared");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.writes()).toEqual([]);
  });

  test("a key that some reads leave out: the value last sent counts while nothing is shown", async () => {
    const spec = "base_info:\n  title: 金卡\n  custom_app_brand_user_name: gh_86a091e50ad4@app";
    const world = await newWorld({ files: { [file]: card("gold", goldId, spec) } });
    world.sandbox.addCard(coffee.appid, { base_info: { title: "金卡" } }, { card_id: goldId });
    world.sandbox.behaviours.miniProgramFields = "hidden";
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    world.sandbox.behaviours.miniProgramFields = "shown";
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    expect(world.writes()).toHaveLength(1);
  });
});
