import { describe, expect, test } from "vitest";
import { apiV3Key, brandCard, brandId, brandSpec, brandWorld } from "../../helpers/brand.ts";
import { bronzeId, liveSmall, newCard, smallCard } from "../../helpers/documents.ts";
import { readApply } from "../../helpers/plan.ts";
import { liveRules, merchants, rule, ruleWorld } from "../../helpers/rules.ts";
import { type Asked, type Fate, type TimedRun, timedRun } from "../../helpers/timed.ts";
import { bakery, coffee, newWorld, type World } from "../../helpers/world.ts";

// Proves G11 and G30.

const m = merchants(6);
const replace = "apply --yes --allow replace --format json";

/** A rule is live, and its document asks for another amount: it is taken down and put up again. */
async function toReplace(): Promise<World> {
  const made = await ruleWorld(rule({ mchids: m.slice(0, 3) }));
  expect((await made.cli("apply --yes")).code).toBe(0);
  made.write({ "cards/spring.yaml": rule({ mchids: m.slice(0, 3), least: 200 }) });
  made.forget();
  return made;
}

const held = (made: World): string[] => Object.values(liveRules(made)).flat().sort();
const leastOf = (made: World) => Object.values(made.rules()).map(({ member_rule }) => member_rule["least_cost"]);

/** How many steps a report tells of, however they ended. */
function accounted(run: TimedRun): number {
  const { outcomes, summary } = readApply(run.stdout);
  const counted = ["done", "failed", "skipped", "unknown"].reduce((sum, status) => sum + (summary[status] ?? 0), 0);
  expect(counted).toBe(outcomes.length);
  return counted;
}

/** After the trouble: two applies at most, and what is declared is live, once. */
async function heals(made: World): Promise<void> {
  await made.cli("apply --yes --allow replace");
  made.clock.advance(601);
  const last = await made.cli("apply --yes --allow replace");
  const plan = await made.cli("plan --detailed-exitcode");
  expect({ code: plan.code, said: plan.code === 0 ? "" : last.all + plan.all }).toEqual({ code: 0, said: "" });
  expect([held(made), leastOf(made)]).toEqual([m.slice(0, 3), [200]]);
}

/** What happens at the request during which the signal comes, and to all that come after it. */
const fates: readonly [string, Fate, Fate][] = [
  ["which is answered, as all others are", undefined, undefined],
  ["which is answered, and then the platform keeps silent", undefined, "silent"],
  ["which never arrives on a silent platform", "silent", "silent"],
  ["which is carried out on a silent platform", "silent-after", "silent-after"],
  ["which gets no answer, and all others do", "silent-after", undefined],
];

describe("a signal while a rule is replaced", () => {
  test.each(fates)("during each request in turn, %s: six seconds, and no rule is lost", async (_name, then, after) => {
    const whole = await timedRun(await toReplace(), replace, () => undefined);
    expect(whole.code).toBe(0);
    const calls = whole.asked.map(({ path }) => path.split("/").at(-1));
    // Token, listing or reading, looking again, taking down, putting up, reading back.
    expect(calls).toEqual(expect.arrayContaining(["stable_token", "getbyid", "delete", "add"]));
    for (const [index, { path, nth }] of whole.asked.entries()) {
      const made = await toReplace();
      let isLate = false;
      const run = await timedRun(made, replace, (asked, interrupt) => {
        if (isLate) return after;
        if (asked.path !== path || asked.nth !== nth) return undefined;
        isLate = true;
        interrupt();
        return then;
      });
      const at = `${index} ${calls[index]}`;
      expect({ at, code: run.code }).toEqual({ at, code: 130 });
      expect({ at, isInTime: (run.afterSignalMs ?? 0) <= 6_000, ms: run.afterSignalMs }).toMatchObject({
        isInTime: true,
      });
      if (held(made).length === 0) {
        // Nobody could put it back: the report says so, and the memory holds what the next run needs.
        expect(run.stdout).toMatch(/"restored": "(?:not-live|unknown)"|"status": "unknown"/);
        expect(JSON.stringify(made.locked("PayGiftRule/spring"))).toMatch(/former|pending/);
      }
      await heals(made);
    }
  });
});

