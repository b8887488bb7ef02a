import { expect, test } from "vitest";
import type { GitCommand } from "../../../src/model/git.ts";
import type { HttpRequest } from "../../../src/model/ports.ts";
import { tries } from "../../documents/support.ts";
import { countCases } from "../../helpers/cases.ts";
import { newCard } from "../../helpers/documents.ts";
import { git, type ShopInGit, shopInGit } from "../../helpers/shop-in-git.ts";
import { coffee } from "../../helpers/world.ts";

/*
 * A whole apply with real git is killed before or after each command of git and each request; its machine is gone with
 * its journal. Another clone takes over. Proves G9, G13 and G15.
 */

/** Where a run dies: the process never learns what became of what it asked for. */
interface Death {
  readonly of: "git" | "request";
  /** Counted from 1. */
  readonly at: number;
  readonly fate: "before" | "after";
}

/** How many there were of each. */
type Counts = Record<Death["of"], number>;

/** A card is live and remembered; its title is to change, and another card is to be made. */
async function shopWithWork(): Promise<ShopInGit> {
  const shop = await shopInGit({ "cards/gold.yaml": newCard("gold", "金卡会员") });
  expect((await shop.cli(shop.clone(1), "apply --yes")).code).toBe(0);
  shop.commit({ "cards/gold.yaml": newCard("gold", "黑金会员"), "cards/silver.yaml": newCard("silver", "银卡会员") });
  return shop;
}

/** Runs an apply that dies there; gives what it had asked for by then. Its promise stays open, as nobody is left. */
async function dying(shop: ShopInGit, death: Death | undefined): Promise<Counts> {
  const { world } = shop;
  const { git: usual, network } = world;
  const counts: Counts = { git: 0, request: 0 };
  let isDead = false;
  let die: () => void = () => {};
  const dead = new Promise<void>((resolve) => {
    die = () => {
      isDead = true;
      resolve();
    };
  });
  const forever = new Promise<never>(() => {});
  const counted = async <Answer>(of: Death["of"], ask: () => Promise<Answer>): Promise<Answer> => {
    if (isDead) return forever;
    counts[of] += 1;
    const isHere = death?.of === of && death.at === counts[of];
    if (!isHere) return isDead ? forever : ask();
    if (death.fate === "after") await ask();
    die();
    return forever;
  };
  if (usual !== undefined)
    world.git = { ...usual, run: (command: GitCommand) => counted("git", () => usual.run(command)) };
  world.network = {
    open: async (options) => {
      const transport = await network.open(options);
      return {
        close: () => transport.close(),
        send: (request: HttpRequest, signal: AbortSignal) => counted("request", () => transport.send(request, signal)),
      };
    },
  };
  const ended = shop
    .cli(shop.clone(1), "apply --yes")
    .then(({ code, all }) => expect([code, isDead], all).toEqual([0, false]));
  await Promise.race([ended, dead]);
  Object.assign(world, { git: usual, network });
  return counts;
}

async function expectSettled(shop: ShopInGit, death: Death): Promise<void> {
  // The lease of the dead run ends, and with it the time in which what it announced may still land.
  shop.world.clock.advance(30 * 60);
  const next = await shop.cli(shop.clone(1), "apply --yes");
  const told = `${JSON.stringify(death)}\n${next.all}`;
  expect(next.code, told).toBe(0);
  const after = await shop.cli(shop.clone(1), "plan --detailed-exitcode");
  expect(after.code, `${told}\n${after.all}`).toBe(0);
  const cards = Object.values(shop.world.sandbox.state(coffee.appid).cards);
  const titles = cards.map((card) => /"title":"([^"]+)"/.exec(JSON.stringify(card))?.[1]);
  expect(titles.sort(), told).toEqual(["银卡会员", "黑金会员"].sort());
  expect(shop.state("coffee", "lease"), told).not.toContain("nonce");
  expect(git(shop.remote, "for-each-ref", "--format=%(refname)"), told).toBe(
    ["refs/heads/main", "refs/heads/wxcards-state/coffee"].join("\n"),
  );
}

test("killed at any command of git and any request: another machine settles what was left", async () => {
  const counts = await dying(await shopWithWork(), undefined);
  expect(counts.git).toBeGreaterThan(20);
  expect(counts.request).toBeGreaterThan(5);
  const places = (["git", "request"] as const).flatMap((of) =>
    (["before", "after"] as const).flatMap((fate) =>
      Array.from({ length: counts[of] }, (_, index): Death => ({ of, at: index + 1, fate })),
    ),
  );
  const { numRuns, seed } = tries(4, places.length);
  const step = places.length / Math.min(numRuns, places.length);
  const some = Array.from(
    { length: Math.min(numRuns, places.length) },
    (_, index) => places[Math.floor(index * step + (seed % step))],
  );
  for (const death of some.filter((one) => one !== undefined)) {
    const shop = await shopWithWork();
    await dying(shop, death);
    await expectSettled(shop, death);
    await shop.world.close();
  }
  countCases(some.length);
});
