import { describe, expect, test } from "vitest";
import { goldId, silverId } from "../../helpers/documents.ts";
import { goldens } from "../../helpers/golden.ts";
import { inputOf } from "../../helpers/input.ts";
import { readPlan } from "../../helpers/plan.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

// Proves G4.

const input = inputOf(import.meta.url);
const golden = goldens(import.meta.url);
const file = "cards/gold.yaml";
const tombstone = "kind: MemberCard\nname: gold\nstate: absent\nreason: 活动结束，不再发新卡\n";

/** Two cards under management; the document of one of them now asks for its deletion. */
async function world(text = tombstone): Promise<World> {
  const made = await newWorld({
    files: input,
  });
  for (const [name, id] of [
    ["gold", goldId],
    ["silver", silverId],
  ] as const) {
    made.sandbox.addCard(coffee.appid, { base_info: { title: `${name}卡`, notice: "请出示" } }, { card_id: id });
  }
  expect((await made.cli("apply --yes")).code).toBe(0);
  made.write({ [file]: text });
  made.forget();
  return made;
}

/** Deleting is a document, never an absence. */
describe("delete", () => {
  test("without consent nothing is written", async () => {
    const made = await world();
    const plan = await made.cli("plan --detailed-exitcode");
    expect([plan.code, (await made.cli("plan")).code]).toEqual([3, 3]);
    await golden(plan.stdout, "plan.txt");
    const { steps, consent, applicable } = readPlan((await made.cli("plan --format json")).stdout);
    expect(steps).toMatchObject([
      { operation: "delete", path: "/card/delete", body: { card_id: goldId }, because: [] },
    ]);
    expect([consent, applicable]).toEqual([
      [
        {
          ...{ what: "delete", address: "coffee/MemberCard/gold", given: false },
          snippet: "allow: [{ what: delete, because: … }]",
        },
      ],
      false,
    ]);
    const refused = await made.cli("apply --yes");
    expect(refused.code).toBe(3);
    expect((await made.cli("apply --yes --allow delete=MemberCard/silver")).code).toBe(3);
    expect(made.writes()).toEqual([]);
  });

  test("with consent it is deleted, remembered as such, and quiet for ever", async () => {
    const made = await world();
    const applied = await made.cli("apply --yes --allow delete");
    expect(applied.code).toBe(0);
    expect(made.writes()).toEqual([{ path: "/card/delete", body: { card_id: goldId } }]);
    expect(made.card(goldId).status).toBe("CARD_STATUS_DELETE");
    expect(made.locked("MemberCard/gold")).toEqual({ id: goldId, deleted: true });
    made.forget();
    expect((await made.cli("apply --yes")).stdout).toBe("No changes. 1 unchanged.\n");
    expect(made.bodies("/card/get")).toEqual([{ card_id: silverId }]);
  });

  test("consent in the document", async () => {
    const made = await world(`${tombstone}allow: [{ what: delete, because: 与运营确认, until: 2030-01-01 }]\n`);
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(made.card(goldId).status).toBe("CARD_STATUS_DELETE");
  });

  test("deleted at the console before: nothing is sent, and it is remembered", async () => {
    const made = await world();
    made.sandbox.editInConsole(coffee.appid, goldId, { base_info: { status: "CARD_STATUS_DELETE" } });
    expect((await made.cli("apply --yes")).code).toBe(0);
    expect(made.writes()).toEqual([]);
    expect(made.locked("MemberCard/gold")).toEqual({ id: goldId, deleted: true });
  });

  test("a lost answer is looked up, and the card is deleted exactly once", async () => {
    const made = await world();
    made.sandbox.fault({ path: "/card/delete", when: "after" });
    expect((await made.cli("apply --yes --allow delete")).code).toBe(0);
    expect(made.writes()).toHaveLength(1);
  });

  test("ok without effect is not applied", async () => {
    const made = await world();
    made.sandbox.behaviours.okButUnchanged = true;
    expect((await made.cli("apply --yes --allow delete")).code).toBe(1);
    expect(made.locked("MemberCard/gold")).not.toHaveProperty("deleted");
  });

  test("a consent in the document that has ended: refused, and the line is named", async () => {
    const made = await world(`${tombstone}allow: [{ what: delete, because: 与运营确认, until: 2026-01-01 }]\n`);
    const run = await made.cli("apply --yes");
    expect(run.code).toBe(3);
    expect(run.stdout).toContain("consent-expired");
    expect(made.writes()).toEqual([]);
  });

  test("protected: exit 3, whatever is allowed", async () => {
    const made = await world(`${tombstone}protect: true\n`);
    const apply = await made.cli("apply --yes --allow delete");
    expect(apply.code).toBe(3);
    expect(apply.stdout).toContain("delete-protected");
    expect(made.writes()).toEqual([]);
  });

  test("a tombstone nobody can place deletes nothing and says so", async () => {
    const made = await world(tombstone.replace("name: gold", "name: bronze"));
    const apply = await made.cli("apply --yes --allow delete");
    expect(apply.code).toBe(0);
    expect(apply.stdout).toContain("delete-of-nothing");
    expect(made.writes()).toEqual([]);
  });

  test("removing the file only stops managing the card", async () => {
    const made = await world();
    made.remove(file);
    const apply = await made.cli("apply --yes --allow delete");
    expect(apply.code).toBe(0);
    expect(made.writes()).toEqual([]);
    expect((await made.cli("plan")).stdout).toContain(`not managed any more: coffee/MemberCard ${goldId}`);
  });

  test.each([
    ["without a reason", tombstone.replace(/reason.*\n/, ""), "missing-key"],
    ["a document with neither spec nor state", "kind: MemberCard\nname: gold\n", "missing-key"],
  ])("%s is wrong", async (_about, text, code) => {
    const made = await world(text);
    const run = await made.cli("validate");
    expect(run.code).toBe(65);
    expect(run.stdout).toContain(code);
  });
});