/** So many cards, each with a new notice. */
async function cards(count: number): Promise<World> {
  const names = Array.from({ length: count }, (_, index) => `c${String(index).padStart(3, "0")}`);
  const idOf = (name: string) => `p${name.toUpperCase().repeat(7).slice(0, 27)}`;
  const files = Object.fromEntries(
    names.map((name) => [`cards/${name}.yaml`, smallCard(name, idOf(name)).replace("请出示", "新的提醒")]),
  );
  const world = await newWorld({ files });
  for (const name of names) world.sandbox.addCard(coffee.appid, liveSmall(name), { card_id: idOf(name) });
  return world;
}

describe("a silent platform, and cards to change", () => {
  const from = (first: (asked: Asked) => boolean) => {
    let isSilent = false;
    return (asked: Asked): Fate => {
      isSilent ||= first(asked);
      return isSilent ? "silent" : undefined;
    };
  };
  const silences: readonly [string, () => (asked: Asked) => Fate, boolean][] = [
    ["from the call for the token on", () => from(() => true), false],
    ["from the third read on", () => from(({ path, nth }) => path === "/card/get" && nth === 3), false],
    ["from the first write on", () => from(({ path }) => path === "/card/update"), true],
    ["from the second write on", () => from(({ path, nth }) => path === "/card/update" && nth === 2), true],
    [
      "after it has carried out what is written",
      () =>
        ({ path }) =>
          path === "/card/update" ? "silent-after" : undefined,
      true,
    ],
    [
      "to writes only",
      () =>
        ({ path }) =>
          path === "/card/update" ? "silent" : undefined,
      true,
    ],
    ["that closes each connection", () => closing(({ path }) => path === "/card/update"), true],
  ];
  const cases = silences.flatMap(([name, fate, isApplied]) => {
    const counts = name.startsWith("to writes") ? [21, 500] : [21];
    return counts.map((count) => [count, name, fate, isApplied] as const);
  });
  test.each(cases)(
    "%i of them, %s: it ends within two minutes, with the whole report",
    async (count, _name, fate, isApplied) => {
      const world = await cards(count);
      const run = await timedRun(world, "apply --yes --allow many --format json", fate());
      expect({ isInTime: run.tookMs <= 120_000, ms: run.tookMs }).toMatchObject({ isInTime: true });
      expect(run.stderr).not.toContain("bug");
      expect(run.stdout).toContain("host-silent");
      if (!isApplied) return expect(run.code).toBe(1);
      expect(accounted(run)).toBe(count);
      expect([1, 5, 6]).toContain(run.code);
      const last = await world.cli("apply --yes --allow many");
      expect({ code: last.code, said: last.code === 0 ? "" : last.all }).toEqual({ code: 0, said: "" });
      expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
    },
  );
});

/** From a request on, whatever is sent is lost with its connection. */
function closing(first: (asked: Asked) => boolean): (asked: Asked) => Fate {
  let isClosing = false;
  return (asked) => {
    isClosing ||= first(asked);
    return isClosing ? { failure: "ambiguous", reason: "other side closed" } : undefined;
  };
}

