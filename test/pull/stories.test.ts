import { execFileSync } from "node:child_process";
import { chmodSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  brandCard,
  brandCardId,
  brandId,
  brandSpec,
  liveBrandWorld,
  otherBrandId,
  templates,
} from "../helpers/brand.ts";
import { goldCard, goldId, liveGold, liveSmall, silverId, smallCard } from "../helpers/documents.ts";
import { processEnv } from "../helpers/process-env.ts";
import { merchants, rule, ruleWorld } from "../helpers/rules.ts";
import { bakery, coffee, newWorld, type World } from "../helpers/world.ts";

const file = "cards/gold.yaml";

/** What a pull tells in JSON. */
interface Pulled {
  readonly format: string;
  readonly pulled: readonly {
    address: string;
    file: string;
    line: number;
    path: string;
    before: unknown;
    after: unknown;
  }[];
  readonly left: readonly { address: string; path: string; code: string; message: string }[];
  readonly problems: readonly { code: string }[];
}

async function applied(world: World): Promise<World> {
  const run = await world.cli("apply --yes");
  expect(run.code, run.all).toBe(0);
  world.clock.advance(61);
  world.forget();
  return world;
}

/** A card whose document was applied. */
async function settled(document = goldCard, more: Readonly<Record<string, string>> = {}): Promise<World> {
  const world = await newWorld({ files: { [file]: document, ...more } });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  return applied(world);
}

/** The same document for two accounts. */
async function shared(document: string): Promise<World> {
  const world = await newWorld({ files: { [file]: document } });
  world.sandbox.addCard(coffee.appid, liveSmall("gold"), { card_id: goldId });
  world.sandbox.addCard(bakery.appid, liveSmall("gold"), { card_id: silverId });
  return applied(world);
}

const console = (world: World, card: Parameters<World["sandbox"]["editInConsole"]>[2], id = goldId) =>
  world.sandbox.editInConsole(coffee.appid, id, card);

async function pull(world: World, words = ""): Promise<Pulled & { readonly code: number }> {
  const run = await world.cli(`pull --format json ${words}`);
  return { ...(JSON.parse(run.stdout) as Pulled), code: run.code };
}

/** Nothing is left to do, a second pull changes nothing, and nothing but reads went out. */
async function expectSettled(world: World, ...files: readonly string[]): Promise<void> {
  const plan = await world.cli("plan --detailed-exitcode");
  expect([plan.code, plan.stdout]).toEqual([0, expect.stringMatching(/^No changes\. \d+ unchanged\.\n$/)]);
  const texts = files.map((name) => world.read(name));
  expect(await world.cli("pull")).toMatchObject({ code: 0, stdout: "Nothing has drifted.\n" });
  expect(files.map((name) => world.read(name))).toEqual(texts);
  expect(world.writes()).toEqual([]);
}

