import { describe, expect, test } from "vitest";
import { languageFlagIn, spokenOnCommandLine } from "../../src/cli/language.ts";
import { everyCommand } from "../../src/cli/program/asked-commands.ts";
import { commandLine } from "../../src/cli/program/flags.ts";
import { languageNameOf } from "../../src/cli/run-language.ts";
import { commandLineOf } from "../../src/report/messages/command-line.ts";
import { goldCard, goldId, liveGold } from "../helpers/documents.ts";
import { englishLeft } from "../helpers/english-left.ts";
import { coffee, newWorld, type World } from "../helpers/world.ts";
import { newTool } from "./vendored/support.ts";

const wrongCard = goldCard.replace("title: 云杉咖啡金卡", "title: 云杉咖啡金卡尊享会员俱乐部");

async function coffeeWorld(card = goldCard, more: Record<string, string> = {}): Promise<World> {
  const world = await newWorld({ files: { "cards/gold.yaml": card, ...more } });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  world.edit("cards/gold.yaml", "title: 云杉咖啡金卡", "title: 云杉黑金卡");
  return world;
}

/** The project file of a world, with a line of its own. */
function say(world: World, line: string): void {
  world.write({ "wxcards.yaml": `${world.read("wxcards.yaml").trimEnd()}\n${line}\n` });
}

describe("the environment names a language", () => {
  test.each([
    [{}, "en"],
    [{ LANG: "zh_CN.UTF-8" }, "zh-CN"],
    [{ LANG: "zh" }, "zh-CN"],
    [{ LANG: "zh-Hans-CN" }, "zh-CN"],
    [{ LANG: "de_DE.UTF-8" }, "en"],
    [{ LANG: "C" }, "en"],
    [{ LANG: "POSIX" }, "en"],
    [{ LC_ALL: "C.UTF-8", LANG: "zh_CN.UTF-8" }, "en"],
    [{ LC_ALL: "", LC_MESSAGES: "zh_CN", LANG: "en_US.UTF-8" }, "zh-CN"],
    [{ LC_ALL: "en_US", LC_MESSAGES: "zh_CN" }, "en"],
  ])("%j is %s", (env, name) => expect(spokenOnCommandLine(env, [])).toBe(name));
});

describe("the command line names a language", () => {
  test.each([
    [["plan", "--lang", "zh-CN"], { lang: "zh-CN" }],
    [["plan", "--lang=zh-CN"], { lang: "zh-CN" }],
    [["--lang", "zh-CN", "plan", "--lang", "en"], { lang: "en" }],
    [["plan", "--lang", "xx"], {}],
    [["__complete", "--", "--lang", "zh-CN"], {}],
    [["plan"], {}],
  ])("%j", (argv, found) => expect(languageFlagIn(argv)).toEqual(found));
});

describe("who names it first", () => {
  const chinese = { LANG: "zh_CN.UTF-8" };
  test.each<[string, Record<string, string>, string, "en" | "zh-CN" | undefined, string]>([
    ["the flag, over all others", chinese, "language: zh-CN", "en", "en"],
    ["the project file, over the environment", chinese, "language: en", undefined, "en"],
    ["the environment, where the project says nothing", chinese, "", undefined, "zh-CN"],
    ["nobody: then it is English", {}, "", undefined, "en"],
    ["the project file alone", {}, "language: zh-CN", undefined, "zh-CN"],
    ["the project file, in any spelling of YAML", {}, '"\\u006canguage": "zh-CN"', undefined, "zh-CN"],
    ["the environment, where the project file names none that is known", chinese, "language: xx", undefined, "zh-CN"],
  ])("%s", async (_who, env, line, lang, name) => {
    const world = await newWorld();
    say(world, line);
    const surroundings = { io: { env, workingDirectory: world.root }, files: world.files };
    expect(languageNameOf(surroundings, lang === undefined ? {} : { lang })).toBe(name);
  });

  test("a project file elsewhere, by --project", async () => {
    const world = await newWorld({ files: { "other/wxcards.yaml": "accounts: {}\nlanguage: zh-CN\n" } });
    const run = await world.cli("plan --project other/wxcards.yaml");
    expect(run.all).toMatch(/\p{Script=Han}/u);
  });
});

