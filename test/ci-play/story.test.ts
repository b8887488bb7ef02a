import { expect, test } from "vitest";
import { newCard } from "../helpers/documents.ts";
import { leaksIn } from "./leaks.ts";
import { cardWith, coffee, openShop, type Shop, secrets } from "./shop.ts";
import type { PlayedRun } from "./workflow-run.ts";

/*
 * The workflows of GitHub as `wxcards init --ci` writes them, played from a pull request to what the console did being taken
 * over: every `run:` in a folder and an environment of its own, with git over HTTP and the tokens that the workflows ask for.
 */
const driftFile = ".github/workflows/wxcards-drift.yml";
const isDeep = process.env["WXCARDS_DEEP"] === "1";

const bodyOf = (shop: Shop, pull: { readonly number: number }) =>
  shop.github.api.comments.get(pull.number)?.[0]?.body ?? "";
const told = (run: PlayedRun | undefined) =>
  JSON.stringify(run?.jobs, (key, value) => (key === "token" ? "" : value), 1).replaceAll("\\n", "\n");

/** What stands below a heading of a comment, up to the next one of its kind. */
function below(body: string, heading: string): string {
  const [, found = ""] = body.split(`\n### ${heading}\n`);
  return found.split("\n### ")[0] ?? "";
}

/** Two cards that were applied, and workflows on main. */
async function appliedShop(): Promise<Shop> {
  const shop = await openShop();
  const files = { "cards/gold.yaml": newCard("gold", "云杉金卡"), "cards/silver.yaml": newCard("silver", "云杉银卡") };
  await shop.begin("github", files);
  await shop.desk(
    `WXCARDS_COFFEE_APPSECRET=${secrets.WXCARDS_COFFEE_APPSECRET} WXCARDS_WEIXIN_BASE_URL=${shop.sandbox.url} wxcards apply --yes`,
  );
  return shop;
}

test("a pull request tells its change from earlier ones and from the console's, and only the files are applied", async () => {
  const shop = await appliedShop();
  const { github, sandbox } = shop;
  const [gold, silver] = [cardWith(sandbox, "金卡"), cardWith(sandbox, "银卡")];
  const live = (id: string) => sandbox.state(coffee.appid).cards[id]?.content as { base_info: Record<string, unknown> };
  // Somebody merged this, and nobody approved it. Then the console moved a field of the same card, and another card.
  shop.edit("cards/gold.yaml", "notice: 请出示", "notice: 请出示会员码");
  await shop.desk("git commit -qam 'Another notice'; git push -q origin main");
  sandbox.editInConsole(coffee.appid, gold, { prerogative: "后台改的权益" });
  sandbox.editInConsole(coffee.appid, silver, { base_info: { notice: "后台改的提醒" } });
  const [night] = await github.night();
  expect(night?.result, told(night)).toBe("success");
  expect(night?.jobs["pull-coffee"]?.state).toBe("skipped");
  expect(github.api.issues.map(({ title, state }) => [title, state])).toEqual([["wxcards: drift in coffee", "open"]]);
  const [issue] = github.api.issues;
  for (const word of ["后台改的权益", "后台改的提醒"]) expect(issue?.body).toContain(word);
  expect(issue?.body).not.toContain("请出示会员码");

  shop.edit("cards/gold.yaml", "title: 云杉金卡", "title: 云杉黑金卡");
  await shop.branch("title", "Another title");
  const pull = await github.open({ branch: "title" });
  expect(
    pull.runs.map(({ result }) => result),
    told(pull.runs[0]),
  ).toEqual(["success"]);
  const body = bodyOf(shop, pull);
  const kinds = ["Goes to review", "Of earlier changes, not applied yet", "Drift, left as it is live"];
  const [own = "", earlier = "", moved = ""] = kinds.map((kind) => below(body, kind));
  const found = (text: string) =>
    ["云杉黑金卡", "请出示会员码", "后台改的权益", "后台改的提醒"].filter((word) => text.includes(word));
  expect([own, earlier, moved].map(found), body).toEqual([
    ["云杉黑金卡"],
    ["请出示会员码"],
    ["后台改的权益", "后台改的提醒"],
  ]);

  // While somebody looks at the plan, the console takes the title too.
  shop.beforeApproval = () => sandbox.editInConsole(coffee.appid, gold, { base_info: { title: "后台改的名字" } });
  const [stale] = await pull.merge();
  expect(
    stale?.jobs["apply-coffee"]?.steps.flatMap(({ code }) => code || []),
    told(stale),
  ).toEqual([4]);
  expect(stale?.jobs["apply-coffee"]?.concurrency).toEqual({ group: "wxcards-coffee", "cancel-in-progress": false });
  expect(live(gold).base_info["title"]).toBe("后台改的名字");
  expect(bodyOf(shop, pull)).toContain("has moved since the plan was saved");
  sandbox.editInConsole(coffee.appid, gold, { base_info: { title: "云杉金卡" } });
  const applied = await github.again(stale as PlayedRun);
  expect(applied.result, told(applied)).toBe("success");
  expect(shop.asked.map(({ environment, job }) => `${environment} ${job}`)).toEqual(
    Array(2).fill("wxcards apply-coffee"),
  );
  expect(live(gold)).toMatchObject({
    prerogative: "后台改的权益",
    base_info: { title: "云杉黑金卡", notice: "请出示会员码" },
  });
  expect(live(silver).base_info["notice"]).toBe("后台改的提醒");
  expect(bodyOf(shop, pull)).toContain("## wxcards apply\n\n1 done");

  const taken = await github.dispatch(driftFile, { pull: true });
  expect([taken.result, taken.jobs["drift-coffee"]?.state], told(taken)).toEqual(["success", "skipped"]);
  const branch = "wxcards-pull/coffee-5-1";
  expect(taken.jobs["pull-coffee"]?.summary).toContain(`/shop/cards/compare/${branch}?expand=1`);
  expect(await github.repository.git("diff", "--stat", `main`, branch)).toContain(
    "2 files changed, 2 insertions(+), 2 deletions(-)",
  );
  const back = await github.open({ branch });
  expect(back.runs[0]?.result, told(back.runs[0])).toBe("success");
  expect(bodyOf(shop, back)).toContain("No changes. 2 unchanged.");
  if (isDeep) {
    // Nothing is to be approved: nobody is asked, and the commit counts as applied.
    const [nothing] = await back.merge();
    expect(nothing?.jobs["apply-coffee"], told(nothing)).toMatchObject({
      state: "success",
      environment: "wxcards-plan",
    });
    expect(shop.asked.length).toBe(2);
    const state = await github.repository.git("show", "wxcards-state/coffee:state.yaml");
    expect(state).toContain(`commit: ${nothing?.event.sha}`);
    // An older job writes nothing from now on.
    sandbox.forgetRequests();
    const old = await github.again(applied);
    expect(old.jobs["plan-coffee"]?.outputs["exit"], told(old)).toBe("4");
    expect([
      old.jobs["apply-coffee"]?.state,
      await github.repository.git("show", "wxcards-state/coffee:state.yaml"),
    ]).toEqual(["skipped", state]);
    expect(sandbox.requests.map(({ path }) => path).filter((path) => /update|create|delete|modify/.test(path))).toEqual(
      [],
    );
  }
  expect(await leaksIn(shop)).toEqual([]);
});