describe("pull", () => {
  test("writes what the console changed, and nothing else", async () => {
    const world = await settled();
    const state = world.read("wxcards.state/coffee/state.yaml");
    console(world, { base_info: { notice: "控制台改的", color: "Color010" }, prerogative: "两行\n文字" });
    const run = await pull(world);
    expect(run).toMatchObject({ code: 0, format: "wxcards.pull/1", left: [], problems: [] });
    const about = { address: "coffee/MemberCard/gold", file };
    expect(run.pulled).toEqual([
      { ...about, line: 8, path: "/base_info/color", before: "Color060", after: "Color010" },
      { ...about, line: 9, path: "/base_info/notice", before: "结账时请出示会员码", after: "控制台改的" },
      { ...about, line: 19, path: "/prerogative", before: "全场饮品九折。", after: "两行\n文字" },
    ]);
    expect(world.read(file)).toBe(
      goldCard
        .replace("notice: 结账时请出示会员码", "notice: 控制台改的")
        .replace("Color060", "Color010")
        .replace("prerogative: 全场饮品九折。", "prerogative: |-\n    两行\n    文字"),
    );
    expect(world.read("wxcards.state/coffee/state.yaml")).toBe(state);
    await expectSettled(world, file);
  });

  test("comments, quotes, block texts, line ends of Windows, a mark of byte order and no last line break stay", async () => {
    const document = [
      "# 金卡",
      "kind: MemberCard",
      "name: gold",
      `id: ${goldId}`,
      "account: coffee",
      "",
      "spec:",
      "    # 基本信息",
      "    base_info:",
      "        color:   Color060   # 品牌色",
      "        notice: '结账时''请出示'",
      '        service_phone: "4008203366" # 总机',
      "        description: |  # 须知",
      "            第一行",
      "            第二行",
      "",
      "        title: 云杉咖啡金卡",
      "    prerogative: >-",
      "        全场",
      "        九折",
    ].join("\r\n");
    const world = await newWorld({ files: { [file]: `\ufeff${document}` } });
    const base = { ...(liveGold["base_info"] as object), description: "第一行\n第二行\n" };
    world.sandbox.addCard(coffee.appid, { ...liveGold, base_info: base }, { card_id: goldId });
    await applied(world);
    console(world, {
      base_info: {
        color: "Color010",
        notice: "别'忘了",
        description: "第一行\n新的一行\n第三行\n",
        service_phone: "10086",
      },
      prerogative: "全场八折",
    });
    expect(await pull(world)).toMatchObject({ code: 0, left: [] });
    expect(world.read(file)).toBe(
      `\ufeff${document
        .replace("Color060", "Color010")
        .replace("'结账时''请出示'", "'别''忘了'")
        .replace('"4008203366"', '"10086"')
        .replace("            第二行", "            新的一行\r\n            第三行")
        .replace("        全场\r\n        九折", "        全场八折")}`,
    );
    await expectSettled(world, file);
  });

  test("items of lists come in and go out one by one, in brackets and on lines", async () => {
    const document = goldCard.replace(
      "location_id_list: [101, 102]",
      "location_id_list: # 门店\n      - 101 # 一店\n      # 二店\n      - 102\n      - 103",
    );
    const world = await settled(document);
    console(world, { base_info: { location_id_list: [103, 101, 999] } });
    expect(await pull(world)).toMatchObject({ code: 0, pulled: [{ after: [101, 103, 999] }] });
    expect(world.read(file)).toBe(document.replace("      - 102\n", "").replace("- 103", "- 103\n      - 999"));
    await expectSettled(world, file);
    const inBrackets = await settled();
    console(inBrackets, { base_info: { location_id_list: [102, 7] } });
    await pull(inBrackets);
    expect(inBrackets.read(file)).toBe(goldCard.replace("[101, 102]", "[102, 7]"));
  });

  test("a field that the console emptied is cleared, and an object as a whole", async () => {
    const world = await settled();
    console(world, {
      base_info: { service_phone: "", location_id_list: [] },
      custom_cell1: { name: "", tips: "", url: "" },
    });
    expect(await pull(world)).toMatchObject({ code: 0, left: [] });
    const text = world.read(file);
    expect(text).toContain("    service_phone: null\n");
    expect(text).toContain("    location_id_list: []\n");
    expect(text).toContain("  custom_cell1: null\n  bonus_rule:");
    await expectSettled(world, file);
  });

  test("a conflict is left and told, and taken with --take live", async () => {
    const world = await settled();
    console(world, { base_info: { notice: "控制台改的" }, prerogative: "八折" });
    world.edit(file, "notice: 结账时请出示会员码", "notice: 文件改的");
    const run = await pull(world);
    expect(run.code).toBe(3);
    expect(run.pulled.map(({ path }) => path)).toEqual(["/prerogative"]);
    expect(run.left).toEqual([
      {
        address: "coffee/MemberCard/gold",
        path: "/base_info/notice",
        code: "pull-conflict",
        message: expect.stringContaining("文件改的"),
      },
    ]);
    expect(world.read(file)).toContain("notice: 文件改的");
    expect(await pull(world, "--take live")).toMatchObject({ code: 0, pulled: [{ path: "/base_info/notice" }] });
    await expectSettled(world, file);
  });

  test("what the file alone changed stays as it is", async () => {
    const world = await settled();
    world.edit(file, "notice: 结账时请出示会员码", "notice: 文件改的");
    console(world, { prerogative: "八折" });
    expect(await pull(world)).toMatchObject({ code: 0, pulled: [{ path: "/prerogative" }] });
    expect(world.read(file)).toContain("notice: 文件改的");
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(2);
  });

  test("while nothing is remembered nobody's change is taken, but with --take live", async () => {
    const world = await settled();
    console(world, { prerogative: "八折" });
    world.remove("wxcards.state/coffee");
    expect(await pull(world)).toMatchObject({ code: 3, pulled: [], left: [{ code: "pull-conflict" }] });
    expect(await pull(world, "--take live")).toMatchObject({ code: 0, pulled: [{ path: "/prerogative" }] });
    expect(world.read(file)).toBe(goldCard.replace("全场饮品九折。", "八折"));
  });

  test.each(["overwrite", "refuse"])("guards.drift: %s makes no difference", async (guard) => {
    const world = await settled();
    world.write({ "wxcards.yaml": `${world.read("wxcards.yaml")}guards: { drift: ${guard} }\n` });
    console(world, { prerogative: "八折" });
    expect(await pull(world)).toMatchObject({ code: 0, pulled: [{ path: "/prerogative" }], problems: [] });
    await expectSettled(world, file);
  });

  test("what no document may hold is left with its code, and the others are written", async () => {
    const world = await settled();
    console(world, { base_info: { title: "长".repeat(40), notice: "新提醒" } });
    const run = await pull(world);
    expect(run).toMatchObject({
      code: 3,
      pulled: [{ path: "/base_info/notice" }],
      left: [{ path: "/base_info/title", code: "text-too-long" }],
    });
    expect(world.read(file)).toBe(goldCard.replace("结账时请出示会员码", "新提醒"));
  });

  test("only the addresses that are named, with * for anything", async () => {
    const world = await settled(goldCard, { "cards/silver.yaml": smallCard("silver", silverId) }).catch(
      () => undefined,
    );
    expect(world).toBeUndefined();
    const both = await newWorld({ files: { [file]: goldCard, "cards/silver.yaml": smallCard("silver", silverId) } });
    both.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
    both.sandbox.addCard(coffee.appid, liveSmall("silver"), { card_id: silverId });
    await applied(both);
    console(both, { base_info: { notice: "一" } });
    console(both, { base_info: { notice: "二" } }, silverId);
    expect(await pull(both, "coffee/MemberCard/sil*")).toMatchObject({ pulled: [{ file: "cards/silver.yaml" }] });
    expect(both.read(file)).toBe(goldCard);
    expect(await pull(both, "MemberCard/gold")).toMatchObject({ pulled: [{ file }] });
    expect((await both.cli("pull MemberCard/gone")).code).toBe(64);
    await expectSettled(both, file, "cards/silver.yaml");
  });
});

