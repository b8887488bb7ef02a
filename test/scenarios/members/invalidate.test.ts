import { describe, expect, test } from "vitest";
import { realNetwork } from "../../../src/cli/network.ts";
import type { Network } from "../../../src/model/ports.ts";
import { goldCard, goldId } from "../../helpers/documents.ts";
import { coffee, newWorld, type Run, type World } from "../../helpers/world.ts";
import { code, person, withMember } from "./people.ts";

const line = ["code", "invalidate", code, "--card", "MemberCard/gold", "--reason", "应您的要求注销"];
const allowed = [...line, "--allow", `irreversible=code:${code}`];
const call = "/card/code/unavailable";
const dead = { id: 1, host: "elsewhere", space: "other", isAlive: () => false, started: () => "" };

function statusOf(world: World): string | undefined {
  return world.sandbox.members(coffee.appid)[0]?.status;
}

function jsonOf(run: Run): Record<string, unknown> {
  return JSON.parse(run.stdout) as Record<string, unknown>;
}

/** Everything that is remembered of the account. */
function remembered(world: World): string {
  return ["state", "lease"].map((file) => world.read(`wxcards.state/coffee/${file}.yaml`)).join("\n");
}

function journal(world: World): string {
  const file = ".wxcards/journal/coffee.jsonl";
  return world.exists(file) ? world.read(file) : "";
}

