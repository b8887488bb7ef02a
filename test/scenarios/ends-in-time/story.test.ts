import { describe, expect, test } from "vitest";
import { liveSmall, smallCard } from "../../helpers/documents.ts";
import { readApply } from "../../helpers/plan.ts";
import { liveRules, merchants, rule, ruleWorld } from "../../helpers/rules.ts";
import { type Asked, type Fate, type TimedRun, timedRun } from "../../helpers/timed.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

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