describe("what pull says", () => {
  test("that nothing was written, where documents are wrong or nothing could be read", async () => {
    const world = await settled(goldCard, { "cards/bad.yaml": "" });
    world.write({ "cards/bad.yaml": "kind: MemberCard\nname: bad\n" });
    const wrong = await world.cli("pull");
    expect([wrong.code, wrong.stdout]).toEqual([65, expect.stringContaining("1 error. Nothing was written.\n")]);
    expect((await world.cli("pull --lang zh-CN")).stdout).toContain("没有写入任何文件。");
    world.write({ "cards/bad.yaml": "" });
    world.env["WXCARDS_COFFEE_APPSECRET"] = "";
    const unread = await world.cli("pull");
    expect([unread.code, unread.stdout.includes("Nothing has drifted")]).toEqual([77, false]);
    expect(unread.stdout.endsWith("\nNothing was written.\n")).toBe(true);
  });

  test("where a long text differs", async () => {
    const long = `${"很长的特权说明，".repeat(20)}第一版`;
    const world = await settled(goldCard.replace("全场饮品九折。", long));
    console(world, { prerogative: long.replace("第一版", "第二版") });
    const [line = ""] = (await world.cli("pull")).stdout.split("\n");
    expect(line).toMatch(/ …[^…]*第一版" → …[^…]*第二版"$/);
  });
});

