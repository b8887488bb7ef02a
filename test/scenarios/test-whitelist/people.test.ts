import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { people } from "../../../src/model/people.ts";
import { card, goldId } from "../../helpers/documents.ts";
import { coffee, type World } from "../../helpers/world.ts";
import { call, everybody, file, leaks, lists, names, openids, setWorld, testers, worldOf } from "./world.ts";

const { lin, zhou, he } = openids;
const spec = lists(Object.values(openids), Object.values(names));
const first = "apply --yes --allow unverified";
const reports = ["json", "text", "markdown", "html", "gitlab", "wecom", "feishu", "dingtalk"]
  .map((format) => `--report ${format}=${format}.out`)
  .join(" ");

/** All files below the project but the documents and the `.env` of the desk, with their names. */
function written(world: World): string {
  const files = readdirSync(world.root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return paths
    .filter((path) => !path.endsWith(file) && !path.endsWith(".env"))
    .map((path) => `${path}\n${readFileSync(path, "latin1")}`)
    .join("\n");
}

async function leaksOf(world: World, line: string): Promise<[number, string[], string[]]> {
  const run = await world.cli(line);
  return [run.code, leaks(run.all), leaks(written(world))];
}

/** Two ways of naming the same people. */
const ways = [
  ["a document", () => worldOf(testers(spec))],
  [
    "variables",
    () =>
      worldOf(testers("  {}\n"), {
        env: {
          WXCARDS_COFFEE_TESTERS: Object.values(openids).join(),
          WXCARDS_COFFEE_TESTER_NAMES: Object.values(names).join(),
        },
      }),
  ],
] as const;

describe("nobody named by a document or a variable is in anything else.", () => {
  test("the search finds what it looks for", async () => {
    const world = await worldOf(testers(spec));
    expect(leaks(world.read(file))).toEqual(expect.arrayContaining([...everybody]));
    expect((await world.cli(first)).code).toBe(0);
    expect(leaks(JSON.stringify(world.bodies(call)))).toEqual(expect.arrayContaining([...everybody]));
  });

  test.each(ways)("%s: a whole life, in every format", async (_name, make) => {
    const world = await make();
    for (const line of ["validate", "plan", "plan --format json", "plan --offline --format markdown"])
      expect((await leaksOf(world, line)).slice(1)).toEqual([[], []]);
    expect(await leaksOf(world, `plan --out plan.json --allow unverified --verbose ${reports}`)).toEqual([0, [], []]);
    expect(await leaksOf(world, `${first} --verbose ${reports}`)).toEqual([0, [], []]);
    for (const line of ["status", "state show", "history", "snapshot --out live.json", "pull --dry-run", "doctor"])
      expect((await leaksOf(world, `${line} --format json`)).slice(1)).toEqual([[], []]);
    expect((await leaksOf(world, `${first} --sandbox --verbose`)).slice(1)).toEqual([[], []]);
    expect(world.read("wxcards.state/coffee/state.yaml")).toContain("person:");
  });

  const echo = everybody.join(" ");
  test.each([40_003, 40_097, 47_001, 72_022, 99_999])("a refusal with %d that repeats everybody", async (errcode) => {
    const world = await worldOf(testers(spec));
    world.sandbox.fail({ path: call, errcode, errmsg: `invalid ${echo}, hint: [${echo}] Error before "${lin}"` });
    expect(await leaksOf(world, `${first} --verbose ${reports}`)).toEqual([1, [], []]);
  });

  test.each([`<html>${echo}</html>`, `{"errcode":0,"x":"${echo}"`, `{"errcode":0,"errmsg":"${echo}"}`])(
    "an answer that is none of ours: %#",
    async (rawBody) => {
      const world = await worldOf(testers(spec));
      world.sandbox.fail({ path: call, errcode: 0, rawBody });
      expect((await leaksOf(world, `${first} --verbose ${reports}`)).slice(1)).toEqual([[], []]);
    },
  );

  test("a lost answer, and people who are left out", async () => {
    const world = await worldOf(testers(spec), { behaviours: { testersLeftOut: [zhou, names.ma, names.short] } });
    expect(await leaksOf(world, `${first} --verbose ${reports}`)).toEqual([5, [], []]);
    world.sandbox.fault({ path: call, when: "after", times: 9 });
    expect(await leaksOf(world, `apply --yes --verbose ${reports}`)).toEqual([6, [], []]);
  });

  test("a bug of ours that tells what was sent", async () => {
    const world = await worldOf(testers(spec));
    const { network } = world;
    world.network = {
      open: async (options) => {
        const transport = await network.open(options);
        return {
          ...transport,
          send: (request, signal) => {
            if (request.url.includes(call)) throw new TypeError(`cannot read ${String(request.body)}`);
            return transport.send(request, signal);
          },
        };
      },
    };
    const run = await world.cli(`${first} --verbose ${reports}`);
    expect([run.code, run.stderr]).toEqual([6, expect.stringContaining("wxcards met a bug of its own: cannot read")]);
    expect([leaks(run.all), leaks(written(world))]).toEqual([[], []]);
  });

  test("a plan that throws them out", async () => {
    const world = await setWorld(spec);
    world.write({ [file]: testers(lists([he], [])) });
    expect(await leaksOf(world, `plan --verbose ${reports}`)).toEqual([3, [], []]);
    expect(await leaksOf(world, `apply --yes --allow replace --verbose ${reports}`)).toEqual([0, [], []]);
  });

  test("a pulled change beside them: its diff is not printed, and the file keeps them", async () => {
    const gold = card("gold", goldId, "base_info:\n  notice: 请出示会员码");
    const flow = `openid: [${Object.values(openids).join()}], username: [${Object.values(names).join()}]`;
    const own = `{ kind: TestWhitelist, name: testers, account: coffee, spec: { ${flow} } }\n`;
    const world = await worldOf(`${gold}---\n${own}`);
    world.sandbox.addCard(coffee.appid, { base_info: { notice: "请出示会员码" } }, { card_id: goldId });
    expect((await world.cli(first)).code).toBe(0);
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: "周末双倍积分" } });
    const dry = await world.cli("pull --dry-run");
    expect([dry.code, leaks(dry.all), dry.all]).toEqual([1, [], expect.stringContaining("person-in-patch")]);
    const pulled = await world.cli("pull");
    expect([pulled.code, leaks(pulled.all)]).toEqual([0, []]);
    expect(leaks(world.read(file))).toEqual(expect.arrayContaining([...everybody]));
    expect(world.read(file)).toContain("周末双倍积分");
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("two plans held against each other", async () => {
    const world = await setWorld(lists([lin], []));
    expect((await world.cli("plan --out one.json")).code).toBe(0);
    world.write({ [file]: testers(spec) });
    expect((await world.cli("plan --out two.json")).code).toBe(0);
    expect((await leaksOf(world, "diff one.json two.json")).slice(1)).toEqual([[], []]);
    expect((await leaksOf(world, "verify one.json")).slice(1)).toEqual([[], []]);
  });
});

