import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CodeClass } from "../../src/platform/weixin/codes.ts";
import { weixinCodes } from "../../src/platform/weixin/codes.ts";
import { visible } from "../../src/report/escape.ts";
import { withVariables } from "../../src/report/messages/args.ts";
import { english } from "../../src/report/messages/en/english.ts";
import { goldId, silverId, smallCard } from "../helpers/documents.ts";
import { readApply, readPlan } from "../helpers/plan.ts";
import { coffee, emptyMemory, openWorld, type Run, type World } from "../helpers/world.ts";

/* One platform and one project for all codes: each test leaves them as it found them. */
let world: World;
beforeAll(async () => {
  world = await openWorld({
    files: { "cards/a.yaml": smallCard("a", goldId), "cards/b.yaml": smallCard("b", silverId) },
  });
  for (const [name, id] of [
    ["a", goldId],
    ["b", silverId],
  ] as const)
    world.sandbox.addCard(coffee.appid, { base_info: { title: `${name}卡`, notice: "旧提醒" } }, { card_id: id });
});
afterAll(() => world.close());

beforeEach(() => {
  for (const id of [goldId, silverId])
    world.sandbox.editInConsole(coffee.appid, id, { base_info: { notice: "旧提醒" } });
  // Nothing was settled yet; of an account without any memory nothing would be sent without consent.
  world.remove("wxcards.state");
  world.write(emptyMemory(coffee));
  world.forget();
  world.clock.slept.length = 0;
});

const address = "203.0.113.7";

/** Texts that carry what the code is about, as captured answers have them. */
const texts: Readonly<Record<number, string>> = {
  40164: `invalid ip ${address} ipv6 ::ffff:${address}, not in whitelist`,
  61004: `access clientip is not registered requestIP: ${address}`,
  45035: `access clientip is not registered, not in ip-white-list requestIP: ${address}`,
};

/** How many answers a run asks for before it gives up. */
const readTries: Readonly<Partial<Record<CodeClass, number>>> = { busy: 6, rate: 3 };
const writeTries: Readonly<Partial<Record<CodeClass, number>>> = { busy: 3, rate: 3 };

/** Words of one of our own problems that stand in for the words of a code. */
const tokenWords = {
  meaning: "the access token was refused, and the platform gave the same one again",
  todo: "let every program of this account use cgi-bin/stable_token",
};
const missingWords = { meaning: "does not exist in this account", todo: "compare the id and the account" };

function open(sentence: string): string {
  return visible(sentence.replace(/\.$/, "")).toLowerCase();
}

/** What a person has to find on the screen: number, text, rid, meaning, way out. */
function expectTold(run: Run, code: number, errmsg: string, words: { meaning: string; todo: string }): void {
  expect(run.all).toContain(`errcode ${code}`);
  expect(run.all).toContain(visible(errmsg));
  expect(run.all).toMatch(/rid [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}/);
  expect(run.all.toLowerCase()).toContain(open(withVariables(words.meaning, { account: "coffee" })));
  expect(run.all.toLowerCase()).toContain(open(withVariables(words.todo, { account: "coffee" })));
}

const rows = [...weixinCodes.values()].map((code) => {
  const errmsg = texts[code.code] ?? code.says;
  return { ...code, errmsg, words: code.class === "token" ? tokenWords : english.codes.weixin(code.code, "") };
});

/** Every code that can reach the calls of the tool, forced on a read and on a write. */
describe.each(rows)("$code ($class)", ({ code, errmsg, words, class: codeClass }) => {
  const blame = codeClass === "token" || codeClass === "environment" ? 77 : 1;

  test("on card/get, in a plan", async () => {
    const times = readTries[codeClass] ?? 1;
    const missing = code === 40073;
    world.sandbox.fail({ path: "/card/get", errcode: code, errmsg, times });
    const text = await world.cli("plan --target MemberCard/a");
    expect(text.code).toBe(missing ? 3 : blame);
    expectTold(text, code, errmsg, missing ? missingWords : words);
    expect(world.bodies("/card/get")).toHaveLength(times);
    if (texts[code] !== undefined) expect(text.stdout).toContain(`the address to add: ${address}`);

    world.sandbox.fail({ path: "/card/get", errcode: code, errmsg, times });
    const json = await world.cli("plan --target MemberCard/a --format json");
    expect(json.code).toBe(text.code);
    expect(readPlan(json.stdout)).toMatchObject({ steps: [], applicable: false, complete: missing });
  });

  test("on card/update, in an apply", async () => {
    const times = writeTries[codeClass] ?? 1;
    world.sandbox.fail({ path: "/card/update", errcode: code, errmsg, times });
    const run = await world.cli("apply --yes --target MemberCard/a");
    expect(run.code).toBe(codeClass === "busy" ? 6 : blame);
    expectTold(run, code, errmsg, words);
    expect(world.bodies("/card/update")).toHaveLength(times);
    if (texts[code] !== undefined) expect(run.stdout).toContain(`the address to add: ${address}`);
    expect(world.settled("MemberCard/a")["/base_info/notice"]).toBeUndefined();
  });

  test("on card/update, after another card was written", async () => {
    const times = writeTries[codeClass] ?? 1;
    world.onLine(/\/card\/update .* → ok/, () =>
      world.sandbox.fail({ path: "/card/update", errcode: code, errmsg, times }),
    );
    const run = await world.cli("apply --yes --verbose --format json");
    const failed = codeClass === "busy" ? "unknown" : "failed";
    expect(run.code).toBe(codeClass === "busy" ? 6 : 5);
    expect(readApply(run.stdout).outcomes.map((outcome) => outcome.status)).toEqual(["done", failed]);
    expect(world.settled("MemberCard/a")["/base_info/notice"]).toBeDefined();
    expect(world.settled("MemberCard/b")["/base_info/notice"]).toBeUndefined();
  });
});

