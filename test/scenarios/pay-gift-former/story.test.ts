import { describe, expect, test } from "vitest";
import { inputOf } from "../../helpers/input.ts";
import { liveRules, lockedRules, merchants, rule, ruleWorld } from "../../helpers/rules.ts";
import type { Run, World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const file = "cards/spring.yaml";
const mchids = merchants(2);
const spring = (least: number, ids: readonly string[], more: Partial<Parameters<typeof rule>[0]> = {}) =>
  rule({ mchids, least, more: `id: ${ids.length === 1 ? `"${ids[0]}"` : JSON.stringify(ids)}\n`, ...more });

const codesOf = (ran: Run) => (JSON.parse(ran.stdout).problems as { code: string }[]).map(({ code }) => code);
const problemOf = (ran: Run, code: string) =>
  (
    JSON.parse(ran.stdout).problems as { code: string; file?: string; line?: number; hint?: string; message: string }[]
  ).find((one) => one.code === code);
const idOf = (made: World) => Object.keys(made.rules())[0] ?? "";
const getById = (made: World) =>
  made.bodies("/card/paygiftcard/getbyid").map((body) => (body as { rule_id: number }).rule_id);

/** A rule whose document names the id it had before it was replaced. */
async function replaced(): Promise<{ made: World; old: string; now: string }> {
  const made = await ruleWorld(input);
  await made.cli("apply --yes");
  const old = idOf(made);
  made.write({ [file]: spring(200, [old]) });
  expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
  const now = idOf(made);
  expect(now).not.toBe(old);
  made.forget();
  return { made, old, now };
}

/** The id that a rule had before wxcards replaced it means the rule. */
describe("pay-gift-former", () => {
  test("the plan after a replace reads the new rule by the old id, and says what to write", async () => {
    const { made, old, now } = await replaced();
    expect(made.locked("PayGiftRule/spring")).toMatchObject({ objects: { [now]: mchids }, replaced: [old] });
    const plan = await made.cli("plan --detailed-exitcode --format json");
    expect([plan.code, codesOf(plan), getById(made)]).toEqual([0, ["object-id-stale"], [Number(now)]]);
    expect(problemOf(plan, "object-id-stale")).toMatchObject({
      file,
      line: 4,
      hint: expect.stringContaining(`id: "${now}"`),
    });
    expect(problemOf(plan, "object-id-stale")?.message).toContain(`${old}, which was replaced by rule ${now}`);
    made.write({ [file]: spring(200, [now]) });
    expect(codesOf(await made.cli("plan --format json"))).toEqual([]);
  });

  test("however often it was replaced, each of its ids means it, and no run forgets one", async () => {
    const { made, old, now } = await replaced();
    made.write({ [file]: spring(300, [old, now]) });
    expect((await made.cli("apply --yes --allow replace")).code).toBe(0);
    const third = idOf(made);
    expect(made.locked("PayGiftRule/spring")).toMatchObject({
      objects: { [third]: mchids },
      replaced: [old, now].sort(),
    });
    expect(lockedRules(made)).toEqual(liveRules(made));
    const plan = await made.cli("plan --detailed-exitcode --format json");
    expect([plan.code, codesOf(plan)]).toEqual([0, ["object-id-stale"]]);
    expect((await made.cli("plan --unmanaged --format json")).stdout).toContain('"unmanaged": []');
  });

  test("a replace that ends before its add leaves the id standing for what the next run adds", async () => {
    const made = await ruleWorld(input);
    await made.cli("apply --yes");
    const old = idOf(made);
    made.write({ [file]: spring(200, [old]) });
    for (let time = 0; time < 8; time += 1) made.sandbox.fail({ path: "/card/paygiftcard/add", errcode: 45009 });
    expect((await made.cli("apply --yes --allow replace")).code).not.toBe(0);
    expect(made.rules()).toEqual({});
    made.sandbox.calm();
    const plan = await made.cli("plan --format json");
    expect(codesOf(plan)).toEqual(["object-id-stale", "recovery-waits"]);
    expect(problemOf(plan, "object-id-stale")?.hint).toBe("take the line out, since the state remembers the rules");
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(Object.values(liveRules(made)).flat()).toEqual(mchids);
  });

  test("import of the old id finds the document that has the rule, and the rule where no document has it", async () => {
    const { made, old, now } = await replaced();
    const other = await made.cli(`import coffee/PayGiftRule/x=${old} --format json`);
    expect([other.code, codesOf(other)]).toEqual([3, ["id-behind-two"]]);
    expect(problemOf(other, "id-behind-two")?.message).toContain("coffee/PayGiftRule/spring");
    expect((await made.cli(`import coffee/PayGiftRule/spring=${old}`)).stdout).toContain("1 managed already");
    made.remove(file);
    const twice = await made.cli(`import coffee/PayGiftRule/x=${old} coffee/PayGiftRule/y=${now} --format json`);
    expect([twice.code, codesOf(twice), made.exists("cards/x.yaml"), made.exists("cards/y.yaml")]).toEqual([
      3,
      ["id-behind-two"],
      true,
      false,
    ]);
    expect(made.read("cards/x.yaml")).toContain(`id: "${now}"\n`);
    expect(made.locked("PayGiftRule/x")).toMatchObject({ objects: { [now]: mchids }, replaced: [old] });
    expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test.each(["cards/a.yaml", "cards/z.yaml"])(
    "a second document that names the old id, %s, is told",
    async (second) => {
      const { made, old } = await replaced();
      made.write({
        [file]: rule({ mchids, least: 200 }),
        [second]: spring(200, [old], { name: "twin", mchids: merchants(1, 50) }),
      });
      const plan = await made.cli("plan --format json");
      expect(plan.code).toBe(3);
      expect(problemOf(plan, "id-behind-two")).toMatchObject({ file: second, line: 4 });
      expect((await made.cli("apply --yes --allow replace")).code).toBe(3);
      expect(made.writes()).toEqual([]);
    },
  );

  test("a renamed document that names the old id is what it is with the new one", async () => {
    const { made, old, now } = await replaced();
    made.remove(file);
    const renamed = async (id: string) => {
      made.write({ "cards/summer.yaml": spring(200, [id], { name: "summer" }) });
      const plan = await made.cli("plan --format json");
      return [plan.code, codesOf(plan).filter((code) => code !== "object-id-stale")];
    };
    expect(await renamed(old)).toEqual(await renamed(now));
    made.write({ "cards/summer.yaml": spring(200, [old], { name: "summer", more: `was: spring\nid: "${old}"\n` }) });
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(made.writes()).toEqual([]);
    expect(made.locked("PayGiftRule/summer")).toMatchObject({ objects: { [now]: mchids }, replaced: [old] });
  });

  test("the embedded platform is not filled with what was replaced there", async () => {
    const made = await ruleWorld(spring(100, ["9000001"]));
    expect((await made.cli("sandbox --fill")).stdout).toBe("2 put on the embedded platform, 0 there already.\n");
    await made.cli("apply --sandbox --yes");
    made.write({ [file]: spring(200, ["9000001"]) });
    expect((await made.cli("apply --sandbox --yes --allow replace")).code).toBe(0);
    expect((await made.cli("sandbox --fill")).stdout).toBe("0 put on the embedded platform, 2 there already.\n");
    const plan = await made.cli("plan --sandbox --detailed-exitcode --format json");
    expect([plan.code, codesOf(plan)]).toEqual([0, ["object-id-stale"]]);
  });

  test("a deletion by the old id takes the new rule down, and stays done", async () => {
    const { made, old } = await replaced();
    made.write({ [file]: spring(200, [old], { more: `id: "${old}"\nstate: absent\nreason: 活动结束\n` }) });
    expect((await made.cli("apply --yes --allow delete")).code).toBe(0);
    expect(made.rules()).toEqual({});
    const plan = await made.cli("plan --detailed-exitcode --format json");
    expect([plan.code, codesOf(plan)]).toEqual([0, []]);
  });
});
