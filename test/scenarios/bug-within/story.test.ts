import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { RunFiles } from "../../../src/cli/files.ts";
import type { Clock, Network } from "../../../src/model/ports.ts";
import { card, newCard } from "../../helpers/documents.ts";
import { coffee, openWorld, type Run, type World } from "../../helpers/world.ts";

// Proves G7 and G12 where the tool itself is wrong.

interface Report {
  readonly outcomes?: readonly { readonly status: string; readonly problem?: { readonly code: string } }[];
  readonly problems: readonly { readonly code: string }[];
}

const made = ["a", "b", "c"] as const;
const changed = ["pCard000000000000000000000001", "pCard000000000000000000000002"] as const;
const steps = made.length + changed.length;
const create = "/card/create";
const update = "/card/update";

/** Three cards to make and two to change, by a process that others could be beside. */
async function worldOf(): Promise<World> {
  const files = Object.fromEntries(made.map((name) => [`cards/${name}.yaml`, newCard(name, `${name}新卡`)]));
  for (const id of changed)
    files[`cards/${id.slice(-1)}.yaml`] = card(`n${id.slice(-1)}`, id, "base_info:\n  title: 老卡\n  notice: 请出示");
  const world = await openWorld({ files });
  for (const id of changed)
    world.sandbox.addCard(
      coffee.appid,
      { base_info: { title: "老卡", notice: "旧提醒", sku: { total_quantity: 100 } } },
      { card_id: id },
    );
  world.processes = { id: 4711, host: "here", space: "this", isAlive: () => false, started: () => "" };
  return world;
}

/** Where a bug strikes: at the nth call of a port, counted from the first request that changes something. */
type Strike = (world: World, strikes: () => boolean) => void;

function bug(): never {
  throw new TypeError("cannot read properties of a bug");
}

function over(network: Network, around: (path: string, send: () => Promise<never>) => Promise<never>): Network {
  return {
    open: async (options) => {
      const transport = await network.open(options);
      return {
        ...transport,
        send: (request, signal) =>
          around(new URL(request.url).pathname, () => transport.send(request, signal) as Promise<never>),
      };
    },
  };
}

function throwing(files: RunFiles, strikes: () => boolean, ...methods: readonly (keyof RunFiles)[]): RunFiles {
  const broken = methods.map((method) => {
    const real = files[method] as (...args: unknown[]) => unknown;
    return [method, (...args: unknown[]) => (strikes() ? bug() : real(...args))] as const;
  });
  return { ...files, ...Object.fromEntries(broken) };
}

const ports: Readonly<Record<string, Strike>> = {
  "a request that changes something, before it goes out": (world, strikes) => {
    world.network = over(world.network, (path, send) =>
      (path === create || path === update) && strikes() ? Promise.reject(failure()) : send(),
    );
  },
  "a request that changes something, after it was carried out": (world, strikes) => {
    world.network = over(world.network, async (path, send) => {
      const answer = await send();
      return (path === create || path === update) && strikes() ? bug() : answer;
    });
  },
  "a request that reads": (world, strikes) => {
    world.network = over(world.network, (path, send) =>
      path === "/card/get" && strikes() ? Promise.reject(failure()) : send(),
    );
  },
  "the clock": (world, strikes) => {
    const clock: Clock = world.clock;
    const now = () => (strikes() ? bug() : clock.now());
    Object.assign(world, { clock: { ...world.clock, now } });
  },
  "what appends to the journal": (world, strikes) => {
    world.files = throwing(world.files, strikes, "appendInside");
  },
  "what looks at the memory": (world, strikes) => {
    world.files = throwing(world.files, strikes, "readInside");
  },
  "what writes and removes files": (world, strikes) => {
    world.files = throwing(world.files, strikes, "writeInside", "removeInside");
  },
};

function failure(): Error {
  return new TypeError("cannot read properties of a bug");
}