describe("a signal during any other command, on a platform that keeps silent from then on", () => {
  /** A card and a rule that nobody manages, a rule that is managed, and a card that is to be made. */
  async function everything(): Promise<World> {
    const made = await toReplace();
    made.write({ "cards/new.yaml": newCard("new", "新会员卡") });
    made.sandbox.addCard(coffee.appid, liveSmall("other"), { card_id: "pOtherOtherOtherOtherOtherOt" });
    return made;
  }

  test.each(["plan --unmanaged", "status", "import --all --account coffee", "apply --yes --allow replace"])(
    "%s: it ends within six seconds, by 130, whichever request it was",
    async (line) => {
      const whole = await timedRun(await everything(), line, () => undefined);
      expect(whole.asked.length).toBeGreaterThan(3);
      for (const [index, { path, nth }] of whole.asked.entries()) {
        let isLate = false;
        const run = await timedRun(await everything(), line, (asked, interrupt) => {
          if (!isLate && asked.path === path && asked.nth === nth) {
            isLate = true;
            interrupt();
          }
          return isLate ? "silent" : undefined;
        });
        const isInTime = (run.afterSignalMs ?? Number.POSITIVE_INFINITY) <= 6_000;
        expect({ line, index, path, code: run.code, isInTime, ms: run.afterSignalMs }).toMatchObject({
          code: 130,
          isInTime: true,
        });
        // Nothing is begun that no last look is worth.
        const begun = run.asked.slice(index + 1).map((asked) => asked.path);
        expect({ index, begun: begun.length <= 3 }).toEqual({ index, begun: true });
      }
    },
  );
});

describe("a platform that says when it takes calls again", () => {
  const slower = (retryAfter: string): Fate => ({
    status: 429,
    headers: { "retry-after": retryAfter },
    body: new Uint8Array(),
  });

  test("in 90 seconds: nothing of the account is asked before, and then all is done", async () => {
    const world = await cards(5);
    const run = await timedRun(world, "apply --yes --allow many", ({ path, nth }) =>
      path === "/card/update" && nth === 2 ? slower("90") : undefined,
    );
    expect(run.code).toBe(0);
    const at = run.asked.findIndex(({ path }, index) => path === "/card/update" && isSecond(run, index));
    const [told, next] = [run.asked[at], run.asked[at + 1]];
    expect((next?.atMs ?? 0) - (told?.atMs ?? 0)).toBeGreaterThanOrEqual(90_000);
    expect(run.stderr.match(/waiting 90 s/g)).toHaveLength(1);
  });

  test.each([
    ["3600", "11:00"],
    ["Sat, 21 Nov 2026 04:00:00 GMT", "12:00"],
  ])(
    "in an hour or two (%s): the account ends at once, says %s, and the other one goes on",
    async (retryAfter, until) => {
      const world = await cards(5);
      world.write({ "cards/bread.yaml": smallCard("bread", bronzeId, "bakery").replace("请出示", "新的提醒") });
      world.sandbox.addCard(bakery.appid, liveSmall("bread"), { card_id: bronzeId });
      const run = await timedRun(world, "apply --yes --allow many", ({ path, nth }) =>
        path === "/card/update" && nth === 1 ? slower(retryAfter) : undefined,
      );
      expect(run.tookMs).toBeLessThan(10_000);
      expect(run.stdout).toContain(`takes no calls before ${until}`);
      // The first account is that of the one card; the five of the other are written.
      expect([run.code, world.writes().length]).toEqual([5, 5]);
      expect((await world.cli("apply --yes --allow many")).code).toBe(0);
    },
  );

  test("in an hour, while thirty cards are written: what was not under way by then is not sent", async () => {
    const world = await cards(30);
    const run = await timedRun(world, "apply --yes --allow many --format json", ({ path, nth }) =>
      path === "/card/update" && nth === 1 ? slower("3600") : undefined,
    );
    expect(accounted(run)).toBe(30);
    expect(run.asked.filter(({ path }) => path === "/card/update").length).toBeLessThanOrEqual(8);
    expect(run.stdout).toContain("rate-wait-too-long");
  });

  function isSecond({ asked }: TimedRun, index: number): boolean {
    return asked.slice(0, index + 1).filter(({ path }) => path === "/card/update").length === 2;
  }
});

