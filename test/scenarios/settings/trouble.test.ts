import { describe, expect, test } from "vitest";
import { card, goldId } from "../../helpers/documents.ts";
import { goldens } from "../../helpers/golden.ts";
import { readPlan } from "../../helpers/plan.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";
import { calls, cardIds, file, formSent, formText, liveWorld, newDocument } from "./world.ts";

const golden = goldens(import.meta.url);
const active = { wx_activate: true };
const [journal, memory, lease] = [
  ".wxcards/journal/coffee.jsonl",
  "wxcards.state/coffee/state.yaml",
  "wxcards.state/coffee/lease.yaml",
];

/** What is left where a setting could not be sent, or nobody remembers it. */
describe("settings that fail", () => {
  describe("a refused one is explained at its line, and the next apply sends it alone", () => {
    test.each([45030, 72026] as const)("a form, by %s", async (code) => {
      const world = await newWorld({ files: { [file]: newDocument(formText) } });
      world.sandbox.behaviours.formRefusal = code;
      world.sandbox.fail({ path: calls.form, errcode: code });
      const run = await world.cli("apply --yes");
      expect(run.code).toBe(5);
      await golden(world.mask(run.all), `refused-${code}.txt`);
      const [id] = cardIds(world);
      expect(world.card(String(id)).settings).toBeUndefined();
      world.forget();
      expect(readPlan((await world.cli("plan --format json")).stdout).consent).toEqual([]);
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.writes()).toEqual([{ path: calls.form, body: { card_id: id, ...formSent } }]);
      expect(cardIds(world)).toEqual([id]);
      expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    });

    test("payment without stores, by 43017, which holds nothing else back", async () => {
      const settings = `${formText}  paycell: { is_open: true }\n  selfconsumecell: { is_open: false }\n`;
      const world = await liveWorld(active, "wx_activate: true", settings);
      const run = await world.cli("apply --yes");
      expect(run.code).toBe(5);
      await golden(world.mask(run.all), "refused-43017.txt");
      expect(world.card(goldId).settings).toEqual({ activateuserform: formSent, selfconsumecell: { is_open: false } });
      world.forget();
      world.edit(file, "paycell: { is_open: true }", "paycell: { is_open: false }");
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.writes()).toEqual([{ path: calls.pay, body: { card_id: goldId, is_open: false } }]);
    });
  });

  test("killed between the card and its form: the next run makes no second card and sends the form alone", async () => {
    const world = await newWorld({ files: { [file]: newDocument(formText) } });
    await killedAfterCreate(world);
    expect(world.paths()).toContain("/card/create");
    expect(world.bodies(calls.form)).toEqual([]);
    const [id] = cardIds(world);
    world.forget();
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(cardIds(world)).toEqual([id]);
    expect(world.writes()).toEqual([{ path: calls.form, body: { card_id: id, ...formSent } }]);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  /** What is on disk is what stood there right after the answer to the create; the run goes no further. */
  async function killedAfterCreate(world: World): Promise<void> {
    const left = new Map<string, string>();
    const stop = new AbortController();
    const { files } = world;
    world.signal = stop.signal;
    world.files = {
      ...files,
      appendInside: (...args) => {
        const trouble = files.appendInside(...args);
        if (left.size === 0 && world.bodies("/card/create").length === 1) {
          for (const path of [journal, memory, lease].filter((one) => world.exists(one)))
            left.set(path, world.read(path));
          stop.abort();
        }
        return trouble;
      },
    };
    await world.cli("apply --yes");
    delete world.signal;
    world.files = files;
    expect(left.size).toBe(3);
    world.write(Object.fromEntries(left));
  }

  test("a form whose answer was lost is sent again: no read tells, and the same form twice is the same", async () => {
    const world = await liveWorld(active, "wx_activate: true", formText);
    world.sandbox.fault({ path: calls.form, when: "after" });
    expect((await world.cli("apply --yes")).code).toBe(6);
    world.forget();
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.bodies(calls.form)).toEqual([{ card_id: goldId, ...formSent }]);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test.each([
    ["what was sent before is not known to be live", false],
    ["no read afterwards changes that", true],
  ])("a form whose answer was lost, and a document that goes back: %s", async (_what, isUnread) => {
    const world = await liveWorld(active, "wx_activate: true", formText);
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.edit(file, "[昵称]", "[昵称, 门店]");
    world.sandbox.fault({ path: calls.form, when: "after", times: 9 });
    if (isUnread)
      world.onLine(/activateuserform/, () => world.sandbox.fault({ path: "/card/get", when: "before", times: 99 }));
    expect((await world.cli("apply --yes --verbose")).code).toBe(6);
    expect(JSON.stringify(world.card(goldId).settings)).toContain("门店");
    world.sandbox.calm();
    world.forget();
    world.edit(file, "[昵称, 门店]", "[昵称]");
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(2);
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.writes()).toEqual([{ path: calls.form, body: { card_id: goldId, ...formSent } }]);
    expect((await world.cli("plan --detailed-exitcode")).stdout).toBe("No changes. 1 unchanged.\n");
  });

  test("a recommendation whose answer was lost: the same", async () => {
    const recommended = (text: string) =>
      `activate_msg_operation: { url_cell: { end_time: 2027-01-01, text: ${text}, url: https://m.yunshan.example/new } }`;
    const world = await newWorld({ files: { [file]: card("gold", goldId, recommended("新品")) } });
    world.sandbox.addCard(coffee.appid, {}, { card_id: goldId });
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.edit(file, "新品", "夏日新品");
    world.sandbox.fault({ path: "/card/update", when: "after", times: 9 });
    expect((await world.cli("apply --yes")).code).toBe(6);
    world.sandbox.calm();
    world.edit(file, "夏日新品", "新品");
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(2);
  });

  test("with nothing remembered of the account nobody knows what is set: consent, for a live card only", async () => {
    const world = await liveWorld(active, "wx_activate: true", formText);
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.remove("wxcards.state");
    world.forget();
    const plan = await world.cli("plan");
    expect(plan.code).toBe(3);
    await golden(plan.stdout, "forgotten.txt");
    expect((await world.cli("apply --yes --allow unverified=MemberCard/gold")).code).toBe(0);
    expect(world.writes()).toHaveLength(1);

    const fresh = await newWorld({ files: { [file]: newDocument(formText) }, isNew: true });
    expect(readPlan((await fresh.cli("plan --format json")).stdout).consent).toEqual([]);
    expect((await fresh.cli("apply --yes")).code).toBe(0);
    expect(fresh.bodies(calls.form)).toHaveLength(1);
  });
});
