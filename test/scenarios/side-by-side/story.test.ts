import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/model/json.ts";
import { card, newCard } from "../../helpers/documents.ts";
import { fullDisk } from "../../helpers/full-disk.ts";
import { readApply } from "../../helpers/plan.ts";
import { merchants, rule } from "../../helpers/rules.ts";
import { door, gathering, type Passing, type Traffic, trafficOver } from "../../helpers/traffic.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const update = "/card/update";
const create = "/card/create";
const add = "/card/paygiftcard/add";
const take = "/card/paygiftcard/delete";

/** What waits for others that never come is told soon: nothing here depends on how long anything takes. */
const soon = { timeout: 20_000 };

function idOf(index: number): string {
  return `pCard${String(index).padStart(23, "0")}`;
}

/** So many live cards, each with another notice in its file, over a network that is looked into. */
async function changed(cards: number, more: Readonly<Record<string, string>> = {}) {
  const world = await newWorld({ files: more });
  for (let index = 0; index < cards; index += 1) {
    const name = `c${String(index).padStart(2, "0")}`;
    const spec = `base_info:\n  title: ${name}卡\n  notice: 请出示`;
    world.write({ [`cards/${name}.yaml`]: card(name, idOf(index), spec) });
    world.sandbox.addCard(
      coffee.appid,
      { base_info: { title: `${name}卡`, notice: "旧提醒", sku: { total_quantity: 100 } } },
      { card_id: idOf(index) },
    );
  }
  const traffic = trafficOver(world.network);
  world.network = traffic.network;
  return { world, traffic };
}

async function applied(world: World, flags = "") {
  const { code, stdout } = await world.cli(`apply --yes --format json ${flags}`);
  const { outcomes, problems } = readApply(stdout);
  const counts = { done: 0, failed: 0, skipped: 0, unknown: 0 };
  for (const { status } of outcomes) counts[status as keyof typeof counts] += 1;
  return { code, outcomes, problems, counts };
}

/** What was asked about one card, in order. */
function about(world: World, id: string): string[] {
  const requests = world.sandbox.requests.filter(({ body }) => (body as JsonObject | undefined)?.["card_id"] === id);
  return requests.map(({ path }) => path);
}

/** All but the first update wait until so many are under way. */
function gather(traffic: Traffic, many: number): void {
  const together = gathering(many);
  traffic.hold = ({ path, before }) => (path === update && before > 0 ? together() : undefined);
}