describe("pull and several accounts of a document", () => {
  const common = (accounts: string, notice = "请出示") =>
    `kind: MemberCard\nname: gold\n${accounts}\nspec:\n  base_info:\n    title: gold卡 # 同名\n    notice: ${notice}\n`;

  test("a value of an overlay goes there, one that others share becomes the account's own", async () => {
    const world = await shared(
      common(
        `accounts:\n  coffee: # 一\n    id: ${goldId}\n    protect: true\n    spec:\n      base_info:\n        notice: 咖啡\n  bakery: { id: ${silverId} }`,
      ),
    );
    const before = world.read(file);
    console(world, { base_info: { notice: "控制台", title: "新卡" } });
    expect(await pull(world)).toMatchObject({ code: 0, left: [] });
    expect(world.read(file)).toBe(before.replace("notice: 咖啡", "notice: 控制台\n        title: 新卡"));
    await expectSettled(world, file);
  });

  test("where all that share it drifted in the same way, the common value changes", async () => {
    const world = await shared(common(`accounts:\n  coffee: { id: ${goldId} }\n  bakery: { id: ${silverId} }`));
    const before = world.read(file);
    console(world, { base_info: { notice: "都改了" } });
    world.sandbox.editInConsole(bakery.appid, silverId, { base_info: { notice: "都改了" } });
    expect(await pull(world)).toMatchObject({ code: 0, pulled: [{}, {}] });
    expect(world.read(file)).toBe(before.replace("notice: 请出示", "notice: 都改了"));
    await expectSettled(world, file);
  });

  test("only the account that is named is changed", async () => {
    const world = await shared(common(`accounts:\n  coffee: { id: ${goldId} }\n  bakery: { id: ${silverId} }`));
    console(world, { base_info: { notice: "都改了" } });
    world.sandbox.editInConsole(bakery.appid, silverId, { base_info: { notice: "都改了" } });
    await pull(world, "bakery/*/*");
    expect(world.read(file)).toContain(`  bakery: { id: ${silverId}, spec: { base_info: { notice: 都改了 } } }\n`);
    expect(world.read(file)).toContain("    notice: 请出示\n");
    await pull(world);
    await expectSettled(world, file);
  });

  test("an account that cannot be read holds back no other: 5 where something was written, else its own code", async () => {
    const world = await newWorld({
      files: { [file]: goldCard, "cards/bread.yaml": smallCard("bread", silverId, "bakery") },
    });
    world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
    world.sandbox.addCard(bakery.appid, liveSmall("bread"), { card_id: silverId });
    await applied(world);
    console(world, { prerogative: "八折" });
    world.env["WXCARDS_BAKERY_APPSECRET"] = "";
    expect(await pull(world)).toMatchObject({ code: 5, pulled: [{ path: "/prerogative" }], left: [] });
    expect(await pull(world)).toMatchObject({ code: 77, pulled: [] });
  });
});