describe("a run in Chinese", () => {
  test.each([
    ["plan --lang zh-CN", "计划：新建 0，修改 1"],
    ["--lang zh-CN plan", "计划：新建 0，修改 1"],
    ["plan --lang=zh-CN --format markdown", "审核"],
    ["apply --yes --lang zh-CN", "应用：完成 1"],
    ["validate --lang zh-CN", "1 份文档全部有效。"],
    ["status --lang zh-CN", "已生效"],
    ["import --all --lang zh-CN", "导入：已导入 0"],
    ["history --lang zh-CN", "文件夹"],
    ["state show --lang zh-CN", "在文件夹"],
    ["state push --lang zh-CN", "没有"],
    ["snapshot --lang zh-CN", "coffee："],
    ["explain --lang zh-CN", "MemberCard"],
  ])("wxcards %s says nothing in English", async (line, said) => {
    const world = await coffeeWorld();
    const run = await world.cli(line);
    expect(englishLeft(run.all)).toEqual([]);
    expect(run.all).toContain(said);
  });

  test("has the same bytes of JSON, exit codes and digests as one in English", async () => {
    const [english, chinese] = [await coffeeWorld(), await coffeeWorld()];
    const lines = ["plan --format json", "validate --format json", "plan --detailed-exitcode --format json"];
    for (const line of lines) {
      const [one, other] = [await english.cli(line), await chinese.cli(`${line} --lang zh-CN`)];
      expect([other.code, other.stdout]).toEqual([one.code, one.stdout]);
    }
  });

  test("shows a plan that was saved in another language, and approves it", async () => {
    const world = await coffeeWorld();
    await world.cli("plan --out plan.json");
    say(world, "language: zh-CN");
    const verified = await world.cli("verify plan.json");
    expect([verified.code, verified.stdout]).toEqual([0, "plan.json 仍然适用：1 次写调用。\n"]);
    expect((await world.cli("apply plan.json")).code).toBe(0);
  });

  test("tells problems of documents in it, and of a project file that names it and is wrong elsewhere", async () => {
    const world = await newWorld({ files: { "cards/gold.yaml": wrongCard } });
    say(world, "language: zh-CN");
    const documents = await world.cli("validate");
    expect([documents.code, englishLeft(documents.all)]).toEqual([65, []]);
    expect(documents.stdout).toContain("1 个错误");
    say(world, "colour: red");
    const project = await world.cli("validate");
    expect([project.code, englishLeft(project.all)]).toEqual([65, []]);
    expect(project.stdout).toMatch(/wxcards\.yaml:\d+:1 .*\p{Script=Han}.*unknown-key/u);
  });

  test("writes the files of --report in it", async () => {
    const world = await coffeeWorld();
    say(world, "language: zh-CN");
    await world.cli("plan --format json --report markdown=plan.md --report text=plan.txt");
    expect(world.read("plan.md")).toContain("计划：");
    expect(world.read("plan.txt")).toContain("计划：");
  });
});

describe("the command line in Chinese", async () => {
  const { shared, words } = commandLine(await commandLineOf("zh-CN"));
  const names = everyCommand({ words, shared }).flatMap(({ name, isHidden }) => (isHidden === true ? [] : [name]));

  test.each(["", ...names, "state"])("the help of %j", async (name) => {
    const world = await newWorld();
    const run = await world.cli(`${name} --help --lang zh-CN`);
    expect([run.code, englishLeft(run.stdout)]).toEqual([0, []]);
    expect(run.stdout).toMatch(/^用法：wxcards/);
    expect(run.stdout).not.toMatch(/\[(options|command)\]/);
  });

  test.each([
    ["pln", "没有“pln”这个命令"],
    ["plan --formt json", "是不是想写 --format？"],
    ["completion", "缺少必填的参数 shell"],
    ["completion powershell", "bash"],
    ["plan --format yaml", "“yaml”无效"],
    ["plan --format", "后面缺少值"],
    ["plan cards/gold.yaml", "最多 0 个，实际 1 个"],
    ["plan --concurrency 0", "1 到 200"],
    ["status --wait soon", "“soon”无效"],
    ["apply --allow everything", "“everything”无效"],
    ["explain MemberCard.base_info.titel", "titel"],
    ["plan --project elsewhere/wxcards.yaml", "elsewhere/wxcards.yaml"],
  ])("wxcards %s is wrong usage, said in it", async (line, said) => {
    const world = await newWorld();
    world.env["LANG"] = "zh_CN.UTF-8";
    const run = await world.cli(line);
    expect([run.code, englishLeft(run.all)]).toEqual([64, []]);
    expect(run.all).toContain(said);
  });

  test("a language that is not known is wrong usage, with those that are", async () => {
    const world = await newWorld();
    const run = await world.cli("plan --lang xx");
    expect([run.code, run.stdout]).toEqual([64, ""]);
    expect(run.stderr).toContain("Allowed choices are en, zh-CN.");
  });

  test("completion says in it what words mean, and offers the languages", async () => {
    const world = await newWorld();
    world.env["LANG"] = "zh_CN.UTF-8";
    const commands = await world.cli(["__complete", "--", "pl"]);
    expect(commands.stdout).toMatch(/^plan\t.*\p{Script=Han}/u);
    expect((await world.cli(["__complete", "--", "plan", "--lang", ""])).stdout).toBe("en\nzh-CN\n");
    expect((await world.cli(["__complete", "--", "--lang", ""])).stdout).toBe("en\nzh-CN\n");
  });
});

describe("init in Chinese", () => {
  const workflows = ["plan", "apply", "drift"].map((name) => `.github/workflows/wxcards-${name}.yml`);

  test("writes Chinese comments, and a project that speaks it", async () => {
    const world = Object.assign(await newWorld(), { codeFolder: newTool() });
    world.remove("wxcards.yaml");
    const run = await world.cli("init --ci github --lang zh-CN");
    expect([run.code, englishLeft(run.all)]).toEqual([0, []]);
    for (const file of ["wxcards.yaml", "cards/first.yaml", ...workflows]) {
      const comments = world.read(file).match(/(?<=(?:^|\s)# ).*/gm) ?? [];
      expect(comments.flatMap(englishLeft)).toEqual([]);
    }
    expect((await world.cli("validate")).stdout).toBe("1 份文档全部有效。\n");
  });

  test("and in English English ones, and no line about it", async () => {
    const world = Object.assign(await newWorld(), { codeFolder: newTool() });
    world.remove("wxcards.yaml");
    await world.cli("init --ci github");
    for (const file of ["wxcards.yaml", ...workflows]) expect(world.read(file)).not.toMatch(/\p{Script=Han}/u);
    expect(world.read("wxcards.yaml")).not.toMatch(/^language:/m);
  });
});