const envelope = "kind: TestWhitelist\nname: testers\naccount: coffee\n";

/** Documents in which something is wrong, with people where they belong and where they do not. */
const wrong: readonly (readonly [string, string])[] = [
  ["a form that no openid has", testers(lists([lin, `${zhou} ${he}`], [names.ma]))],
  ["somebody twice", testers(lists([lin, lin], [names.gao, names.gao]))],
  ["a text in place of a list", testers(`  openid: ${lin}\n  username: ${names.ma}\n`)],
  ["a map in place of a list", testers(`  openid: { ${lin}: ${names.ma} }\n`)],
  ["lists in a list", testers(`  openid: [[${lin}], { of: ${zhou} }]\n`)],
  ["people as keys of spec", testers(`  ${lin}:\n  ${names.gao}: true\n`)],
  ["another key", testers(`  openids: [${lin}]\n  users: { name: ${names.gao} }\n`)],
  ["a list beside spec", `${envelope}openid: [${lin}]\nusername: [${names.ma}]\nspec: {}\n`],
  [
    "everything on one line",
    `{ kind: TestWhitelist, name: a b, spec: { openid: [${lin}], username: [${names.ma}] } }\n`,
  ],
  ["a bracket that is open", testers(`  openid: [${lin}, ${zhou}\n  username: [${names.ma}]\n`)],
  ["a quote that is open", testers(`  openid: ["${lin}, ${zhou}]\n  username: [${names.ma}]\n`)],
  ["an alias that nobody made", testers(`  openid: [*${lin}]\n  username: [*${names.gao}]\n`)],
  ["a tag", testers(`  openid: [!${lin} x, !!${zhou} y]\n`)],
  ["a key twice", testers(`  openid: [${lin}]\n  openid: [${zhou}]\n  ${names.gao}: 1\n  ${names.gao}: 2\n`)],
  ["a tab", testers(`  openid:\n\t- ${lin}\n`)],
  ["a kind that is misspelt", testers(spec).replace("TestWhitelist", "TestWhitlist")],
  [
    "a kind and keys that are misspelt, and a bracket that is open",
    `kind: TestWhitlist\nname: t\nspec:\n  openIds: [${lin}\n  usernames: [${names.ma}]\n`,
  ],
  ["no kind", testers(spec).replace("kind: TestWhitelist\n", "")],
  ["a comment with people", testers(`  openid: [${lin} ] ] # ${zhou}\n  # ${names.gao}\n`)],
  ["a Chinese colon", testers(`  openid：[${lin}]\n  username：${names.ma}\n`)],
  ["a key in escapes", testers(`  "open\\x69d": [${lin}, ${lin}]\n  username: [${names.ma}\n`)],
  ["hidden characters", testers(`  openid: ["${lin}\u200b", "${zhou}"]\n`)],
  ["an account that is not there", testers(spec).replace("coffee", "tea")],
  [
    "overlays",
    `kind: TestWhitelist\nname: t\naccounts:\n  coffee:\n    spec: { openid: [${lin}, ${lin}] }\n  bakery: [${zhou}]\nspec: {}\n`,
  ],
  ["eleven people", testers(lists([...Object.values(openids), ..."12345678"], Object.values(names)))],
  ["a consent of another sort", testers(spec, `allow: [{ what: delete, because: ${"x"} }]\n`)],
];

