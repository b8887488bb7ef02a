import { describe, expect, test } from "vitest";
import { newCard } from "../../helpers/documents.ts";
import { git, type ShopInGit, shopInGit } from "../../helpers/shop-in-git.ts";
import { coffee } from "../../helpers/world.ts";

/*
 * Clones of one shop that write at the same time, or one after another has died. Proves G13.
 */
const card = (title: string) => newCard("gold", title);
const rounds = process.env["WXCARDS_DEEP"] === "1" ? 20 : 2;

const titlesOf = ({ world }: ShopInGit) =>
  Object.values(world.sandbox.state(coffee.appid).cards).map(
    (stored) => JSON.stringify(stored).match(/"title":"([^"]+)"/)?.[1],
  );

describe("several clones", () => {
  test.each([2, 8])("%d of them at once make one card, and each is told what became of it", async (count) => {
    for (let round = 0; round < rounds; round += 1) {
      const shop = await shopInGit({ "cards/gold.yaml": card("金卡") });
      const clones = Array.from({ length: count }, () => shop.clone(1));
      const runs = await Promise.all(clones.map((clone) => shop.cli(clone, "apply --yes")));
      const codes = runs.map(({ code }) => code);
      expect(codes).toContain(0);
      // The others were told to wait, or found everything done when they had planned again.
      for (const code of codes) expect([0, 7]).toContain(code);
      expect([titlesOf(shop).length, shop.world.bodies("/card/create").length]).toEqual([1, 1]);
      expect((await shop.cli(shop.clone(1), "plan --detailed-exitcode")).code).toBe(0);
      expect(shop.state("coffee", "lease")).not.toContain("nonce");
    }
  });

  test("one waits for the other where that is asked for", async () => {
    const shop = await shopInGit({ "cards/gold.yaml": card("金卡") });
    const clones = [shop.clone(1), shop.clone(1)];
    const runs = await Promise.all(clones.map((clone) => shop.cli(clone, "apply --yes --wait-lease 20m")));
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect(shop.world.bodies("/card/create")).toHaveLength(1);
  });

  test("two accounts side by side both land", async () => {
    const shop = await shopInGit({
      "cards/gold.yaml": card("金卡"),
      "cards/bread.yaml": card("面包卡").replace("account: coffee", "account: bakery"),
    });
    const runs = await Promise.all([
      shop.cli(shop.clone(1), "apply --yes --account coffee"),
      shop.cli(shop.clone(1), "apply --yes --account bakery"),
    ]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect(shop.world.bodies("/card/create")).toHaveLength(2);
    expect((await shop.cli(shop.clone(1), "plan --detailed-exitcode")).code).toBe(0);
  });

  test("a runner that is gone with its journal: others wait for its lease, and settle what it may have sent", async () => {
    const shop = await shopInGit({ "cards/gold.yaml": card("金卡") });
    // It dies with its first write under way, which is carried out, and nothing of its machine is left.
    const { network } = shop.world;
    const died = new Error("the machine is gone");
    shop.world.network = {
      open: async (options) => {
        const transport = await network.open(options);
        return {
          ...transport,
          close: () => transport.close(),
          send: async (request, signal) => {
            const answer = await transport.send(request, signal);
            if (!request.url.includes("/card/create")) return answer;
            return new Promise(() => void died);
          },
        };
      },
    };
    void shop.cli(shop.clone(1), "apply --yes").catch(() => {});
    while (shop.world.bodies("/card/create").length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    shop.world.network = network;
    const other = shop.clone(1);
    const early = await shop.cli(other, "apply --yes");
    expect([early.code, early.all.includes("lease-held")]).toEqual([7, true]);
    shop.world.clock.advance(18 * 60);
    const late = await shop.cli(other, "apply --yes");
    expect([late.code, shop.world.bodies("/card/create").length, titlesOf(shop).length]).toEqual([0, 1, 1]);
    expect((await shop.cli(shop.clone(1), "plan --detailed-exitcode")).code).toBe(0);
  });

  test("a lease that a person breaks by its nonce is taken over at once", async () => {
    const shop = await shopInGit({ "cards/gold.yaml": card("金卡") });
    expect((await shop.cli(shop.clone(1), "apply --yes")).code).toBe(0);
    const tip = git(shop.remote, "rev-parse", "wxcards-state/coffee^");
    // The state as it was while the run held it.
    git(shop.remote, "update-ref", "refs/heads/wxcards-state/coffee", tip);
    const nonce = /nonce: "?([0-9a-z]+)/.exec(shop.state("coffee", "lease") ?? "")?.[1] ?? "";
    const clone = shop.clone(1);
    expect((await shop.cli(clone, "apply --yes")).code).toBe(7);
    expect((await shop.cli(clone, "state unlock 0000")).code).toBe(4);
    expect((await shop.cli(clone, `state unlock ${nonce}`)).code).toBe(0);
    shop.world.clock.advance(11 * 60);
    const after = await shop.cli(clone, "apply --yes");
    expect([after.code, titlesOf(shop).length, shop.world.bodies("/card/create").length]).toEqual([0, 1, 1]);
  });
});
