import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { card, goldCard, goldId, liveGold, liveSilver, silverCard, silverId } from "../../helpers/documents.ts";
import { readPlan } from "../../helpers/plan.ts";
import { merchants, rule } from "../../helpers/rules.ts";
import { git, type ShopInGit, shopInGit } from "../../helpers/shop-in-git.ts";
import { coffee } from "../../helpers/world.ts";

const gold = "cards/gold.yaml";
const silver = "cards/silver.yaml";

/** Two cards that were applied as they are on main. */
async function applied(files: Readonly<Record<string, string>> = {}): Promise<ShopInGit> {
  const shop = await shopInGit({ [gold]: goldCard, [silver]: silverCard, ...files });
  shop.world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  shop.world.sandbox.addCard(coffee.appid, liveSilver, { card_id: silverId });
  const run = await shop.cli(shop.clone(), "apply --yes --allow drift");
  expect(run.code, run.all).toBe(0);
  return shop;
}

/** Of each differing field whether it is of this change, by the last part of its address and pointer. */
async function marked(shop: ShopInGit, folder: string, flags = "--base origin/main") {
  const run = await shop.cli(folder, `plan --format json ${flags}`.trim());
  const plan = readPlan(run.stdout) as unknown as {
    readonly base?: { readonly ref: string; readonly commit: string };
    readonly digest: string;
    readonly problems: readonly { readonly code: string }[];
    readonly changes: readonly {
      readonly address: string;
      readonly fields: readonly { readonly path: string; readonly this_change?: boolean; readonly origin: string }[];
    }[];
  };
  const fields = plan.changes.flatMap(({ address, fields: own }) =>
    own.map(({ path, origin, ...field }) => [`${address.split("/")[2]}${path}`, origin, field.this_change]),
  );
  return { ...plan, code: run.code, fields };
}

