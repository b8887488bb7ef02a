import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Processes } from "../../../src/model/ports.ts";
import { goldCard, goldId, liveGold } from "../../helpers/documents.ts";
import { git, type ShopInGit, shopInGit } from "../../helpers/shop-in-git.ts";
import { coffee } from "../../helpers/world.ts";

/*
 * A shop whose documents are in git and whose state is on branches of its own, with real git: what git does to the
 * documents reaches the platform as what it is. Proves G28.
 */
const file = "cards/gold.yaml";
const titled = (title: string) => goldCard.replace("title: 云杉咖啡金卡", `title: ${title}`);

/** A shop whose gold card was applied once. */
async function applied(): Promise<ShopInGit> {
  const shop = await shopInGit({ [file]: goldCard });
  shop.world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  expect(await shop.cli(shop.clone(1), "apply --yes")).toMatchObject({ code: 0 });
  shop.world.forget();
  shop.forget();
  return shop;
}

const titles = ({ world }: ShopInGit) =>
  world.bodies("/card/update").map((body) => JSON.stringify(body).match(/"title":"([^"]+)"/)?.[1]);

/** Every file of a clone but what is ours, byte for byte. */
function bytesOf(folder: string): string {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith(join(folder, ".git/wxcards")))
    .sort();
  return names.map((name) => `${name} ${readFileSync(name).toString("base64")}`).join("\n");
}

describe("what git does reaches the platform as what it is", () => {
  test("a revert is a change of the file, and is sent", async () => {
    const shop = await applied();
    shop.commit({ [file]: titled("云杉咖啡黑金卡") }, "Black gold");
    expect(await shop.cli(shop.clone(1), "apply --yes")).toMatchObject({ code: 0 });
    git(shop.desk, "revert", "--no-edit", "HEAD");
    git(shop.desk, "push", "--quiet", "origin", "HEAD:main");
    const plan = await shop.cli(shop.clone(1), "plan --detailed-exitcode");
    expect([plan.code, plan.stdout.includes("云杉咖啡黑金卡")]).toEqual([2, true]);
    expect(await shop.cli(shop.clone(1), "apply --yes")).toMatchObject({ code: 0 });
    expect(titles(shop)).toEqual(["云杉咖啡黑金卡", "云杉咖啡金卡"]);
  });

  test("an old job writes nothing, without a word on the network, and goes with consent", async () => {
    const shop = await applied();
    const old = shop.clone(1);
    shop.commit({ [file]: titled("云杉咖啡黑金卡") });
    expect(await shop.cli(shop.clone(1), "apply --yes")).toMatchObject({ code: 0 });
    shop.world.forget();
    shop.forget();
    const late = await shop.cli(old, "apply --yes");
    expect([late.code, late.all.includes("older-commit"), shop.world.writes()]).toEqual([4, true, []]);
    // One look at the state, and nothing about commits.
    expect(shop.network()).toEqual(["fetch"]);
    expect((await shop.cli(old, "plan")).code).toBe(4);
    expect((await shop.cli(old, "apply --yes --if-older skip")).code).toBe(0);
    expect(shop.world.writes()).toEqual([]);
    expect((await shop.cli(old, "apply --yes --allow rollback")).code).toBe(0);
    expect(titles(shop)).toEqual(["云杉咖啡金卡"]);
  });

  test("the same documents in a newer commit move what was applied on, so that a job between is old", async () => {
    const shop = await applied();
    const between = shop.commit({ [file]: titled("云杉咖啡黑金卡") });
    const job = shop.clone(1);
    shop.commit({ [file]: goldCard }, "Back again");
    expect(await shop.cli(shop.clone(2), "apply --yes")).toMatchObject({ code: 0 });
    expect(shop.world.writes()).toEqual([]);
    const late = await shop.cli(job, "apply --yes");
    expect([git(job, "rev-parse", "HEAD"), late.code, shop.world.writes()]).toEqual([between, 4, []]);
  });

  test("read, begin, end: three operations on the network, and nothing of the user's repository is touched", async () => {
    const shop = await applied();
    shop.commit({ [file]: titled("云杉咖啡黑金卡") });
    for (const folder of [shop.clone(), shop.clone(1)]) {
      const before = bytesOf(folder);
      shop.forget();
      expect((await shop.cli(folder, "apply --yes")).code).toBe(0);
      expect(shop.network().length).toBeLessThanOrEqual(4);
      expect(bytesOf(folder)).toBe(before);
    }
  });
});

describe("a store that does not take what it is given", () => {
  const hook = (shop: ShopInGit, body: string) => {
    const path = join(shop.remote, "hooks/pre-receive");
    mkdirSync(join(shop.remote, "hooks"), { recursive: true });
    writeFileSync(path, `#!/bin/sh\n${body}\n`);
    chmodSync(path, 0o755);
  };
  const noHook = (shop: ShopInGit) => rmSync(join(shop.remote, "hooks/pre-receive"));

  test("at the beginning: 77, and no request is sent", async () => {
    const shop = await applied();
    shop.commit({ [file]: titled("云杉咖啡黑金卡") });
    hook(shop, 'echo "state branches are protected" >&2; exit 1');
    const refused = await shop.cli(shop.clone(1), "apply --yes");
    expect([refused.code, refused.all.includes("state branches are protected")]).toEqual([77, true]);
    expect(shop.world.writes()).toEqual([]);
  });

  test("at the end: 5, what is known is in the journal, and the next run here brings it along", async () => {
    const shop = await applied();
    shop.commit({ [file]: titled("云杉咖啡黑金卡") });
    // The lease may be taken; its end is refused.
    hook(shop, 'while read old new ref; do git log -1 --format=%s "$new" | grep -q "^apply" && exit 1; done; exit 0');
    const runner = shop.clone(1);
    const run = await shop.cli(runner, "apply --yes");
    expect([run.code, run.all.includes("state-not-released")]).toEqual([5, true]);
    expect(readdirSync(join(runner, ".git/wxcards/journal"))).toContain("coffee.jsonl");
    noHook(shop);
    // The run has ended, which the next one of this machine sees.
    shop.world.processes = { ...(shop.world.processes as Processes), isAlive: () => false };
    shop.world.forget();
    expect((await shop.cli(runner, "apply --yes")).code).toBe(0);
    expect(shop.world.writes()).toEqual([]);
    expect(shop.state("coffee", "lease")).not.toContain("nonce");
    expect((await shop.cli(shop.clone(1), "plan --detailed-exitcode")).code).toBe(0);
  });

  test("out of reach: a plan says as of when, and apply sends nothing", async () => {
    const shop = await applied();
    const runner = shop.clone(1);
    expect((await shop.cli(runner, "plan")).code).toBe(0);
    git(runner, "remote", "set-url", "origin", "file:///nowhere/shop.git");
    const plan = await shop.cli(runner, "plan --format json");
    const { accounts } = JSON.parse(plan.stdout) as { accounts: { state: { as_of?: string } }[] };
    expect([plan.code, accounts[0]?.state.as_of]).toEqual([0, expect.stringMatching(/^2026-/)]);
    writeFileSync(join(runner, file), titled("云杉咖啡黑金卡"));
    shop.world.forget();
    expect((await shop.cli(runner, "apply --yes")).code).toBe(1);
    expect(shop.world.writes()).toEqual([]);
  });
});
