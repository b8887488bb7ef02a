import { expect, test } from "vitest";
import { card, goldId } from "../../helpers/documents.ts";
import { coffee } from "../../helpers/world.ts";
import { call, file, leaks, lists, local, names, openids, sent, setWorld, testers, worldOf } from "./world.ts";

const { lin, zhou } = openids;
const first = "apply --yes --allow unverified";

test("an answer that lists somebody whom nobody has named, or a name in other letters: by stand-ins only", async () => {
  const world = await worldOf(testers(lists([lin], [names.ma.toUpperCase()])));
  const body = { errcode: 0, errmsg: "ok", success_openid: [lin, zhou], success_username: [names.ma] };
  world.sandbox.fail({ path: call, errcode: 0, rawBody: JSON.stringify(body) });
  const run = await world.cli(`${first} --verbose`);
  expect([run.code, leaks(run.all)]).toEqual([5, []]);
  const person = expect.stringMatching(/^person:[0-9a-f]{12}$/);
  expect(world.locked(local)?.["accepted"]).toEqual({ "/openid": [person, person], "/username": [person] });
  const plan = await world.cli("plan");
  expect([leaks(plan.all), plan.all]).toEqual([[], expect.stringContaining("takes 1 person off the list: person:")]);
});

test("everybody is taken off and the platform quotes somebody: nobody is shown", async () => {
  const world = await setWorld(lists([lin], []));
  world.write({ [file]: testers(lists([], [])) });
  world.sandbox.fail({ path: call, errcode: 40003, errmsg: `invalid openid ${zhou}` });
  const run = await world.cli("apply --yes --allow replace --verbose");
  expect([run.code, leaks(run.all)]).toEqual([1, []]);
  expect(sent(world)).toEqual([{ openid: [], username: [] }]);
});

test("a Weixin name that is a word of a card leaves the card as it is", async () => {
  const live = {
    custom_cell1: { name: "查看", tips: names.short, url: `https://m.${names.short}.example/cell` },
    prerogative: names.short,
  };
  const document = card("gold", goldId, `prerogative: ${names.short}\ncustom_cell1: { name: 更多 }`);
  const world = await worldOf(testers(lists([lin], [names.short])), { files: { "cards/gold.yaml": document } });
  world.sandbox.addCard(coffee.appid, live, { card_id: goldId });
  expect((await world.cli(first)).code).toBe(0);
  expect(world.card(goldId).content).toMatchObject({ ...live, custom_cell1: { ...live.custom_cell1, name: "更多" } });
  expect(world.bodies("/card/update")).toHaveLength(1);
  expect(sent(world)).toEqual([{ openid: [lin], username: [names.short] }]);
  expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
});

test("an answer that counts nobody and lists nobody: the list is empty", async () => {
  const world = await setWorld(lists([lin], []));
  world.write({ [file]: testers(lists([], [])) });
  world.sandbox.fail({ path: call, errcode: 0, rawBody: '{"errcode":0,"errmsg":"ok","white_list_size":0}', times: 9 });
  expect((await world.cli("apply --yes --allow replace")).code).toBe(0);
  expect((await world.cli("plan --detailed-exitcode")).stdout).toBe("No changes. 1 unchanged.\n");
});