/** Resources of an account are written side by side, and nothing that counted on one at a time is lost. */
describe("side-by-side", () => {
  test("the first card goes alone; then eight at a time, reported in the order of the plan", soon, async () => {
    const { world, traffic } = await changed(17);
    gather(traffic, 8);
    const { code, outcomes, counts } = await applied(world);
    expect([code, counts]).toEqual([0, { done: 17, failed: 0, skipped: 0, unknown: 0 }]);
    expect(outcomes.map(({ step }) => Number(step))).toEqual(Array.from({ length: 17 }, (_, index) => index + 1));
    expect(traffic.most(update)).toBe(8);
    expect(Object.keys(world.settled("MemberCard/c16"))).toContain("/base_info/notice");
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("--write-concurrency 3: three at a time, never more", soon, async () => {
    const { world, traffic } = await changed(10);
    gather(traffic, 3);
    expect((await applied(world, "--write-concurrency 3")).code).toBe(0);
    expect(traffic.most(update)).toBe(3);
  });

  test("--write-concurrency 1: each card is changed and read back before the next is looked at", async () => {
    const { world, traffic } = await changed(4);
    await world.cli("plan");
    const planned = traffic.log.length;
    expect((await applied(world, "--write-concurrency 1 --concurrency 1")).code).toBe(0);
    const sent = traffic.log.slice(planned).filter((line) => line.startsWith("> ") && !line.includes("token"));
    const each = ["> /card/get", "> /card/update", "> /card/get"];
    expect(sent.slice(4)).toEqual([...each, ...each, ...each, ...each]);
    expect(traffic.most(update)).toBe(1);
  });

  test("the steps of one card stay in order, whatever its neighbours do", async () => {
    const { world } = await changed(9);
    for (let index = 0; index < 9; index += 1)
      world.edit(`cards/c0${index}.yaml`, "notice: 请出示", "notice: 请出示\n    sku: { total_quantity: 150 }");
    world.forget();
    expect((await applied(world)).code).toBe(0);
    for (let index = 0; index < 9; index += 1)
      expect(about(world, idOf(index))).toEqual(["/card/get", "/card/get", update, "/card/modifystock", "/card/get"]);
  });

  test("a rule waits until the card that it gives is made and read back; other cards do not", soon, async () => {
    const gift = {
      "cards/gift.yaml": newCard("gift", "礼物卡"),
      "cards/spring.yaml": rule({ mchids: merchants(2), card: "MemberCard/gift" }),
    };
    const { world, traffic } = await changed(6, gift);
    const [reading, lateOver] = [door(), door()];
    const late = idOf(5);
    let lateChanged = false;
    let seen = false;
    const sent: string[] = [];
    // A card is changed and read back while the new one is being read back: that the other ended begins nothing.
    const isReadOfNew = ({ path, body }: Passing) => path === "/card/get" && !body.includes(idOf(0).slice(0, 8));
    traffic.hold = async (request) => {
      if (request.path === add) sent.push(seen ? "after the card was seen" : "before the card was seen");
      if (!isReadOfNew(request)) return;
      reading.open();
      await lateOver.passed;
    };
    traffic.holdAnswer = async (request) => {
      if (isReadOfNew(request)) seen = true;
      if (!request.body.includes(late)) return;
      if (request.path === "/card/get" && lateChanged) lateOver.open();
      if (request.path !== update) return;
      lateChanged = true;
      await reading.passed;
    };
    expect((await applied(world)).code).toBe(0);
    expect(sent).toEqual(["after the card was seen"]);
    expect(Object.values(world.rules())[0]?.member_rule["card_id"]).toBe(world.locked("MemberCard/gift")?.["id"]);
  });

  test("a rule whose card is refused is not sent; other cards go on", async () => {
    const gift = {
      "cards/gift.yaml": newCard("gift", "礼物卡"),
      "cards/spring.yaml": rule({ mchids: merchants(2), card: "MemberCard/gift" }),
    };
    const { world } = await changed(6, gift);
    world.sandbox.fail({ path: create, errcode: 45021 });
    const { code, counts, outcomes } = await applied(world);
    expect([code, counts]).toEqual([5, { done: 6, failed: 1, skipped: 1, unknown: 0 }]);
    expect(outcomes.find(({ status }) => status === "skipped")?.problem?.code).toBe("skipped-after-failure");
    expect(world.bodies(add)).toEqual([]);
  });

  test("what holds for the account ends the rest: what is under way ends, nothing new is begun", soon, async () => {
    const { world, traffic } = await changed(12);
    gather(traffic, 4);
    const refused = door();
    traffic.holdAnswer = async ({ path, before }) => {
      if (path !== update) return;
      if (before === 0) world.sandbox.fail({ path: update, errcode: 48001 });
      else if (before === 1) refused.open();
      else await refused.passed;
    };
    const { code, counts, outcomes } = await applied(world, "--write-concurrency 4");
    expect([code, counts]).toEqual([5, { done: 4, failed: 1, skipped: 7, unknown: 0 }]);
    expect(world.bodies(update)).toHaveLength(5);
    const codes = outcomes.flatMap(({ problem }) => (problem === undefined ? [] : [problem.code]));
    expect(codes).toEqual(["weixin-48001", ...Array(7).fill("account-stopped")]);
  });

  test("one refused call tells that the account refuses all", async () => {
    const { world } = await changed(12);
    world.sandbox.fail({ path: update, errcode: 48001, times: 100 });
    const { code, counts } = await applied(world);
    expect([code, counts]).toEqual([77, { done: 0, failed: 1, skipped: 11, unknown: 0 }]);
    expect(world.bodies(update)).toHaveLength(1);
  });

  test("an interruption lets what is under way end, and reads it back; nothing new is begun", soon, async () => {
    const { world, traffic } = await changed(12);
    const stop = new AbortController();
    world.signal = stop.signal;
    const { sleep } = world.clock;
    // What is under way has five seconds, and needs none of them here.
    world.clock.sleep = (ms, signal) => (ms < 5_000 ? sleep(ms, signal) : new Promise(() => {}));
    const together = gathering(4);
    traffic.hold = async ({ path, before }) => {
      if (path !== update || before === 0) return;
      await together();
      stop.abort();
    };
    const { code, counts, outcomes } = await applied(world, "--write-concurrency 4");
    expect([code, counts]).toEqual([130, { done: 5, failed: 0, skipped: 7, unknown: 0 }]);
    expect(outcomes.filter(({ result }) => result === "settled")).toHaveLength(5);
    expect(world.bodies(update)).toHaveLength(5);
  });

  test("a memory that cannot be written any more ends all of it, and is told once", soon, async () => {
    const fresh = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`cards/n${index}.yaml`, newCard(`n${index}`, `新卡${index}`)]),
    );
    const { world, traffic } = await changed(0, fresh);
    const together = gathering(4);
    let disk = world.files;
    world.files = {
      ...disk,
      writeInside: (...args) => disk.writeInside(...args),
      appendInside: (...args) => disk.appendInside(...args),
    };
    const full = fullDisk(disk);
    traffic.hold = async ({ path, before }) => {
      if (path !== create || before === 0) return;
      await together();
      disk = full;
    };
    const { code, counts, problems } = await applied(world, "--write-concurrency 4");
    expect([code, counts]).toEqual([5, { done: 5, failed: 0, skipped: 4, unknown: 0 }]);
    expect(world.bodies(create)).toHaveLength(5);
    const told = problems.map((problem) => JSON.stringify(problem));
    expect(told.length).toBeGreaterThan(0);
    expect(new Set(told).size).toBe(told.length);
  });

  test("intents of creates under way at once are all on disk before any is sent", soon, async () => {
    const fresh = Object.fromEntries(
      Array.from({ length: 5 }, (_, index) => [`cards/n${index}.yaml`, newCard(`n${index}`, `新卡${index}`)]),
    );
    const { world, traffic } = await changed(0, fresh);
    const together = gathering(4);
    const pending: number[] = [];
    traffic.hold = async ({ path, before }) => {
      if (path !== create || before === 0) return;
      await together();
      const lines = world.read(".wxcards/journal/coffee.jsonl").split("\n");
      pending.push(new Set(lines.flatMap((line) => /"(MemberCard\/n\d)":\{[^}]*"pending"/.exec(line)?.[1] ?? [])).size);
    };
    expect((await applied(world, "--write-concurrency 4")).code).toBe(0);
    // One of the first card, which went alone, and four of those that wait here.
    expect(pending[0]).toBe(5);
    expect(world.read("wxcards.state/coffee/state.yaml")).not.toContain("pending:");
  });

  test("new cards that look alike are made one after the other, each read back before the next", async () => {
    const fresh = {
      "cards/a.yaml": newCard("a", "同名卡"),
      "cards/b.yaml": newCard("b", "同名卡"),
      "cards/c.yaml": newCard("c", "同名卡"),
    };
    const { world, traffic } = await changed(3, fresh);
    expect((await applied(world)).code).toBe(0);
    expect(traffic.most(create)).toBe(1);
    const ids = ["a", "b", "c"].map((name) => world.locked(`MemberCard/${name}`)?.["id"]);
    expect(new Set(ids).size).toBe(3);
  });

  test("rules of one account are replaced one after the other, with nothing of another between", async () => {
    const files = Object.fromEntries(
      [1, 2, 3].map((index) => [
        `cards/r${index}.yaml`,
        rule({ name: `r${index}`, mchids: merchants(3, index * 10), card: idOf(0) }),
      ]),
    );
    const { world, traffic } = await changed(6, files);
    expect((await applied(world)).code).toBe(0);
    for (const index of [1, 2, 3]) world.edit(`cards/r${index}.yaml`, "least_cost: 100", "least_cost: 200");
    const before = traffic.log.length;
    expect((await applied(world, "--allow replace")).code).toBe(0);
    const rules = traffic.log.slice(before).filter((line) => line.includes(add) || line.includes(take));
    const each = [`> ${take}`, `< ${take}`, `> ${add}`, `< ${add}`];
    expect(rules).toEqual([...each, ...each, ...each]);
  });

  test("somebody else applies between the plan and the lease: what is on the embedded platform is read anew", async () => {
    const world = await newWorld({ files: { "cards/a.yaml": newCard("a", "甲卡") } });
    const own = ".wxcards/sandbox";
    expect((await world.cli("apply --yes --sandbox")).code).toBe(0);
    const paths = ["coffee.json", "state/coffee/state.yaml", "state/coffee/lease.yaml"].map((path) => `${own}/${path}`);
    const kept = () => Object.fromEntries(paths.map((path) => [path, world.read(path)]));
    const before = kept();
    world.write({ "cards/b.yaml": newCard("b", "乙卡") });
    expect((await world.cli("apply --yes --sandbox")).code).toBe(0);
    const theirs = kept();
    world.write({ ...before, "cards/c.yaml": newCard("c", "丙卡") });
    const { createInside } = world.files;
    let isFirst = true;
    world.files = {
      ...world.files,
      // The claim of a swap: the lease is asked for.
      createInside: (root, path, text) => {
        if (isFirst && path.startsWith(`${own}/state/coffee/swap-`)) {
          isFirst = false;
          world.write(theirs);
        }
        return createInside(root, path, text);
      },
    };
    const run = await world.cli("apply --yes --sandbox --format json");
    expect([isFirst, run.code, readApply(run.stdout).outcomes.map(({ address }) => address)]).toEqual([
      false,
      0,
      ["coffee/MemberCard/c"],
    ]);
    const titles = [...world.read(`${own}/coffee.json`).matchAll(/"title": "(.卡)"/g)].map(([, title]) => title);
    expect(titles.sort()).toEqual(["丙卡", "乙卡", "甲卡"].sort());
    expect((await world.cli("plan --sandbox --detailed-exitcode")).code).toBe(0);
  });
});