test("a code nobody knows is shown with its text, and stops nothing but its card", async () => {
  world.sandbox.fail({ path: "/card/update", errcode: 98_765, errmsg: "something new" });
  const run = await world.cli("apply --yes");
  expect(run.code).toBe(5);
  expect(run.stdout).toMatch(/\(errcode 98765: something new, rid [0-9a-f-]{26}\)/);
  expect(run.stdout).toContain("which is not in the catalogue of wxcards");
});

test.each([40001, 40013, 40125, 40164, 40243, 41004, 50002, 61004, 89503])(
  "%i on the token call: exit 77, and no card is asked for",
  async (code) => {
    const known = rows.find((row) => row.code === code);
    const errmsg = known?.errmsg ?? "";
    world.sandbox.fail({ path: "/cgi-bin/stable_token", errcode: code, errmsg });
    const plan = await world.cli("plan");
    expect(plan.code).toBe(77);
    expectTold(plan, code, errmsg, english.codes.weixin(code, ""));
    expect(plan.stdout).toContain("cgi-bin/stable_token for account coffee was refused");
    if (texts[code] !== undefined) expect(plan.stdout).toContain(`the address to add: ${address}`);
    expect(world.paths()).toEqual(["/cgi-bin/stable_token"]);
  },
);

test.each([
  [40164, "every-call"],
  [40164, "token-calls"],
  [61004, "every-call"],
] as const)("a caller who is not on the list (%i, %s)", async (code, scope) => {
  Object.assign(world.sandbox.behaviours.ipWhitelist, { refuse: true, code, scope });
  const plan = await world.cli("plan");
  Object.assign(world.sandbox.behaviours.ipWhitelist, { refuse: false });
  expect(plan.code).toBe(77);
  expect(plan.stdout).toContain(`errcode ${code}`);
  if (code === 40164) expect(plan.stdout).toContain(`the address to add: ${address}`);
});

test("45011 waits a whole minute and goes on, for reads and for writes", async () => {
  world.sandbox.fail({ path: "/card/get", errcode: 45_011 });
  expect((await world.cli("plan --target MemberCard/a --detailed-exitcode")).code).toBe(2);
  expect(world.clock.slept).toEqual([60_000]);
  world.sandbox.fail({ path: "/card/update", errcode: 45_011 });
  expect((await world.cli("apply --yes --target MemberCard/a")).code).toBe(0);
  expect(world.clock.slept).toEqual([60_000, 60_000]);
  expect(world.bodies("/card/update")).toHaveLength(2);
});

test("40001 fetches one new token, once", async () => {
  world.sandbox.revokeTokens();
  world.onLine(/\/cgi-bin\/stable_token .* → ok/, () => world.sandbox.revokeTokens());
  expect((await world.cli("plan --verbose --detailed-exitcode")).code).toBe(2);
  expect(world.bodies("/cgi-bin/stable_token")).toHaveLength(2);
  expect(world.sandbox.forcedRefreshes()).toBe(0);
});

test("errors that come as text/plain are understood", async () => {
  world.sandbox.behaviours.textPlainErrors = true;
  world.sandbox.behaviours.permissions.cards = false;
  const plan = await world.cli("plan");
  world.sandbox.behaviours.textPlainErrors = false;
  world.sandbox.behaviours.permissions.cards = true;
  expect(plan.code).toBe(77);
  expect(plan.stdout).toContain("errcode 48001: api unauthorized");
});

test("nothing of all this is left over: the plan is what it was", async () => {
  expect((await world.cli("plan --detailed-exitcode")).code).toBe(2);
  expect((await world.cli("apply --yes")).code).toBe(0);
});