describe("pull and anchors", () => {
  test("an alias gives way to a value of its own; what an anchor stands for is left while others repeat it", async () => {
    const document = goldCard
      .replace("notice: 结账时请出示会员码", "notice: &words 同样的话")
      .replace("prerogative: 全场饮品九折。", "prerogative: *words # 一样");
    const world = await settled(document);
    console(world, { prerogative: "八折" });
    await pull(world);
    expect(world.read(file)).toBe(document.replace("*words #", "八折 #"));
    const other = await settled(document);
    console(other, { base_info: { notice: "新提醒" } });
    expect(await pull(other)).toMatchObject({
      code: 3,
      pulled: [],
      left: [{ code: "pull-alias", path: "/base_info/notice" }],
    });
    expect(other.read(file)).toBe(document);
    console(other, { prerogative: "新提醒" });
    expect(await pull(other)).toMatchObject({ code: 0 });
    expect(other.read(file)).toBe(document.replace("同样的话", "新提醒"));
    await expectSettled(other, file);
  });

  test("an object behind an alias is written out where it drifted", async () => {
    const cell =
      "custom_cell1: &cell\n    name: 附近门店\n    tips: 查看营业时间\n    url: https://m.yunshan.example/stores\n  custom_cell2: *cell";
    const document = goldCard.replace(/custom_cell1:\n(?: {4}.*\n){3}/, `${cell}\n`);
    const world = await settled(document);
    console(world, { custom_cell2: { name: "附近门店", tips: "新的", url: "https://m.yunshan.example/stores" } });
    expect(await pull(world)).toMatchObject({ code: 0, left: [] });
    expect(world.read(file)).toContain("  custom_cell2:\n    name: 附近门店\n    tips: 新的\n");
    expect(world.read(file)).toContain("custom_cell1: &cell\n    name: 附近门店\n    tips: 查看营业时间\n");
    await expectSettled(world, file);
  });
});

describe("pull and instants", () => {
  const dated = (begin: string, end: string) =>
    goldCard.replace(
      "type: DATE_TYPE_PERMANENT",
      `type: DATE_TYPE_FIX_TIME_RANGE\n      begin_timestamp: ${begin}\n      end_timestamp: ${end}`,
    );
  const info = { type: "DATE_TYPE_FIX_TIME_RANGE", begin_timestamp: 1_767_196_800, end_timestamp: 1_830_268_799 };

  test.each([
    ["2027-12-31", 1_861_891_199, "2028-12-31"],
    ["2027-12-31", 1_861_891_198, '"2028-12-31T23:59:58+08:00"'],
    ["2027-12-31T15:59:59Z", 1_861_891_199, "2028-12-31T15:59:59Z"],
    ["2027-12-31T23:59:59", 1_861_891_199, "2028-12-31T23:59:59"],
    ['"2027-12-31T23:59:59+08:00"', 1_861_891_199, '"2028-12-31T23:59:59+08:00"'],
    ["1830268799", 1_861_891_199, "1861891199"],
  ])("%s is followed: %d is %s", async (end, live, now) => {
    const document = dated("2026-01-01", end);
    const world = await newWorld({ files: { [file]: document } });
    const base = liveGold["base_info"] as object;
    world.sandbox.addCard(coffee.appid, { ...liveGold, base_info: { ...base, date_info: info } }, { card_id: goldId });
    await applied(world);
    console(world, { base_info: { date_info: { ...info, end_timestamp: live } } });
    expect(await pull(world)).toMatchObject({ code: 0, left: [] });
    expect(world.read(file).replaceAll('"', "")).toBe(dated("2026-01-01", now).replaceAll('"', ""));
    await expectSettled(world, file);
  });
});