describe("a document in which something is wrong", () => {
  test.each(wrong)("%s: told without anybody", async (_name, document) => {
    const world = await worldOf(document);
    for (const line of ["validate", "validate --format json", "plan --verbose --report html=html.out"]) {
      const [code, ...found] = await leaksOf(world, line);
      expect([line, ...found]).toEqual([line, [], []]);
      expect([0, 3].includes(code) ? `${code}` : "told").toBe("told");
    }
  });

  test("another document of the same file is quoted as ever", async () => {
    const card = "---\nkind: MemberCard\nname: gold\naccount: coffee\nid: pAbc\nspec: { base_info: { tilte: 金卡 } }\n";
    const world = await worldOf(`${testers(spec)}${card}`);
    const run = await world.cli("validate");
    expect([run.code, leaks(run.all)]).toEqual([65, []]);
    expect(run.all).toContain("spec: { base_info: { tilte: 金卡 } }");
  });
});

describe("stand-ins", () => {
  const own = () => people().of("wx0123456789abcdef");

  test("are the same in every run, and others in another account", () => {
    expect(own().standIn(lin, "file")).toBe(own().standIn(lin, "variable"));
    expect(own().standIn(lin, "file")).toMatch(/^person:[0-9a-f]{12}$/);
    expect(people().of("wxfedcba9876543210").standIn(lin, "file")).not.toBe(own().standIn(lin, "file"));
  });

  test("whoever is sent is known: a stand-in itself never goes out", () => {
    const crowd = own();
    const body = { openid: [crowd.standIn(lin, "file")], title: "person:不是替身", size: 1 };
    expect(crowd.revealed(body)).toEqual({ openid: [lin], title: "person:不是替身", size: 1 });
    expect(() => own().revealed(body)).toThrow(/^nobody knows who person:[0-9a-f]{12} is$/);
  });

  test("take the place of whole words only, the longest first", () => {
    const crowd = own();
    const [short, long] = [crowd.standIn("lin", "file"), crowd.standIn("lin-2", "file")];
    expect(crowd.concealed({ text: "lin, lin-2, linen; (lin)", list: ["lin"], count: 2 })).toEqual({
      text: `${short}, ${long}, linen; (${short})`,
      list: [short],
      count: 2,
    });
  });
});