describe("wxcards code invalidate", () => {
  test("looks, sends with the reason, looks again, and leaves nothing open", async () => {
    const world = await withMember();
    const run = await world.cli([...allowed, "--format", "json"]);
    expect([run.code, jsonOf(run)]).toEqual([
      0,
      {
        format: "wxcards.code/1",
        ...{ address: "coffee/MemberCard/gold", code: "***4278", before: "NORMAL", after: "UNAVAILABLE" },
        ...{ outcome: "done", problems: [] },
      },
    ]);
    expect(world.bodies(call)).toEqual([{ card_id: goldId, code, reason: "应您的要求注销" }]);
    expect(world.bodies("/card/code/get")).toHaveLength(3);
    expect([statusOf(world), remembered(world).includes("Code/"), journal(world)]).toEqual(["UNAVAILABLE", false, ""]);
    const again = await world.cli([...allowed, "--format", "json"]);
    expect([again.code, jsonOf(again)["outcome"], world.bodies(call).length]).toEqual([0, "already", 1]);
    expect((await world.cli(allowed)).stdout).toContain("invalid already; nothing was sent");
    expect((await world.cli([...allowed, "--lang", "zh-CN"])).stdout).toContain("原本已失效");
  });

  test.each<[string, readonly string[]]>([
    ["nothing", []],
    ["--yes alone", ["--yes"]],
    ["irreversible for everything", ["--allow", "irreversible"]],
    ["irreversible for the card", ["--allow", "irreversible=coffee/MemberCard/gold"]],
    ["irreversible for another code", ["--allow", "irreversible=code:916679874279"]],
    ["every other consent for this code", ["--allow", `delete=code:${code}`, "--allow", `replace=code:${code}`]],
  ])("%s is no consent", async (_name, flags) => {
    const world = await withMember();
    const run = await world.cli([...line, ...flags]);
    expect([run.code, run.all]).toEqual([3, expect.stringContaining("code-consent-missing")]);
    expect([world.bodies(call), statusOf(world)]).toEqual([[], "NORMAL"]);
  });

  test("its consent covers nothing of an apply", async () => {
    const world = await withMember();
    world.edit(
      "cards/gold.yaml",
      "kind: MemberCard\nname: gold",
      "kind: MemberCard\nstate: absent\nreason: over\nname: gold",
    );
    const run = await world.cli(["apply", "--yes", "--allow", `irreversible=code:${code}`]);
    expect([run.code, world.writes()]).toEqual([3, []]);
  });

  test("a code that somebody else makes invalid meanwhile: the second look finds it, and nothing is sent", async () => {
    const world = await withMember();
    const gone = { card_id: goldId, code, openid: person.openid, status: "UNAVAILABLE" };
    world.onLine(/code\/get/, () => world.sandbox.addMember(coffee.appid, gone), 1);
    const run = await world.cli([...allowed, "--verbose", "--format", "json"]);
    expect([run.code, jsonOf(run)]).toMatchObject([0, { outcome: "already" }]);
    expect(world.bodies(call)).toEqual([]);
    expect(remembered(world)).not.toContain("Code/");
  });

  describe("nothing is sent under a lease that has ended meanwhile, and that is told", () => {
    test("while the intent was written", async () => {
      const world = await withMember();
      const { files } = world;
      world.files = {
        ...files,
        appendInside: (...line) => {
          world.clock.advance(20 * 60);
          return files.appendInside(...line);
        },
      };
      const run = await world.cli(allowed);
      expect([run.code, run.all]).toEqual([1, expect.stringContaining("lease-lost")]);
      expect(world.bodies(call)).toEqual([]);
    });

    test("while the code was looked at once more", async () => {
      const world = await withMember();
      world.onLine(/code\/get/, () => world.clock.advance(20 * 60), 2);
      const run = await world.cli([...allowed, "--verbose"]);
      expect([run.code, run.all]).toEqual([1, expect.stringContaining("lease-lost")]);
      expect([world.bodies(call), statusOf(world)]).toEqual([[], "NORMAL"]);
    });
  });

  describe("on the embedded platform", () => {
    const invented = "900000000001";
    const own = ["code", "invalidate", invented, "--card", "MemberCard/gold", "--reason", "注销", "--sandbox"];
    const agreed = [...own, "--allow", `irreversible=code:${invented}`, "--format", "json"];

    async function filled(): Promise<World> {
      const world = await newWorld({ files: { "cards/gold.yaml": goldCard } });
      expect((await world.cli("sandbox --fill")).code).toBe(0);
      expect((await world.cli("apply --yes --sandbox")).code).toBe(0);
      return world;
    }

    test("a code stays invalid, for the next run as well", async () => {
      const world = await filled();
      expect(jsonOf(await world.cli(agreed))).toMatchObject({ outcome: "done", before: "NORMAL" });
      expect(jsonOf(await world.cli(agreed))).toMatchObject({ outcome: "already", before: "UNAVAILABLE" });
      const member = await world.cli(`member ${invented} --card MemberCard/gold --sandbox`);
      expect(member.stdout).toContain("(UNAVAILABLE)");
    });

    test("somebody on the test whitelist may hold a card there", async () => {
      const files = {
        "cards/gold.yaml": goldCard,
        "cards/testers.yaml": "kind: TestWhitelist\nname: testers\naccount: coffee\nspec: {}\n",
      };
      const env = { WXCARDS_COFFEE_TESTERS: "oEmbeddedPlatformMember00001" };
      const world = await newWorld({ files, env });
      const run = await world.cli("sandbox --fill");
      expect([run.code, world.exists(".wxcards/sandbox/coffee.json")]).toEqual([0, true]);
    });

    test("what cannot be kept of it is told", async () => {
      const world = await filled();
      const { files } = world;
      const full = { trouble: "failed", reason: "ENOSPC" } as const;
      const isKept = (path: string) => path.endsWith("sandbox/coffee.json");
      world.files = {
        ...files,
        writeInside: (root, path, content) => (isKept(path) ? full : files.writeInside(root, path, content)),
      };
      const run = await world.cli(agreed);
      expect([run.code, run.all]).toEqual([1, expect.stringContaining("file-not-written")]);
    });
  });

  test("a refusal is told, and leaves nothing open", async () => {
    const world = await withMember();
    world.sandbox.fail({ path: call, errcode: 40_127 });
    const run = await world.cli([...allowed, "--format", "json"]);
    expect([run.code, jsonOf(run)]).toMatchObject([1, { before: "NORMAL", after: "NORMAL", outcome: "refused" }]);
    expect(remembered(world)).not.toContain("Code/");
  });

  test("a code that nobody holds sends nothing", async () => {
    const world = await withMember({ code: "OTHER-0001" });
    const run = await world.cli(allowed);
    expect([run.code, run.all, world.bodies(call)]).toEqual([1, expect.stringContaining("weixin-40056"), []]);
  });

  test("without a memory there is no place for the intent, and nothing is sent", async () => {
    const world = await withMember({}, { isNew: true });
    world.write({ "wxcards.yaml": `${world.read("wxcards.yaml")}state: { folder: wxcards.state }\n` });
    const run = await world.cli(allowed);
    expect([run.code, run.all, world.bodies(call)]).toEqual([3, expect.stringContaining("code-memory-missing"), []]);
  });

  test("said ok and did nothing is unknown, stays remembered by a digest, and is told by the next run", async () => {
    const world = await withMember({}, { behaviours: { okButUnchanged: true } });
    const run = await world.cli([...allowed, "--format", "json"]);
    expect([run.code, jsonOf(run)]).toMatchObject([6, { outcome: "unknown", after: "NORMAL" }]);
    expect(remembered(world)).toMatch(/Code\/[0-9a-f]{16}/);
    expect(remembered(world)).not.toContain(code);
    for (const next of ["plan", "status"]) {
      const told = await world.cli(next);
      expect(told.stdout).toMatch(/left open: coffee\/Code\/[0-9a-f]{16}.*wxcards code invalidate/);
    }
    const applied = await world.cli("apply --yes");
    expect([applied.code, remembered(world)]).toEqual([0, expect.stringMatching(/Code\/[0-9a-f]{16}/)]);
    world.sandbox.behaviours.okButUnchanged = false;
    const again = await world.cli(allowed);
    expect([again.code, again.all, statusOf(world)]).toEqual([
      0,
      expect.stringContaining("earlier run"),
      "UNAVAILABLE",
    ]);
    expect(remembered(world)).not.toContain("Code/");
  });

  test.each(["text", "json", "markdown"])("nothing of a person is in what it says or writes: %s", async (format) => {
    const world = await withMember();
    const echo = Object.values(person).join(" ");
    world.sandbox.fail({ path: call, errcode: 40_127, errmsg: echo });
    for (const flags of [[], ["--lang", "zh-CN"], []]) {
      const run = await world.cli([...allowed, ...flags, "--verbose", "--format", format, "--report", "html=out.html"]);
      const all = `${run.all}${remembered(world)}${journal(world)}${world.read("out.html")}`;
      for (const text of [...Object.values(person), code]) expect(all).not.toContain(text);
    }
    expect(world.bodies(call)).toHaveLength(2);
  });

  test("what nobody can settle any more can be forgotten by hand", async () => {
    const world = await withMember({}, { behaviours: { okButUnchanged: true } });
    expect((await world.cli(allowed)).code).toBe(6);
    const [, address = ""] = /(Code\/[0-9a-f]{16})/.exec(remembered(world)) ?? [];
    expect((await world.cli(`state forget ${address}`)).code).toBe(0);
    expect(remembered(world)).not.toContain("Code/");
  });
});