describe("pull and files", () => {
  test("two documents of one file, and rules", async () => {
    const ids = merchants(4);
    const spring = rule({ mchids: ids.slice(0, 3) });
    const world = await ruleWorld({ [file]: `${goldCard}---\n# 春季\n${spring}` });
    await applied(world);
    const [ruleId = ""] = Object.keys(world.rules());
    world.sandbox.editRuleInConsole(coffee.appid, ruleId, {
      mchid_list: [ids[0], ids[2], ids[3]] as string[],
      member_rule: { max_cost: 5_000 },
    });
    console(world, { prerogative: "八折" });
    expect(await pull(world)).toMatchObject({ code: 0, left: [], pulled: [{}, {}, {}] });
    expect(world.read(file)).toBe(
      `${goldCard.replace("全场饮品九折。", "八折")}---\n# 春季\n${spring
        .replace(`      - "${ids[1]}"\n`, "")
        .replace(`      - "${ids[2]}"`, `      - "${ids[2]}"\n      - "${ids[3]}"`)
        .replace("100000", "5000")}`,
    );
    await expectSettled(world, file);
  });

  test("a brand card", async () => {
    const made = await liveBrandWorld();
    await applied(made);
    made.sandbox.wechatpay.editInConsole(brandId, brandCardId, {
      card_title: "云杉白金",
      points_information: { jump_appid: "wxea9c30a90fs8d3fe", jump_path: "/pages/points/new" },
    });
    expect(Object.keys(templates(made))).toEqual([brandCardId]);
    const before = made.read("cards/black.yaml");
    expect(await pull(made)).toMatchObject({ code: 0, left: [], pulled: [{}, {}] });
    expect(made.read("cards/black.yaml")).toBe(
      before.replace("云杉黑金", "云杉白金").replace("/pages/points/points", "/pages/points/new"),
    );
    expect(await made.cli("plan --detailed-exitcode")).toMatchObject({ code: 0, stdout: "No changes. 1 unchanged.\n" });
  });

  test("a member that means nothing beside the others goes with them, or stays where accounts share it", async () => {
    const term = { type: "FIX_TERM", available_day_after_receive: 30 };
    const path = "cards/black.yaml";
    const end = async (made: World) => {
      await applied(made);
      made.sandbox.wechatpay.editInConsole(brandId, brandCardId, {
        valid_date_information: { type: "PERMANENT", available_day_after_receive: null },
      });
      const before = made.read(path);
      expect(await pull(made)).toMatchObject({ code: 0, left: [] });
      expect((await made.cli("plan --detailed-exitcode")).code).toBe(0);
      return [before, made.read(path)];
    };
    const declared = brandCard({ more: `id: ${brandCardId}\n`, spec: { valid_date_information: term } });
    const alone = await liveBrandWorld({ valid_date_information: term }, { files: { [path]: declared } });
    const [before = "", after] = await end(alone);
    expect(after).toBe(before.replace('"FIX_TERM","available_day_after_receive":30', '"PERMANENT"'));
    const accounts = `accounts:\n  tea: { id: ${brandCardId} }\n  cake: { id: ${brandCardId} }\n`;
    const shared = await liveBrandWorld(
      { valid_date_information: term },
      { files: { [path]: brandCard({ more: accounts, spec: { valid_date_information: term } }) } },
    );
    shared.sandbox.wechatpay.addCard(
      otherBrandId,
      { ...brandSpec, valid_date_information: term },
      { card_id: brandCardId },
    );
    const [common = "", own] = await end(shared);
    expect(own).toBe(
      common.replace(
        `tea: { id: ${brandCardId} }`,
        `tea: { id: ${brandCardId}, spec: { valid_date_information: { type: PERMANENT } } }`,
      ),
    );
  });

  test.skipIf(process.platform === "win32")(
    "who may read and run a file stays as it was, and one that nobody may write is left",
    async () => {
      const world = await settled();
      const mode = () => statSync(join(world.root, file)).mode & 0o777;
      console(world, { prerogative: "八折" });
      chmodSync(join(world.root, file), 0o750);
      expect((await world.cli("pull")).code).toBe(0);
      expect([mode(), world.read(file)]).toEqual([0o750, goldCard.replace("全场饮品九折。", "八折")]);
      await applied(world);
      console(world, { prerogative: "七折" });
      chmodSync(join(world.root, file), 0o444);
      const run = await world.cli("pull");
      expect([run.code, run.stdout]).toEqual([1, expect.stringContaining("document-not-written")]);
      expect([mode(), world.read(file)]).toEqual([0o444, goldCard.replace("全场饮品九折。", "八折")]);
    },
  );

  test("a file that somebody changed meanwhile is left", async () => {
    const world = await settled();
    console(world, { prerogative: "八折" });
    const changed = goldCard.replace("title: 云杉咖啡金卡", "title: 别人改的");
    world.onLine(/card\/get/, () => world.write({ [file]: changed }));
    const run = await world.cli("pull --format json --verbose");
    expect(run.code).toBe(3);
    expect((JSON.parse(run.stdout) as Pulled).left.map(({ code }) => code)).toEqual(["pull-file-changed"]);
    expect(world.read(file)).toBe(changed);
  });

  test("a remark that somebody wrote meanwhile is no reason, and stays", async () => {
    const world = await settled();
    console(world, { prerogative: "八折" });
    world.onLine(/card\/get/, () => world.write({ [file]: `# 注\n${goldCard}` }));
    expect((await world.cli("pull --verbose")).code).toBe(0);
    expect(world.read(file)).toBe(`# 注\n${goldCard.replace("全场饮品九折。", "八折")}`);
  });

  test("a folder that takes no file is a failure, and the file is as it was", async () => {
    const world = await settled();
    console(world, { prerogative: "八折" });
    world.files = { ...world.files, writeInside: () => ({ trouble: "failed", reason: "EROFS" }) };
    const run = await pull(world);
    expect(run).toMatchObject({ code: 1, pulled: [], problems: [{ code: "document-not-written" }] });
    expect(world.read(file)).toBe(goldCard);
  });

  test("a signal while files are written lets all of them be written and told; before that none is", async () => {
    const silver = "cards/silver.yaml";
    const world = await newWorld({ files: { [file]: goldCard, [silver]: smallCard("silver", silverId) } });
    world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
    world.sandbox.addCard(coffee.appid, liveSmall("silver"), { card_id: silverId });
    await applied(world);
    console(world, { prerogative: "八折" });
    console(world, { base_info: { notice: "别的提醒" } }, silverId);
    const early = new AbortController();
    world.signal = early.signal;
    world.onLine(/card\/get/, () => early.abort());
    expect((await world.cli("pull --verbose")).code).toBe(130);
    expect([world.read(file), world.read(silver)]).toEqual([goldCard, smallCard("silver", silverId)]);
    const late = new AbortController();
    world.signal = late.signal;
    const { files } = world;
    world.files = {
      ...files,
      writeInside: (...args) => {
        late.abort();
        return files.writeInside(...args);
      },
    };
    const run = await pull(world);
    expect(run).toMatchObject({ code: 0, left: [], problems: [], pulled: [{ file }, { file: silver }] });
    expect([world.read(file), world.read(silver)]).toEqual([
      goldCard.replace("全场饮品九折。", "八折"),
      smallCard("silver", silverId).replace("请出示", "别的提醒"),
    ]);
  });

  test("--dry-run prints a diff that git apply takes, byte for byte, and writes nothing", async () => {
    const document = `${goldCard.trimEnd()} # 末`.replaceAll("\n", "\r\n");
    const world = await settled(document, {});
    console(world, { base_info: { notice: "控制台改的" }, discount: 20 });
    const dry = await world.cli("pull --dry-run");
    expect([dry.code, world.read(file)]).toEqual([0, document]);
    expect(dry.stdout.startsWith(`--- a/${file}\n+++ b/${file}\n@@ `)).toBe(true);
    writeFileSync(join(world.root, "drift.patch"), dry.stdout);
    const git = (...argv: string[]) => execFileSync("git", argv, { cwd: world.root, env: processEnv(), stdio: "pipe" });
    git("init", "--quiet");
    git("apply", "-p1", "drift.patch");
    const byGit = world.read(file);
    world.write({ [file]: document });
    expect((await world.cli("pull")).code).toBe(0);
    expect(byGit).toBe(world.read(file));
    await expectSettled(world, file);
  });

  test("--dry-run tells on stderr what it leaves, and prints no line that a runner takes for a command", async () => {
    const world = await settled();
    console(world, { base_info: { notice: "##[add-mask]x" }, prerogative: "八折" });
    world.edit(file, "prerogative: 全场饮品九折。", "prerogative: 七折");
    const dry = await world.cli("pull --dry-run");
    expect([dry.code, dry.stdout]).toEqual([3, ""]);
    expect(dry.stderr).toContain("pull-conflict");
    expect(dry.stderr).toContain("pull-patch-unsafe");
  });
});
