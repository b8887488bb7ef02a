import { describe, expect, test } from "vitest";
import { goldId } from "../../helpers/documents.ts";
import { goldens } from "../../helpers/golden.ts";
import { readPlan } from "../../helpers/plan.ts";
import { coffee, newWorld } from "../../helpers/world.ts";
import { calls, cardIds, file, formSent, formText, liveWorld, newDocument, withSettings } from "./world.ts";

const golden = goldens(import.meta.url);
const active = { wx_activate: true };
const form = { path: calls.form, body: { card_id: goldId, ...formSent } };

/** What calls of their own set on a card and no read shows: one field each, sent whole when the file changes it. */
describe("settings", () => {
  test("a form: sent once, remembered by its digest, and sent whole when the file changes", async () => {
    const world = await liveWorld(active, "wx_activate: true", formText);
    const plan = await world.cli("plan --detailed-exitcode");
    expect(plan.code).toBe(2);
    await golden(plan.stdout, "plan.txt");
    await golden((await world.cli("plan --lang zh-CN")).stdout, "plan.zh-CN.txt");
    await golden((await world.cli("plan --format markdown")).stdout, "plan.md");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.writes()).toEqual([form]);
    expect(world.card(goldId).settings).toEqual({ activateuserform: formSent });
    expect(Object.keys(world.settled("MemberCard/gold"))).toContain("/settings/activateuserform");
    expect(world.read("wxcards.state/coffee/state.yaml")).not.toContain("USER_FORM");
    expect((await world.cli("plan --detailed-exitcode")).stdout).toBe("No changes. 1 unchanged.\n");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.writes()).toHaveLength(1);

    // Written in another way it is the same form.
    world.edit(file, "    service_statement: { name: 会员守则, url: https://m.yunshan.example/terms }\n", "");
    world.write({
      [file]: `${world.read(file)}    service_statement: {url: "https://m.yunshan.example/terms", name: 会员守则}\n`,
    });
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);

    world.forget();
    world.edit(file, "custom_field_list: [昵称]", "custom_field_list: [昵称, 门店]");
    expect((await world.cli("apply --yes")).code).toBe(0);
    const optional = { ...(formSent["optional_form"] as object), custom_field_list: ["昵称", "门店"] };
    expect(world.writes()).toEqual([{ path: calls.form, body: { ...form.body, optional_form: optional } }]);
  });

  test("a new card: the card first, then each setting by a call of its own", async () => {
    const settings = `${formText}  selfconsumecell: { is_open: true, need_verify_cod: false, need_remark_amount: true }\n`;
    const world = await newWorld({ files: { [file]: newDocument(settings) } });
    const plan = await world.cli("plan");
    await golden(plan.stdout, "create.txt");
    expect(plan.all).not.toContain("activation-");
    expect((await world.cli("apply --yes")).code).toBe(0);
    const [id] = cardIds(world);
    const [made, ...after] = world.writes();
    expect(made?.path).toBe("/card/create");
    expect(JSON.stringify(made?.body)).not.toContain("settings");
    expect(after).toEqual([
      { path: calls.form, body: { card_id: id, ...formSent } },
      { path: calls.self, body: { card_id: id, is_open: true, need_verify_cod: false, need_remark_amount: true } },
    ]);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("a live card: what the settings rest on goes first, and each waits for that alone", async () => {
    const spec = "wx_activate: true\nbase_info:\n  location_id_list: [101]\n  sku: { total_quantity: 200 }";
    const world = await liveWorld(
      { base_info: { sku: { total_quantity: 100 } } },
      spec,
      `${formText}  paycell: { is_open: true }\n`,
    );
    const { steps } = readPlan((await world.cli("plan --format json")).stdout);
    expect(steps.map(({ id, operation, needs }) => [id, operation, needs])).toEqual([
      ["1", "update", []],
      ["2", "modifystock", ["1"]],
      ["3", "activateuserform", ["1"]],
      ["4", "paycell", ["1"]],
    ]);
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.writes()).toEqual([
      {
        path: "/card/update",
        body: { card_id: goldId, member_card: { base_info: { location_id_list: [101] }, wx_activate: true } },
      },
      { path: "/card/modifystock", body: { card_id: goldId, increase_stock_value: 100 } },
      form,
      { path: calls.pay, body: { card_id: goldId, is_open: true } },
    ]);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("an account of several has a form of its own, key by key over the common one", async () => {
    const more =
      "accounts:\n  coffee:\n    id: " +
      goldId +
      "\n    settings: { activateuserform: { required_form: { can_modify: true } } }\n";
    const text = withSettings("wx_activate: true", formText).replace(/account: coffee\nid: .*\n/, more);
    const world = await newWorld({ files: { [file]: text } });
    world.sandbox.addCard(coffee.appid, active, { card_id: goldId });
    const run = await world.cli("apply --yes");
    expect([run.code, run.all]).toEqual([0, expect.stringContaining("form-editable")]);
    const required = { ...(formSent["required_form"] as object), can_modify: true };
    expect(world.writes()).toEqual([{ path: calls.form, body: { ...form.body, required_form: required } }]);
  });

  test("left to others below ignore", async () => {
    const text = withSettings("wx_activate: true", formText).replace(
      "spec:",
      'ignore: ["/settings/activateuserform"]\nspec:',
    );
    const world = await newWorld({ files: { [file]: text } });
    world.sandbox.addCard(coffee.appid, active, { card_id: goldId });
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("a form needs one-click activation, in the file or live", async () => {
    const world = await liveWorld({}, "{}", formText);
    const plan = await world.cli("plan");
    expect(plan.code).toBe(3);
    await golden(world.mask(plan.all), "without-activation.txt");
    expect(world.writes()).toEqual([]);
    world.sandbox.editInConsole(coffee.appid, goldId, active);
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.writes()).toEqual([form]);
  });

  test("an offline plan does not claim what it has not seen", async () => {
    const world = await liveWorld(active, "{}", formText);
    const { steps, problems } = readPlan((await world.cli("plan --offline --format json")).stdout);
    expect(steps.map(({ operation }) => operation)).toEqual(["activateuserform"]);
    expect(problems.map(({ code }) => code)).not.toContain("form-without-activation");
  });
});