/** An apply in which a bug strikes, and what was sent before and after it. */
async function struck(world: World, strike: Strike, nth: number) {
  let calls = 0;
  let sentBefore: number | undefined;
  const strikes = (): boolean => {
    calls += 1;
    if (calls !== nth) return false;
    sentBefore = world.writes().length;
    return true;
  };
  strike(world, strikes);
  const run = await world.cli("apply --yes --allow many --write-concurrency 1 --format json");
  return { run, hasStruck: sentBefore !== undefined, sentBefore: sentBefore ?? 0 };
}

function expectWhole(world: World, run: Run, about: string): void {
  const report = JSON.parse(run.stdout) as Report;
  const outcomes = report.outcomes ?? [];
  const has = (status: string) => outcomes.some((outcome) => outcome.status === status);
  expect([about, report.problems.some(({ code }) => code === "bug")]).toEqual([about, true]);
  // Of a run that has begun nothing the problem is all there is to say.
  const isTold = outcomes.length === 0 || run.stderr.includes("a bug of its own: cannot read");
  expect([about, isTold]).toEqual([about, true]);
  expect([about, run.stderr.includes("\n    at ")]).toEqual([about, true]);
  // Everything that was planned is told, or nothing was begun.
  const counted = [outcomes.length, world.writes().length > 0];
  expect([about, ...counted]).toEqual([about, outcomes.length === 0 ? 0 : steps, outcomes.length > 0 && counted[1]]);
  const isPartial = has("done") && outcomes.some(({ status }) => status === "failed" || status === "skipped");
  expect([about, run.code]).toEqual([about, has("unknown") ? 6 : isPartial ? 5 : 1]);
}

/** The words that the memory on disk has of the cards that were made. */
function forgotten(world: World): readonly string[] {
  const files = [
    ".wxcards/journal/coffee.jsonl",
    "wxcards.state/coffee/state.yaml",
    "wxcards.state/coffee/lease.yaml",
  ].map((file) => join(world.root, file));
  const text = files
    .filter(existsSync)
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
  const cards = JSON.stringify(Object.values(world.sandbox.state(coffee.appid).cards));
  const live = made.filter((name) => cards.includes(`${name}新卡`));
  return live.filter(
    (name) => !new RegExp(`MemberCard/${name}"?:\\s*\\{?\\s*("?(id|pending|settled|operation)"?):`).test(text),
  );
}

describe("bug-within", () => {
  test.each(Object.entries(ports))(
    "a bug in %s takes nothing from the report, and nothing further is sent",
    async (port, strike) => {
      let inTheMiddle = 0;
      for (let nth = 1; ; nth += nth < 6 ? 1 : 5) {
        const world = await worldOf();
        try {
          const { files, network, clock } = world;
          const { run, hasStruck, sentBefore } = await struck(world, strike, nth);
          if (!hasStruck) break;
          const about = `${port}, call ${nth}: ${run.code}\n${run.all}`;
          expectWhole(world, run, about);
          const sentAfter = world.writes().length - sentBefore;
          expect([about, sentAfter]).toEqual([about, 0]);
          expect([about, forgotten(world)]).toEqual([about, []]);
          if (sentBefore > 0) inTheMiddle += 1;
          Object.assign(world, { files, network, clock });
          await recovered(world, about);
        } finally {
          await world.close();
        }
      }
      expect([port, inTheMiddle > 0]).toEqual([port, true]);
    },
  );
});

/** Once the bug is gone everything ends well, and no card is there twice. */
async function recovered(world: World, about: string): Promise<void> {
  for (let apply = 0; apply < 3; apply += 1) {
    world.clock.advance(700);
    if ((await world.cli("apply --yes --allow many")).code === 0) break;
  }
  const plan = await world.cli("plan --detailed-exitcode");
  const cards = Object.values(world.sandbox.state(coffee.appid).cards).length;
  expect([about, plan.code, cards]).toEqual([about, 0, steps]);
}
