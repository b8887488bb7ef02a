import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { JsonObject } from "../../../src/model/json.ts";
import { goldId, newCard, smallCard } from "../../helpers/documents.ts";
import { inputOf } from "../../helpers/input.ts";
import { memoryFilesOf, open, remember } from "../../helpers/memories.ts";
import { bakery, coffee, newWorld, type World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const ids = (world: World): string[] => Object.keys(world.sandbox.state(coffee.appid).cards);
const codes = (json: string): string[] =>
  (JSON.parse(json) as { problems: { code: string }[] }).problems.map(({ code }) => code);

/** Two cards, made and settled. */
async function settled(): Promise<World> {
  const world = await newWorld({
    files: input,
  });
  expect((await world.cli("apply --yes")).code).toBe(0);
  world.clock.advance(100);
  expect((await world.cli("apply --yes")).code).toBe(0);
  world.forget();
  return world;
}

function liveOf(document: string): JsonObject {
  return (parse(document) as { spec: JsonObject }).spec;
}

/** What the states remember belongs to one resource, is never taken from a living one, and never given up by a run that was refused. */
describe("memory", () => {
  test.each([
    ["a name that another document has", "cards/b.yaml", newCard("b", "乙卡", "was: a\n")],
    ["a swap", "cards/b.yaml", newCard("a", "乙卡", "was: b\n"), newCard("b", "甲卡", "was: a\n")],
  ])("was: %s is refused, and nobody's memory is taken", async (_about, file, text, other?: string) => {
    const world = await settled();
    const before = world.read("wxcards.state/coffee/state.yaml");
    world.write({ [file]: text, ...(other === undefined ? {} : { "cards/a.yaml": other }) });
    const run = await world.cli("apply --yes --format json");
    expect(run.code).toBe(3);
    expect(new Set(codes(run.stdout))).toEqual(new Set(["was-still-there"]));
    expect(world.read("wxcards.state/coffee/state.yaml")).toBe(before);
    expect(world.writes()).toEqual([]);
  });

  test("a `was:` that is done may stay, until its former name is used again", async () => {
    const world = await settled();
    const id = world.locked("MemberCard/a")?.["id"];
    world.write({ "cards/a.yaml": newCard("gold", "甲卡", "was: a\n") });
    for (const _run of [1, 2]) expect((await world.cli("apply --yes")).stdout).toBe("No changes. 2 unchanged.\n");
    expect([world.locked("MemberCard/a"), world.locked("MemberCard/gold")?.["id"]]).toEqual([undefined, id]);
    world.write({ "cards/c.yaml": newCard("a", "丙卡") });
    expect((await world.cli("apply --yes")).code).toBe(3);
    world.write({ "cards/a.yaml": newCard("gold", "甲卡") });
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(ids(world)).toHaveLength(3);
    expect(world.locked("MemberCard/gold")?.["id"]).toBe(id);
  });

  test.each(["", "was: a\n"])("a document that was renamed and holds its id is followed by it (%j)", async (was) => {
    const world = await settled();
    const { id, settled: digests } = world.locked("MemberCard/a") ?? {};
    world.write({ "cards/a.yaml": newCard("gold", "甲卡", `id: ${String(id)}\n${was}`) });
    world.sandbox.editInConsole(coffee.appid, String(id), { base_info: { notice: "控制台改的" } });
    // Drift is told from a change of the file by what was remembered under the old name.
    const plan = await world.cli("plan --format json");
    expect(JSON.parse(plan.stdout).summary).toMatchObject({ drift: 1, update: 0, unchanged: 1 });
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.locked("MemberCard/a")).toBeUndefined();
    expect(world.locked("MemberCard/gold")).toMatchObject({ id, settled: digests });
    expect(world.writes()).toEqual([]);
  });

  test("the name of a card that was deleted on purpose serves a new one", async () => {
    const world = await settled();
    const old = world.locked("MemberCard/a")?.["id"];
    const gone = "kind: MemberCard\nname: a\naccount: coffee\nstate: absent\nreason: 换新卡\n";
    world.write({ "cards/a.yaml": gone });
    expect((await world.cli("apply --yes --allow delete")).code).toBe(0);
    expect(world.locked("MemberCard/a")).toMatchObject({ id: old, deleted: true });
    world.write({ "cards/a.yaml": newCard("a", "甲新卡") });
    world.forget();
    expect((await world.cli("plan")).stdout).toContain("+ MemberCard/a");
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.bodies("/card/create")).toHaveLength(1);
    const made = world.locked("MemberCard/a");
    expect(made?.["id"]).not.toBe(old);
    expect(made?.["deleted"]).toBeUndefined();
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    // The old id is still gone, and a document that names it says so.
    world.write({ "cards/a.yaml": newCard("a", "甲新卡", `id: ${String(old)}\n`) });
    expect(codes((await world.cli("plan --format json")).stdout)).toContain("id-differs-from-state");
  });

  describe("a name that was freed by a deletion", () => {
    const tombstone = "kind: MemberCard\nname: a\naccount: coffee\nstate: absent\nreason: 换新卡\n";

    /** Card a is deleted and its document gone; card b lives. */
    async function freed(): Promise<World> {
      const world = await settled();
      world.write({ "cards/a.yaml": tombstone });
      expect((await world.cli("apply --yes --allow delete")).code).toBe(0);
      world.remove("cards/a.yaml");
      world.forget();
      return world;
    }
    const alive = (world: World) =>
      Object.values(world.sandbox.state(coffee.appid).cards).filter(({ status }) => status !== "CARD_STATUS_DELETE");

    test("serves a rename: the memory moves, nothing is made or sent", async () => {
      const world = await freed();
      const id = String(world.locked("MemberCard/b")?.["id"]);
      world.write({ "cards/b.yaml": newCard("a", "乙卡", "was: b\n") });
      world.sandbox.editInConsole(coffee.appid, id, { base_info: { notice: "控制台改的" } });
      const run = await world.cli("apply --yes --format json");
      expect([run.code, world.writes(), alive(world).length]).toEqual([0, [], 1]);
      expect(world.locked("MemberCard/b")).toBeUndefined();
      expect(world.locked("MemberCard/a")).toMatchObject({ id });
      expect(world.locked("MemberCard/a")?.["deleted"]).toBeUndefined();
    });

    test("with the id of a living card whose document is gone: its memory moves", async () => {
      const world = await freed();
      const id = String(world.locked("MemberCard/b")?.["id"]);
      world.write({ "cards/b.yaml": newCard("a", "乙卡", `id: ${id}\n`) });
      world.sandbox.editInConsole(coffee.appid, id, { base_info: { notice: "控制台改的" } });
      const run = await world.cli("apply --yes --format json");
      expect([run.code, world.writes()]).toEqual([0, []]);
      expect([world.locked("MemberCard/b"), world.locked("MemberCard/a")?.["id"]]).toEqual([undefined, id]);
      expect(world.locked("MemberCard/a")?.["deleted"]).toBeUndefined();
    });

    test("a create whose answer is lost is adopted, and is no deleted card afterwards", async () => {
      const world = await freed();
      world.write({ "cards/a.yaml": newCard("a", "甲新卡") });
      world.sandbox.fault({ path: "/card/create", when: "after" });
      expect((await world.cli("apply --yes")).code).toBe(6);
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.locked("MemberCard/a")?.["deleted"]).toBeUndefined();
      world.write({ "cards/a.yaml": newCard("a", "甲再新卡") });
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect([world.bodies("/card/create").length, world.bodies("/card/update").length]).toEqual([1, 1]);
      expect(alive(world)).toHaveLength(2);
    });

    test("a create whose answer is lost is not hushed by a deletion", async () => {
      const world = await freed();
      world.write({ "cards/a.yaml": newCard("a", "甲新卡") });
      world.sandbox.fault({ path: "/card/create", when: "after" });
      expect((await world.cli("apply --yes")).code).toBe(6);
      world.write({ "cards/a.yaml": tombstone });
      const run = await world.cli("apply --yes --allow delete --format json");
      // It is found first, by what was sent, and then taken down.
      expect([run.code, codes(run.stdout)]).toEqual([0, []]);
      expect(alive(world)).toHaveLength(1);
    });

    test("a create whose answer is lost goes along with a rename, and the deletion stays behind", async () => {
      const world = await freed();
      const before = world.locked("MemberCard/a");
      world.write({ "cards/a.yaml": newCard("a", "甲新卡") });
      world.sandbox.fault({ path: "/card/create", when: "after" });
      expect((await world.cli("apply --yes")).code).toBe(6);
      // Edited: it is found by what was sent all the same.
      world.write({ "cards/a.yaml": newCard("z", "甲白卡").replace("name: z\n", "name: z\nwas: a\n") });
      const edited = await world.cli("apply --yes --format json");
      expect([edited.code, codes(edited.stdout)]).toEqual([0, []]);
      expect(alive(world)).toHaveLength(2);
      expect(world.locked("MemberCard/a")).toEqual(before);
      expect(world.locked("MemberCard/z")).toHaveProperty("id");
    });

    test("with an id of its own: managed, deletable and missed like any other", async () => {
      const world = await freed();
      const id = world.sandbox.addCard(coffee.appid, { base_info: { title: "丙卡" } }, { card_id: "pOther" });
      const small = `kind: MemberCard\nname: a\naccount: coffee\nid: ${id}\nspec:\n  base_info: { title: 丙卡 }\n`;
      world.write({ "cards/a.yaml": small });
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.locked("MemberCard/a")?.["deleted"]).toBeUndefined();
      world.remove("cards/a.yaml");
      expect((await world.cli("plan")).stdout).toContain(`not managed any more: coffee/MemberCard ${id}`);
      world.write({ "cards/a.yaml": tombstone });
      expect((await world.cli("apply --yes --allow delete")).code).toBe(0);
      expect(alive(world)).toHaveLength(1);
    });

    test("serves an import", async () => {
      const world = await freed();
      world.sandbox.addCard(coffee.appid, { base_info: { title: "丙卡" } }, { card_id: "pOther" });
      expect((await world.cli("import coffee/MemberCard/a=pOther")).code).toBe(0);
      expect(world.locked("MemberCard/a")).toMatchObject({ id: "pOther" });
      expect(world.locked("MemberCard/a")?.["deleted"]).toBeUndefined();
      expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    });

    test("`was:` of the deleted name takes nothing over", async () => {
      const world = await freed();
      world.write({ "cards/c.yaml": newCard("c", "丙卡", "was: a\n") });
      expect((await world.cli("plan")).stdout).toContain("+ MemberCard/c");
      expect((await world.cli("apply --yes")).code).toBe(0);
      expect(world.locked("MemberCard/a")).toMatchObject({ deleted: true });
    });
  });

  test("a rename and a new card in one change", async () => {
    const world = await settled();
    world.write({ "cards/a.yaml": newCard("gold", "甲卡", "was: a\n"), "cards/c.yaml": newCard("c", "丙卡") });
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.bodies("/card/create")).toHaveLength(1);
    expect(ids(world)).toHaveLength(3);
  });

  test("an edit after a create whose answer was lost: found by what was sent, and changed, never made twice", async () => {
    const world = await newWorld({ files: { "cards/a.yaml": newCard("a", "甲卡") } });
    world.sandbox.fault({ path: "/card/create", when: "after" });
    expect((await world.cli("apply --yes")).code).toBe(6);
    world.edit("cards/a.yaml", "甲卡", "甲卡二");
    const run = await world.cli("apply --yes --format json");
    expect([run.code, codes(run.stdout)]).toEqual([0, []]);
    expect([ids(world).length, world.locked("MemberCard/a")?.["id"]]).toEqual([1, ids(world)[0]]);
    expect(world.bodies("/card/update")).toMatchObject([{ member_card: { base_info: { title: "甲卡二" } } }]);
  });

  test("an intent of an older version, which did not say what was sent: asked, never made twice", async () => {
    const world = await newWorld({ files: { "cards/a.yaml": newCard("a", "甲卡") } });
    world.sandbox.addCard(coffee.appid, liveOf(newCard("n", "别人的卡")), { card_id: "pOther" });
    remember(world, { "MemberCard/a": { pending: open("create") } });
    world.clock.advance(700);
    const asked = await world.cli("apply --yes --format json");
    expect([asked.code, codes(asked.stdout), ids(world)]).toEqual([3, ["create-unclear"], ["pOther"]]);
    world.write({ "cards/a.yaml": newCard("a", "甲卡", "id: pOther\n") });
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.locked("MemberCard/a")).toMatchObject({ id: "pOther" });
  });

  test("a create that waits is a change to come: plan exits 2, apply 6", async () => {
    const world = await newWorld({ files: { "cards/a.yaml": newCard("a", "甲卡") } });
    world.sandbox.fault({ path: "/card/create", when: "before" });
    expect((await world.cli("apply --yes")).code).toBe(6);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(2);
    expect((await world.cli("apply --yes")).code).toBe(6);
    world.clock.advance(600);
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(ids(world)).toHaveLength(1);
  });

  test("two applies at once: one card, and the other run is told", async () => {
    const world = await newWorld({ files: { "cards/a.yaml": newCard("a", "甲卡") } });
    world.processes = { id: 50, host: "here", space: "this", isAlive: () => true, started: () => "" };
    const runs = await Promise.all([world.cli("apply --yes"), world.cli("apply --yes")]);
    // Whichever came late met the other's lease, or planned again and found what it had made.
    expect(["0,0", "0,7"]).toContain(
      runs
        .map(({ code }) => code)
        .sort()
        .join(),
    );
    expect(ids(world)).toHaveLength(1);
    expect(world.locked("MemberCard/a")?.["id"]).toBe(ids(world)[0]);
  });

  test("another run announces the same create between plan and request: nothing is sent", async () => {
    const world = await newWorld({ files: { "cards/a.yaml": newCard("a", "甲卡") } });
    world.processes = { id: 50, host: "here", space: "this", isAlive: () => true, started: () => "" };
    const lease = {
      ...{ holder: "somebody@elsewhere", nonce: "abc" },
      ...{ since: "2026-11-21T10:00:00+08:00", until: "2026-11-21T10:15:00+08:00" },
    };
    const theirs = memoryFilesOf(
      { "MemberCard/a": { pending: open("create") } },
      { ...{ name: coffee.name, identity: coffee.appid }, lease },
    );
    world.onLine(/card\/batchget/, () => world.write(theirs));
    const run = await world.cli("apply --yes --verbose");
    expect([run.code, run.all.includes("lease-held"), world.bodies("/card/create")]).toEqual([7, true, []]);
    expect(run.all).toContain("somebody@elsewhere");
    for (const [path, text] of Object.entries(theirs)) expect(world.read(path)).toBe(text);
  });

  test("one document for two accounts takes over what each state knows under another name", async () => {
    const world = await settled();
    const id = String(world.locked("MemberCard/a")?.["id"]);
    const other = world.sandbox.addCard(
      bakery.appid,
      { base_info: { title: "甲卡", notice: "请出示" } },
      { card_id: "pBread" },
    );
    const small = "spec:\n  base_info: { notice: 请出示 }\n";
    world.write({ "cards/bread.yaml": `kind: MemberCard\nname: bread\naccount: bakery\nid: ${other}\n${small}` });
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.remove("cards/a.yaml");
    const both = `accounts:\n  coffee: { id: ${id} }\n  bakery: { id: ${other} }\n`;
    world.write({ "cards/bread.yaml": `kind: MemberCard\nname: both\n${both}${small}` });
    for (const [appid, card] of [
      [coffee.appid, id],
      [bakery.appid, other],
    ] as const)
      world.sandbox.editInConsole(appid, card, { base_info: { notice: "控制台改的" } });
    world.forget();
    const run = await world.cli("apply --yes --format json");
    // Drift is known for drift in both, and kept.
    expect([run.code, world.writes()]).toEqual([0, []]);
    expect(world.locked("MemberCard/both")).toMatchObject({ id });
    expect(world.locked("MemberCard/both", "bakery")).toMatchObject({ id: other });
    expect([world.locked("MemberCard/a"), world.locked("MemberCard/bread", "bakery")]).toEqual([undefined, undefined]);
  });

  test("renamed and edited in one commit: the edit is the file's change, and drift is still told for drift", async () => {
    const world = await settled();
    const id = String(world.locked("MemberCard/a")?.["id"]);
    world.write({ "cards/a.yaml": newCard("gold", "甲新卡", `id: ${id}\n`) });
    world.sandbox.editInConsole(coffee.appid, id, { base_info: { notice: "控制台改的" } });
    const run = await world.cli("apply --yes --format json");
    expect(run.code).toBe(0);
    expect(world.writes()).toEqual([
      { path: "/card/update", body: { card_id: id, member_card: { base_info: { title: "甲新卡" } } } },
    ]);
    expect([world.locked("MemberCard/a"), world.locked("MemberCard/gold")?.["id"]]).toEqual([undefined, id]);
  });

  test("renamed with its id beside a new document: neither is taken for the other", async () => {
    const world = await settled();
    const id = String(world.locked("MemberCard/a")?.["id"]);
    world.write({ "cards/a.yaml": newCard("gold", "甲卡", `id: ${id}\n`), "cards/c.yaml": newCard("c", "丙卡") });
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.locked("MemberCard/gold")?.["id"]).toBe(id);
    expect(ids(world)).toHaveLength(3);
  });

  test("two documents that mean one resource, one by its id and one by its old name: refused", async () => {
    const world = await settled();
    const id = String(world.locked("MemberCard/a")?.["id"]);
    world.write({ "cards/c.yaml": newCard("gold", "甲卡", `id: ${id}\n`) });
    const run = await world.cli("apply --yes --format json");
    expect([run.code, codes(run.stdout)]).toEqual([3, ["id-behind-two"]]);
    world.write({ "cards/a.yaml": newCard("other", "甲卡", "was: a\n") });
    const again = await world.cli("apply --yes --format json");
    expect([again.code, codes(again.stdout)]).toEqual([3, ["id-behind-two"]]);
    expect(world.writes()).toEqual([]);
  });

  test("a `was:` that is done does not hide a further rename", async () => {
    const world = await settled();
    const id = String(world.locked("MemberCard/a")?.["id"]);
    world.write({ "cards/a.yaml": newCard("gold", "甲卡", `id: ${id}\nwas: a\n`) });
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.write({ "cards/a.yaml": newCard("platinum", "甲卡", `id: ${id}\nwas: a\n`) });
    world.sandbox.editInConsole(coffee.appid, id, { base_info: { notice: "控制台改的" } });
    world.forget();
    const run = await world.cli("apply --yes --format json");
    expect([run.code, world.writes()]).toEqual([0, []]);
    expect([world.locked("MemberCard/gold"), world.locked("MemberCard/platinum")?.["id"]]).toEqual([undefined, id]);
  });

  test("a `was:` of a document that knows itself hides nothing", async () => {
    const world = await settled();
    const id = String(world.locked("MemberCard/a")?.["id"]);
    world.remove("cards/a.yaml");
    world.write({ "cards/b.yaml": newCard("b", "乙卡", "was: a\n") });
    expect((await world.cli("plan")).stdout).toContain(`not managed any more: coffee/MemberCard ${id}`);
  });

  test("a rename and a new document of the former name: refused whatever is selected", async () => {
    const world = await settled();
    world.write({ "cards/a.yaml": newCard("a", "全新卡"), "cards/gold.yaml": newCard("gold", "甲卡", "was: a\n") });
    for (const line of ["apply --yes --format json", "apply --yes --format json --target coffee/MemberCard/a"]) {
      const run = await world.cli(line);
      expect([run.code, codes(run.stdout)]).toEqual([3, ["was-still-there"]]);
      expect(run.stdout).toContain("apply the rename by itself first");
    }
    expect(world.writes()).toEqual([]);
  });

  test("an import leaves the memory of a rename that is not applied yet alone", async () => {
    const world = await settled();
    const id = String(world.locked("MemberCard/a")?.["id"]);
    world.write({ "cards/a.yaml": newCard("gold", "甲卡", "was: a\n") });
    expect((await world.cli(`import coffee/MemberCard/neu=${id}`)).code).not.toBe(0);
    expect((await world.cli("import --all")).code).toBe(0);
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect([ids(world).length, world.locked("MemberCard/gold")?.["id"]]).toEqual([2, id]);
  });

  test("a create whose answer was lost is not forgotten with its document, nor made again under another name", async () => {
    const world = await newWorld({ files: { "cards/a.yaml": newCard("a", "甲卡") } });
    world.sandbox.fault({ path: "/card/create", when: "after" });
    expect((await world.cli("apply --yes")).code).toBe(6);
    world.remove("cards/a.yaml");
    const quiet = await world.cli("plan --format json");
    expect([quiet.code, codes(quiet.stdout)]).toEqual([0, ["create-orphaned"]]);
    world.write({ "cards/z.yaml": newCard("z", "甲卡二") });
    const run = await world.cli("apply --yes --format json");
    // Found by what was sent: now it is known, and which document it belongs to is asked.
    expect([run.code, codes(run.stdout)]).toEqual([3, ["renamed-perhaps", "activation-none"]]);
    expect(ids(world)).toHaveLength(1);
    world.write({ "cards/z.yaml": newCard("z", "甲卡", "was: a\n") });
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect([ids(world), world.locked("MemberCard/z")?.["id"]]).toEqual([ids(world).slice(0, 1), ids(world)[0]]);
  });

  test("a review goes on when its card is imported under another name", async () => {
    const world = await settled();
    const id = String(world.locked("MemberCard/a")?.["id"]);
    world.edit("cards/a.yaml", "title: 甲卡", "title: 甲新卡");
    expect((await world.cli("apply --yes")).code).toBe(0);
    const review = world.locked("MemberCard/a")?.["review"];
    expect(review).toBeDefined();
    world.remove("cards/a.yaml");
    expect((await world.cli(`import coffee/MemberCard/gold=${id}`)).code).toBe(0);
    expect(world.locked("MemberCard/gold")?.["review"]).toEqual(review);
    expect(world.locked("MemberCard/a")).toBeUndefined();
  });

  test("ignored fields do not make a stranger's card fit", async () => {
    const live = {
      ...liveOf(newCard("n", "别人的卡")),
      prerogative: "九折",
      supply_bonus: true,
      supply_balance: false,
    };
    const world = await newWorld({ files: { "cards/n.yaml": newCard("n", "新卡", "ignore: [/base_info]\n") } });
    world.sandbox.addCard(coffee.appid, live, { card_id: "pStranger" });
    expect((await world.cli("plan")).stdout).not.toContain("= MemberCard/n");
  });

  test.each(["apply --expect-digest sha256:0 --yes", "apply plan.json"])(
    "%s that approves nothing remembers nothing",
    async (line) => {
      const world = await newWorld({ files: { "cards/a.yaml": newCard("a", "甲卡"), "plan.json": "{}" } });
      world.sandbox.fault({ path: "/card/create", when: "before" });
      expect((await world.cli("apply --yes")).code).toBe(6);
      const before = world.locked("MemberCard/a");
      // What an earlier run left open is looked up all the same.
      expect((await world.cli(line)).code).toBe(6);
      expect(world.locked("MemberCard/a")).toEqual(before);
    },
  );

  test("an adoption that a saved plan does not hold is not carried out", async () => {
    const world = await settled();
    expect((await world.cli("plan --out plan.json")).code).toBe(0);
    world.remove("wxcards.state");
    const run = await world.cli("apply plan.json --format json");
    expect([run.code, new Set(codes(run.stdout))]).toEqual([4, new Set(["plan-not-approved"])]);
    expect(world.locked("MemberCard/a")).toBeUndefined();
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(world.locked("MemberCard/a")).toHaveProperty("id");
    expect(world.writes()).toEqual([]);
  });

  test("adopting sends nothing, not even what no read shows", async () => {
    const messages = '  activate_msg_operation:\n    url_cell: { text: 新人券, url: "https://m.yunshan.example" }\n';
    const world = await newWorld({ files: { "cards/a.yaml": newCard("a", "甲卡", "", messages) } });
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.clock.advance(100);
    world.remove("wxcards.state");
    world.forget();
    const { changes } = JSON.parse((await world.cli("plan --format json")).stdout) as { changes: { action: string }[] };
    expect(changes.map(({ action }) => action)).toEqual(["adopt"]);
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    expect(world.writes()).toEqual([]);
  });

  test("the digest does not know the order of files", async () => {
    const world = await settled();
    const gone = (name: string) =>
      `kind: MemberCard\nname: ${name}\naccount: coffee\nstate: absent\nreason: 活动结束\n`;
    const digest = async () =>
      (JSON.parse((await world.cli("plan --format json")).stdout) as { digest: string }).digest;
    world.write({ "cards/a.yaml": gone("a"), "cards/b.yaml": gone("b") });
    const before = await digest();
    world.write({ "cards/a.yaml": gone("b"), "cards/b.yaml": gone("a") });
    expect(await digest()).toBe(before);
  });

  test("a deletion by an id that nobody ever saw is a slip, and stays one", async () => {
    const text = `kind: MemberCard\nname: gold\naccount: coffee\nid: ${goldId}\nstate: absent\nreason: 活动结束\n`;
    const world = await newWorld({ files: { "cards/gold.yaml": text } });
    const run = await world.cli("apply --yes --allow delete");
    expect(run.code).toBe(3);
    expect(run.all).toContain("resource-missing");
    expect(world.read("wxcards.state/coffee/state.yaml")).not.toContain("MemberCard");
  });

  test("status tells what it cannot place", async () => {
    const world = await settled();
    world.write({ "cards/a.yaml": newCard("a", "甲卡", `id: ${goldId}\n`) });
    const run = await world.cli("status");
    expect(run.code).toBe(3);
    expect(run.stdout).toContain("id-differs-from-state");
  });

  test("a new document that no lock knows beside one that is managed", async () => {
    const world = await newWorld({ files: { "cards/gold.yaml": smallCard("gold", goldId) } });
    world.sandbox.addCard(coffee.appid, { base_info: { title: "金卡" } }, { card_id: goldId });
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.write({ "cards/c.yaml": newCard("c", "丙卡") });
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(ids(world)).toHaveLength(2);
  });
});