describe("WeChat Pay", () => {
  /** Twelve templates of one brand that are to get another title; answers are verified by certificates, or by the public key. */
  async function brands(certificates: boolean): Promise<World> {
    const names = Array.from({ length: 12 }, (_, index) => `b${String(index).padStart(2, "0")}`);
    const idOf = (name: string) => `p${name.toUpperCase().repeat(9)}`;
    const documents = names.map((name) => [
      `cards/${name}.yaml`,
      brandCard({ name, more: `id: ${idOf(name)}\n`, spec: { card_title: "新会员" } }),
    ]);
    const [first, ...rest] = documents as [[string, string], ...[string, string][]];
    const made = await brandWorld(first[1], {
      pay: certificates ? { platformKeys: "certificate" } : {},
      files: Object.fromEntries([first, ...rest]),
    });
    made.remove("cards/black.yaml");
    for (const name of names) made.sandbox.wechatpay.addCard(brandId, { ...brandSpec }, { card_id: idOf(name) });
    if (!certificates) return made;
    made.env["WXCARDS_TEA_PUBLIC_KEY"] = undefined;
    made.env["WXCARDS_TEA_PUBLIC_KEY_ID"] = undefined;
    made.env["WXCARDS_TEA_APIV3_KEY"] = apiV3Key;
    return made;
  }
  const apply = "apply --yes --allow many --account tea --format json";

  test.each<[string, boolean, (asked: Asked) => boolean]>([
    ["certificates", true, () => true],
    ["the third look at a template", false, ({ nth }) => nth > 2],
    ["a template's change", false, ({ method }) => method === "PATCH"],
  ])("silent from %s on: it ends within two minutes, with the whole report", async (_name, certificates, first) => {
    const made = await brands(certificates);
    let isSilent = false;
    const run = await timedRun(made, apply, (asked) => {
      isSilent ||= first(asked);
      return isSilent ? "silent" : undefined;
    });
    expect({ isInTime: run.tookMs <= 120_000, ms: run.tookMs }).toMatchObject({ isInTime: true });
    expect(run.stdout).toContain("host-silent");
    expect([1, 5, 6]).toContain(run.code);
    expect([0, 12]).toContain(accounted(run));
  });

  test.each([false, true])("a signal during each request (certificates: %s): six seconds", async (certificates) => {
    const whole = await timedRun(await brands(certificates), apply, () => undefined);
    expect(whole.code).toBe(0);
    for (let index = 0; index < whole.asked.length; index += certificates ? 9 : 5) {
      let count = 0;
      const run = await timedRun(await brands(certificates), apply, (_asked, interrupt) => {
        if (count === index) interrupt();
        count += 1;
        return count > index ? "silent-after" : undefined;
      });
      const isInTime = (run.afterSignalMs ?? Number.POSITIVE_INFINITY) <= 6_000;
      expect({ index, code: run.code, isInTime }).toEqual({ index, code: 130, isInTime: true });
    }
  });
});

test("a signal while the next apply settles what was left open: six seconds, and the one after that settles it", async () => {
  /** A rule was taken down, and the answers to its removal and to what should have put it up were lost. */
  async function leftOpen(): Promise<World> {
    const made = await toReplace();
    const run = await timedRun(made, replace, ({ path }, interrupt) => {
      if (!path.endsWith("/delete")) return undefined;
      interrupt();
      return "silent-after";
    });
    expect([run.code, held(made)]).toEqual([130, []]);
    return made;
  }
  const whole = await timedRun(await leftOpen(), "apply --recover-only", () => undefined);
  expect(whole.asked.length).toBeGreaterThan(1);
  for (const index of whole.asked.keys())
    for (const fate of ["silent", "silent-after"] as const) {
      const made = await leftOpen();
      let count = 0;
      const run = await timedRun(made, "apply --recover-only", (_asked, interrupt) => {
        if (count === index) interrupt();
        count += 1;
        return count > index ? fate : undefined;
      });
      const isInTime = (run.afterSignalMs ?? Number.POSITIVE_INFINITY) <= 6_000;
      expect({ index, fate, code: run.code, isInTime }).toEqual({ index, fate, code: 130, isInTime: true });
      await heals(made);
    }
});