/** A point at which a process stops for good: before a request goes out, or when its answer has come and is lost. */
interface Point {
  readonly path: string;
  readonly when: "before" | "after";
  readonly nth: number;
}

/** Runs until the process is dead; what it has written by then is what is left of it. */
async function killed(world: World, { path, when, nth }: Point): Promise<void> {
  let seen = 0;
  let stop = (_how: "killed"): void => {};
  const stopped = new Promise<"killed">((resolve) => {
    stop = resolve;
  });
  const network: Network = {
    open: async (options) => {
      const transport = await realNetwork.open(options);
      return {
        ...transport,
        send: async (request, signal) => {
          seen += request.url.includes(path) ? 1 : 0;
          if (!request.url.includes(path) || seen !== nth) return transport.send(request, signal);
          if (when === "after") await transport.send(request, signal);
          stop("killed");
          return new Promise(() => {});
        },
      };
    },
  };
  world.network = network;
  expect(await Promise.race([world.cli(allowed), stopped])).toBe("killed");
  world.network = realNetwork;
}

describe("killed at any point", () => {
  const points = [
    { path: "/card/code/get", when: "before", nth: 1, landed: false, intent: false },
    { path: "/card/code/get", when: "after", nth: 2, landed: false, intent: true },
    { path: call, when: "before", nth: 1, landed: false, intent: true },
    { path: call, when: "after", nth: 1, landed: true, intent: true },
    { path: "/card/code/get", when: "before", nth: 3, landed: true, intent: true },
    { path: "/card/code/get", when: "after", nth: 3, landed: true, intent: true },
  ] as const;
  test.each(points)("$when request $nth to $path: told, and never sent twice without a look", async (point) => {
    const world = await withMember();
    world.processes = dead;
    await killed(world, point);
    expect([statusOf(world) === "UNAVAILABLE", remembered(world).includes("Code/")]).toEqual([
      point.landed,
      point.intent,
    ]);
    expect(`${remembered(world)}${journal(world)}`).not.toContain(code);
    expect(`${remembered(world)}${journal(world)}`).not.toContain(person.openid);
    expect(journal(world).includes("invalidate")).toBe(point.intent);
    if (point.intent) expect((await world.cli("plan")).stdout).toContain("left open: coffee/Code/");
    const before = world.bodies(call).length;
    world.forget();
    // The lease of the dead run has ended.
    world.clock.advance(18 * 60);
    const next = await world.cli(allowed);
    expect([next.code, statusOf(world)]).toEqual([0, "UNAVAILABLE"]);
    expect(world.paths().filter((path) => path.startsWith("/card/code/"))[0]).toBe("/card/code/get");
    expect([before, world.bodies(call).length]).toEqual(point.landed ? [1, 0] : [0, 1]);
    expect([remembered(world).includes("Code/"), journal(world)]).toEqual([false, ""]);
  });
});
