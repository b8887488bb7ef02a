import { describe, expect, test } from "vitest";
import { goldens } from "../../helpers/golden.ts";
import { coffee } from "../../helpers/world.ts";
import { codesOf, file, leaks, lists, local, names, openids, sent, setWorld, testers, worldOf } from "./world.ts";

const golden = goldens(import.meta.url);
const { lin, zhou } = openids;
const first = "apply --yes --allow unverified";
const only = `  username: [${names.ma}]\n`;

/** People from variables, so that they stand in no file. */
describe("a variable of the account", () => {
  test.each([",", " ", "，", "、", ", \n", ";"])("holds the list, people between %j", async (between) => {
    const world = await worldOf(testers(only), { env: { WXCARDS_COFFEE_TESTERS: [lin, zhou].join(between) } });
    expect((await world.cli(first)).code).toBe(0);
    expect(sent(world)).toEqual([{ openid: [lin, zhou], username: [names.ma] }]);
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("stands for a document that says the same: neither makes a difference to the other", async () => {
    const world = await setWorld(lists([lin, zhou], []));
    world.write({ [file]: testers("  username: []\n") });
    world.env["WXCARDS_COFFEE_TESTERS"] = `${zhou} ${lin}`;
    expect((await world.cli("plan --detailed-exitcode")).code).toBe(0);
  });

  test("names people by their Weixin names too, and by the short name of the only account", async () => {
    const world = await worldOf(testers("  {}\n"));
    const project = world.read("wxcards.yaml");
    world.write({
      "wxcards.yaml": project.slice(0, project.indexOf("  bakery:")).concat("state: { folder: wxcards.state }\n"),
    });
    world.env["WECHAT_TESTERS"] = lin;
    world.env["WECHAT_TESTER_NAMES"] = names.gao;
    const run = await world.cli(first);
    expect([run.code, run.all]).toEqual([0, expect.not.stringContaining("people-unsaid")]);
    expect(sent(world)).toEqual([{ openid: [lin], username: [names.gao] }]);
  });

  test("may stand in the .env of a desk, and is one of its lines", async () => {
    const world = await worldOf(testers(only), { files: { ".env": `WXCARDS_COFFEE_TESTERS=${lin}\n` } });
    delete world.env["CI"];
    expect((await world.cli(first)).code).toBe(0);
    expect(sent(world)).toEqual([{ openid: [lin], username: [names.ma] }]);
    world.write({ ".env": `WXCARDS_COFFEE_TESTRS=${lin}\n` });
    const wrong = await world.cli("plan");
    expect([wrong.code, wrong.all]).toEqual([65, expect.stringContaining("WXCARDS_COFFEE_TESTERS")]);
    expect(leaks(wrong.all)).toEqual([]);
  });

  test("beside a list in the document is one truth too many", async () => {
    const world = await worldOf(testers(lists([lin], [])), { env: { WXCARDS_COFFEE_TESTERS: zhou } });
    const run = await world.cli("validate");
    expect(run.code).toBe(65);
    await golden(run.all, "twice.txt");
  });

  test.each([
    [`${lin}, 林秀英`, "number 2"],
    [`${lin},${lin}`, "number 2"],
    [Array.from({ length: 11 }, (_, index) => `${lin}${index}`).join(","), "number 11"],
  ])("that is wrong is told by its place, without a word of it: %#", async (value, said) => {
    const world = await worldOf(testers(only), { env: { WXCARDS_COFFEE_TESTERS: value } });
    const run = await world.cli("plan");
    expect([run.code, run.all]).toEqual([64, expect.stringContaining(`${said} in WXCARDS_COFFEE_TESTERS`)]);
    expect([leaks(run.all), run.all.includes("林秀英")]).toEqual([[], false]);
    expect(sent(world)).toEqual([]);
  });

  test("that a run lacks sends nothing, and throws nobody out", async () => {
    const world = await worldOf(testers("  {}\n"), { env: { WXCARDS_COFFEE_TESTERS: lin } });
    expect((await world.cli(first)).code).toBe(0);
    world.forget();
    delete world.env["WXCARDS_COFFEE_TESTERS"];
    const silent = await world.cli("plan --detailed-exitcode");
    expect([silent.code, silent.all]).toEqual([0, expect.stringContaining("people-unsaid")]);
    world.write({ [file]: testers(only) });
    const run = await world.cli("apply --yes --allow replace");
    expect(run.code).toBe(3);
    await golden(world.mask(run.all), "missing.txt");
    expect(sent(world)).toEqual([]);
    world.write({ [file]: testers(`  openid: []\n${only}`) });
    expect((await world.cli("apply --yes --allow replace")).code).toBe(0);
    expect(sent(world)).toEqual([{ openid: [], username: [names.ma] }]);
  });

  test("of another account names people of that one only", async () => {
    const both = testers("  username: []\n").replace("account: coffee", "accounts: [coffee, bakery]");
    const world = await worldOf(both, {
      env: { WXCARDS_COFFEE_TESTERS: lin, WXCARDS_BAKERY_TESTERS: lin },
    });
    expect((await world.cli(first)).code).toBe(0);
    const digests = ["coffee", "bakery"].map((account) => JSON.stringify(world.locked(local, account)?.["accepted"]));
    expect(digests[0]).toContain("person:");
    expect(digests[0]).not.toBe(digests[1]);
  });
});

describe("people in a file", () => {
  const git = (remotes: string) => ({
    run: async () => ({ code: 0, stdout: new TextEncoder().encode(remotes), stderr: "" }),
    tracks: async () => "untracked" as const,
  });

  test("are warned of where others have copies of the repository", async () => {
    const world = await worldOf(testers(lists([lin], [names.ma])));
    world.git = git("origin\n");
    const run = await world.cli("validate");
    expect(run.code).toBe(0);
    await golden(run.all, "in-file.txt");
    world.git = git("");
    expect((await world.cli("validate")).all).not.toContain("person-in-file");
  });

  test("are not, where variables hold them", async () => {
    const world = await worldOf(testers("  username: []\n"), { env: { WXCARDS_COFFEE_TESTERS: lin } });
    world.git = git("origin\n");
    expect(codesOf(await world.cli("validate --format json"))).toEqual([]);
    expect(world.sandbox.state(coffee.appid).testers).toBeUndefined();
  });
});