function replaced(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

/** Whose change it is: of this pull request, of an earlier one that is not applied yet, or of the console. */
describe("plan --base", () => {
  test("what this change touches, what others merged before, and what the console moved are told apart", async () => {
    const shop = await applied();
    // Merged, and not applied yet.
    shop.commit({ [silver]: replaced(silverCard, "银卡", "新银卡") }, "Rename silver");
    shop.world.sandbox.editInConsole(coffee.appid, goldId, { prerogative: "控制台改的" });
    const clone = shop.clone();
    git(clone, "checkout", "--quiet", "-b", "notice");
    writeFileSync(join(clone, gold), replaced(goldCard, "notice: 结账时请出示会员码", "notice: 新的提醒"));
    const { base, fields } = await marked(shop, clone);
    expect(base).toEqual({ ref: "origin/main", commit: git(clone, "rev-parse", "origin/main") });
    expect(fields).toEqual([
      ["gold/base_info/notice", "file", true],
      ["gold/prerogative", "drift", false],
      ["silver/base_info/title", "file", false],
    ]);
  });

  test("in text and in Markdown what is of others is a section of its own", async () => {
    const shop = await applied();
    shop.commit({
      [silver]: replaced(silverCard, "银卡", "新银卡"),
      [gold]: replaced(goldCard, "全场饮品九折。", "全场饮品八折。"),
    });
    shop.world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { description: "控制台改的" } });
    const clone = shop.clone();
    const here = replaced(
      replaced(goldCard, "全场饮品九折。", "全场饮品八折。"),
      "notice: 结账时请出示会员码",
      "notice: 新的提醒",
    );
    writeFileSync(join(clone, gold), here);
    const told = async (flags: string) => (await shop.cli(clone, `plan --base origin/main ${flags}`)).stdout;
    for (const text of [await told("--format text"), await told("--format markdown")]) {
      const others = text.indexOf("Of earlier changes, not applied yet");
      const drift = text.indexOf("Drift, left as it is live");
      expect(text).toContain("This change is told from origin/main (");
      expect([
        text.indexOf("新的提醒") < others,
        others < text.indexOf("新银卡"),
        others < text.indexOf("八折"),
      ]).toEqual([true, true, true]);
      expect([others < drift, drift < text.indexOf("控制台改的")]).toEqual([true, true]);
    }
    expect(await told("--lang zh-CN")).toContain("此前的改动，尚未应用：");
  });

  test("the digest does not move with it, and a saved plan approves without it", async () => {
    const shop = await applied();
    const clone = shop.clone();
    writeFileSync(join(clone, gold), replaced(goldCard, "notice: 结账时请出示会员码", "notice: 新的提醒"));
    git(clone, "commit", "--quiet", "--all", "--message", "Another notice");
    const without = await marked(shop, clone, "");
    expect(without.fields.map(([, , mark]) => mark)).toEqual([undefined]);
    const out = join(shop.world.root, "plan.json");
    const held = await marked(shop, clone, `--base HEAD~1 --out ${out}`);
    expect([held.digest, held.fields.map(([, , mark]) => mark)]).toEqual([without.digest, [true]]);
    git(clone, "push", "--quiet", "origin", "HEAD:main");
    const run = await shop.cli(clone, `apply ${out}`);
    expect(run.code, run.all).toBe(0);
    expect(shop.world.card(goldId).content["base_info"]).toMatchObject({ notice: "新的提醒" });
  });

  test("overlays are applied on both sides, and so is the project file beside them", async () => {
    const shared = (text: string) =>
      `kind: MemberCard\nname: gold\naccounts:\n  coffee:\n    id: ${goldId}\n    spec: { base_info: { notice: ${text} } }\nspec:\n  base_info:\n    title: 云杉咖啡金卡\n    notice: 公共提醒\n`;
    const shop = await applied({ [gold]: shared("门店提醒") });
    const clone = shop.clone();
    // What all accounts share changes, and the account does not have it.
    writeFileSync(join(clone, gold), replaced(shared("门店提醒"), "公共提醒", "另一个公共提醒"));
    expect((await marked(shop, clone)).fields).toEqual([]);
    writeFileSync(join(clone, gold), replaced(shared("门店提醒"), "门店提醒", "夜间提醒"));
    expect((await marked(shop, clone)).fields).toEqual([["gold/base_info/notice", "file", true]]);
  });

  test("spelling is no change: another colour name, quotes, order", async () => {
    const shop = await applied();
    shop.world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "控制台改的" } });
    const clone = shop.clone();
    const respelt = replaced(
      replaced(goldCard, "location_id_list: [101, 102]", "location_id_list: [102, 101]"),
      "notice: 结账时请出示会员码",
      'notice: "结账时请出示会员码"',
    );
    writeFileSync(join(clone, gold), respelt);
    expect((await marked(shop, clone)).fields).toEqual([["gold/base_info/notice", "drift", false]]);
  });

  test("a document that is new, renamed, or there without being read", async () => {
    const shop = await applied();
    shop.world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "控制台改的" } });
    const clone = shop.clone();
    rmSync(join(clone, gold));
    // A rename is no change of what is declared.
    writeFileSync(join(clone, "cards/premium.yaml"), replaced(goldCard, "name: gold", "name: premium\nwas: gold"));
    const { fields } = await marked(shop, clone);
    expect(fields).toEqual([["premium/base_info/notice", "drift", false]]);
    // Of a document that nobody can read there, nobody knows what it said.
    shop.commit({ [gold]: "kind: MemberCard\nname: gold\nspec: [" }, "Break it");
    git(clone, "fetch", "--quiet", "origin");
    const broken = await marked(shop, clone);
    expect(broken.fields).toEqual([["premium/base_info/notice", "drift", true]]);
    expect(broken.problems.map(({ code }) => code)).toContain("base-with-errors");
  });

  test("a project that is new has no documents there", async () => {
    const shop = await applied();
    const clone = shop.clone();
    git(clone, "checkout", "--quiet", "--orphan", "empty");
    git(clone, "commit", "--quiet", "--allow-empty", "--message", "Nothing");
    git(clone, "rm", "--quiet", "-r", "--cached", ".");
    git(clone, "commit", "--quiet", "--message", "Nothing at all");
    const nothing = git(clone, "rev-parse", "HEAD");
    git(clone, "checkout", "--quiet", "--force", "main");
    writeFileSync(join(clone, gold), replaced(goldCard, "notice: 结账时请出示会员码", "notice: 新的提醒"));
    const { fields, problems } = await marked(shop, clone, `--base ${nothing}`);
    expect(fields).toEqual([["gold/base_info/notice", "file", true]]);
    expect(problems).toEqual([]);
  });

  test("what is ignored no more is of this change, though no value moved", async () => {
    // Without an id: the document itself does not say that the card is there.
    const nameless = replaced(goldCard, `id: ${goldId}\n`, "");
    const shop = await applied();
    shop.commit({ [gold]: replaced(nameless, "name: gold\n", "name: gold\nignore: [/base_info/notice]\n") });
    shop.world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "控制台改的" } });
    const clone = shop.clone();
    expect((await marked(shop, clone)).fields).toEqual([]);
    writeFileSync(join(clone, gold), nameless);
    expect((await marked(shop, clone)).fields).toEqual([["gold/base_info/notice", "drift", true]]);
  });

  test("of a field that names a document, that document's id is no change, nor is its new name", async () => {
    const nameless = replaced(goldCard, `id: ${goldId}\n`, "");
    const spring = "cards/spring.yaml";
    const shop = await applied({ [spring]: rule({ mchids: merchants(2) }) });
    shop.commit({ [gold]: nameless });
    const [ruleId = ""] = Object.keys(shop.world.rules());
    shop.world.sandbox.editRuleInConsole(coffee.appid, ruleId, { member_rule: { card_id: silverId } });
    const clone = shop.clone();
    const mark = ["spring/member_rule/card_id", "drift", false];
    writeFileSync(join(clone, gold), goldCard);
    expect((await marked(shop, clone)).fields).toEqual([mark]);
    writeFileSync(join(clone, gold), replaced(nameless, "name: gold", "name: premium\nwas: gold"));
    writeFileSync(join(clone, spring), rule({ mchids: merchants(2), card: "MemberCard/premium" }));
    expect((await marked(shop, clone)).fields).toEqual([mark]);
    // Another card by that name is one.
    writeFileSync(join(clone, gold), goldCard);
    writeFileSync(join(clone, spring), rule({ mchids: merchants(2), card: silverId }));
    shop.world.sandbox.editRuleInConsole(coffee.appid, ruleId, { member_rule: { card_id: goldId } });
    expect((await marked(shop, clone)).fields).toEqual([["spring/member_rule/card_id", "file", true]]);
  });

  test("a conflict of an earlier change is told with what is of others", async () => {
    const shop = await applied();
    shop.commit({ [silver]: replaced(silverCard, "点单前请出示条形码", "合并的提醒") });
    shop.world.sandbox.editInConsole(coffee.appid, silverId, { base_info: { notice: "控制台改的" } });
    const clone = shop.clone();
    writeFileSync(join(clone, gold), replaced(goldCard, "notice: 结账时请出示会员码", "notice: 新的提醒"));
    const { fields } = await marked(shop, clone);
    expect(fields).toContainEqual(["silver/base_info/notice", "conflict", false]);
    const text = (await shop.cli(clone, "plan --base origin/main")).stdout;
    const others = text.indexOf("Of earlier changes, not applied yet");
    expect([text.indexOf("新的提醒") < others, others < text.indexOf("合并的提醒")], text).toEqual([true, true]);
  });

  test("documents in a submodule are held against what it held by then, or told", async () => {
    const shop = await applied();
    const cards = join(shop.world.root, "cards");
    git(shop.world.root, "init", "--quiet", "--initial-branch=main", cards);
    writeFileSync(join(cards, "gold.yaml"), goldCard);
    git(cards, "add", "gold.yaml");
    git(cards, "commit", "--quiet", "--message", "Gold");
    const allow = ["-c", "protocol.file.allow=always"];
    git(shop.desk, "rm", "--quiet", "-r", "cards");
    git(shop.desk, ...allow, "submodule", "--quiet", "add", `file://${cards}`, "cards");
    shop.commit({ [".gitattributes"]: "" }, "Keep the cards elsewhere");
    shop.world.sandbox.editInConsole(coffee.appid, goldId, { prerogative: "控制台改的" });
    const clone = shop.clone();
    git(clone, ...allow, "submodule", "--quiet", "update", "--init");
    writeFileSync(join(clone, gold), replaced(goldCard, "notice: 结账时请出示会员码", "notice: 新的提醒"));
    const held = await marked(shop, clone);
    expect(held.fields).toEqual([
      ["gold/base_info/notice", "file", true],
      ["gold/prerogative", "drift", false],
    ]);
    expect(held.problems).toEqual([]);
    // The base leads to a commit of the submodule that nobody fetched.
    const foreign = git(shop.desk, "rev-parse", "HEAD");
    git(shop.desk, "update-index", "--cacheinfo", `160000,${foreign},cards`);
    git(shop.desk, "commit", "--quiet", "--message", "Lead the cards elsewhere");
    git(shop.desk, "push", "--quiet", "origin", "HEAD:main");
    git(clone, "fetch", "--quiet", "--no-recurse-submodules", "origin");
    const lost = await marked(shop, clone);
    expect(lost.fields.map(([, , mark]) => mark)).toEqual([true, true]);
    expect(lost.problems.map(({ code }) => code)).toEqual(["base-submodule"]);
  });

  test("in a clone without trees nothing passes for new", async () => {
    const shop = await applied();
    git(shop.remote, "config", "uploadpack.allowFilter", "true");
    const folder = 'the shop\'s "cards" 店';
    shop.commit({ [`${folder}/wxcards.yaml`]: shop.world.read("wxcards.yaml"), [`${folder}/${gold}`]: goldCard });
    const base = shop.commit({ [`${folder}/${silver}`]: silverCard });
    shop.commit({ [`${folder}/${gold}`]: replaced(goldCard, "notice: 结账时请出示会员码", "notice: 新的提醒") });
    const whole = shop.clone();
    const plan = (clone: string) =>
      shop.world.cli(["plan", `--base=${base}`, "--project", join(clone, folder, "wxcards.yaml"), "--format=json"]);
    const told = await plan(whole);
    expect(told.all).not.toContain("base-");
    const treeless = join(shop.world.root, "treeless");
    git(shop.world.root, "clone", "--quiet", "--filter=tree:0", `file://${shop.remote}`, treeless);
    const run = await plan(treeless);
    expect(run.all).toContain("base-unreadable");
    expect(run.code).not.toBe(0);
  });

  test("in a folder of the repository, at depth 1, offline; nothing is fetched or written for it", async () => {
    const shop = await applied();
    const clone = shop.clone(1);
    writeFileSync(join(clone, gold), replaced(goldCard, "notice: 结账时请出示会员码", "notice: 新的提醒"));
    const before = git(clone, "status", "--porcelain");
    shop.forget();
    const { fields } = await marked(shop, clone, "--base HEAD --offline");
    expect(fields).toContainEqual(["gold/base_info/notice", "file", true]);
    expect(git(clone, "status", "--porcelain")).toBe(before);
  });

  test.each([
    ["no-such-branch", "this clone has no such commit"],
    ["--upload-pack=touch", "this clone has no such commit"],
    ["^HEAD", "this clone has no such commit"],
    ["HEAD~1..HEAD", "this clone has no such commit"],
    ["HEAD:cards/gold.yaml", "this clone has no such commit"],
    ["", "this clone has no such commit"],
  ])("a ref that is none: %j", async (ref, words) => {
    const shop = await applied();
    const run = await shop.world.cli(["plan", `--base=${ref}`, "--project", join(shop.clone(1), "wxcards.yaml")]);
    expect([run.code, run.all], run.all).toEqual([64, expect.stringContaining(words)]);
    expect(run.all).toContain("base-unknown");
  });

  test("outside of git", async () => {
    const shop = await shopInGit({ [gold]: card("gold", goldId, "base_info:\n  title: 金卡") });
    const run = await shop.world.cli(["plan", "--base", "main"]);
    expect(run.all).toContain("base-");
    expect(run.code).not.toBe(0);
  });
});
