import { expect, test } from "vitest";
import { silverId } from "../../helpers/documents.ts";
import { liveRules, merchants, rule, ruleWorld } from "../../helpers/rules.ts";
import { bakery, coffee } from "../../helpers/world.ts";

const mchids = merchants(3);
const [second = ""] = mchids.slice(1);
const asked = "/card/paygiftmembercard/get";

/** A merchant id that no rule shows, and that the platform calls occupied all the same: the older protocol tells whose it is. */
test.each([
  { whose: "another AppID", account: bakery, en: `a rule of AppID ${bakery.appid}`, zh: `AppID ${bakery.appid}` },
  { whose: "this account", account: coffee, en: "a rule of this account", zh: "本账号的" },
])("72004 without a rule: the older call tells that $whose has it, and for which card", async ({ account, en, zh }) => {
  const world = await ruleWorld(rule({ mchids }));
  world.sandbox.holdMerchant(account.appid, second, silverId);
  const run = await world.cli("apply --yes");
  expect([run.code, run.stdout]).toEqual([5, expect.stringContaining(`${en}, which gives ${silverId}`)]);
  expect(world.bodies(asked)).toEqual([{ mchid: second }]);
  expect(Object.values(liveRules(world)).flat()).not.toContain(second);
  const told = await world.cli("apply --yes --lang zh-CN");
  expect(told.stdout).toContain(zh);
  expect(told.stdout).toContain(silverId);
});

test("where the answer names another AppID, or the older call says nothing, nothing more is said", async () => {
  const named = await ruleWorld(rule({ mchids }));
  named.sandbox.behaviours.payGift.occupied = { [second]: { appid: "wxffffffffffffffff", rule_id: "7" } };
  expect((await named.cli("apply --yes")).code).toBe(5);
  expect(named.bodies(asked)).toEqual([]);
  const silent = await ruleWorld(rule({ mchids }));
  silent.sandbox.holdMerchant(bakery.appid, second, silverId);
  silent.sandbox.fail({ path: asked, errcode: 48_001 });
  const run = await silent.cli("apply --yes");
  expect([run.code, run.stdout.includes(silverId)]).toEqual([5, false]);
});
