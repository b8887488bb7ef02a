import { execFileSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import { envLines } from "../../src/cli/env-lines.ts";
import { realGit } from "../../src/cli/git.ts";
import { brandCard } from "../helpers/brand.ts";
import { goldCard, goldId, liveGold } from "../helpers/documents.ts";
import { bakery, coffee, newWorld, type World } from "../helpers/world.ts";

/** A world whose credentials are not in the environment. */
async function desk(env: string | undefined, more: Readonly<Record<string, string | undefined>> = {}): Promise<World> {
  const world = await newWorld({
    files: { "cards/gold.yaml": goldCard, ...(env === undefined ? {} : { ".env": env }) },
    env: { WXCARDS_COFFEE_APPSECRET: undefined, WXCARDS_BAKERY_APPSECRET: undefined, ...more },
  });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  return world;
}

describe("credentials of a .env beside the project file", () => {
  test.each([
    ["as they are", `WXCARDS_COFFEE_APPSECRET=${coffee.secret}\n`],
    ["in quotes, exported, with comments", `# desk\n\nexport WXCARDS_COFFEE_APPSECRET="${coffee.secret}" # mine\n`],
    [
      "with line ends of Windows",
      `# desk\r\nWXCARDS_COFFEE_APPSECRET=${coffee.secret}\r\nWXCARDS_BAKERY_APPSECRET=x\r\n`,
    ],
    ["with a mark of byte order", `\ufeffWXCARDS_COFFEE_APPSECRET=${coffee.secret}\n`],
  ])("%s", async (_about, env) => {
    const world = await desk(env);
    const run = await world.cli("plan");
    expect({ code: run.code, stderr: run.stderr }).toEqual({ code: 0, stderr: "" });
    expect((await world.cli("apply --yes")).code).toBe(0);
  });

  test("are found from a folder below, and by --project", async () => {
    const world = await desk(`WXCARDS_COFFEE_APPSECRET=${coffee.secret}\n`);
    expect((await world.cli("plan --project ./wxcards.yaml")).code).toBe(0);
  });

  test("give way to the environment: a token at the desk does not win over a secret of the run", async () => {
    const world = await desk("WXCARDS_COFFEE_ACCESS_TOKEN=stale-token-of-yesterday\n", {
      WXCARDS_COFFEE_APPSECRET: coffee.secret,
    });
    expect((await world.cli("plan")).code).toBe(0);
    world.env["WXCARDS_COFFEE_APPSECRET"] = undefined;
    expect((await world.cli("plan")).code).toBe(77);
  });

  test("are missing without the file", async () => {
    const run = await (await desk(undefined)).cli("plan");
    expect(run.code).toBe(77);
    expect(run.stdout).toContain("credential-missing");
  });

  test("are not read with CI, and a note says so", async () => {
    const world = await desk(`ANYTHING=1\nWXCARDS_COFFEE_APPSECRET=${coffee.secret}\n`, { CI: "true" });
    const run = await world.cli("plan");
    expect(run.code).toBe(77);
    expect(run.stderr).toContain(".env is not read, because CI is set.");
    world.remove(".env");
    expect((await world.cli("plan")).stderr).not.toContain(".env");
  });

  test("are not looked at by commands that reach nobody", async () => {
    const world = await desk("ANYTHING=1\n");
    expect((await world.cli("validate")).code).toBe(0);
    expect((await world.cli("sandbox --fill")).code).toBe(0);
    expect((await world.cli("plan --sandbox")).code).toBe(0);
    expect((await world.cli("plan")).code).toBe(65);
  });
});

describe("anything else in it is refused, with its line and without its text: exit 65", () => {
  const secret = "5f4dcc3b5aa765d61d8327deb882cf99";
  test.each([
    [
      "another name",
      `WXCARDS_COFFEE_APPSECRET=${coffee.secret}\nDB_PASSWORD=${secret}\n`,
      2,
      "begins with a name like WXCARDS_COFFEE_APPSECRET,",
    ],
    ["the host", "\nWXCARDS_WEIXIN_BASE_URL=https://evil.example\n", 2, "begins with a name like"],
    ["a proxy", "HTTPS_PROXY=http://evil.example\n", 1, "begins with a name like"],
    ["a misspelt name", `WXCARDS_COFEE_APPSECRET=${secret}\n`, 1, "did you mean WXCARDS_COFFEE_APPSECRET?"],
    ["a credential of the other platform", `WXCARDS_COFFEE_APIV3_KEY=${secret}\n`, 1, ""],
    ["no assignment", `# x\n${secret}\n`, 2, ""],
    ["a secret alone that ends like an assignment", `${secret}==\n`, 1, ""],
    ["a line after a value of several", `WXCARDS_COFFEE_APPSECRET="a\nb=1\nc"\nD=${secret}\n`, 4, ""],
    ["YAML", `WXCARDS_COFFEE_APPSECRET: ${secret}\n`, 1, ""],
  ])("%s", async (_about, env, line, said) => {
    for (const format of ["text", "json"]) {
      const world = await desk(env);
      const run = await world.cli(`plan --verbose --format ${format}`);
      expect(run.code).toBe(65);
      expect(run.all).toContain("env-line-refused");
      expect(run.all).toContain(format === "json" ? `"line": ${line}` : `.env:${line}:1`);
      expect(run.all).toContain(said);
      expect(run.all).not.toContain(secret);
      expect(run.all).not.toContain("evil.example");
      expect(run.all).not.toContain(coffee.secret);
      expect(world.paths()).toEqual([]);
    }
  });

  test("a key of several lines without quotes is told once", async () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${`${secret}+/${secret}\n`.repeat(9)}${secret}==\n-----END PRIVATE KEY-----`;
    const world = await desk(
      `# keys\nWXCARDS_COFFEE_PRIVATE_KEY=${key}\nWXCARDS_COFFEE_APPSECRET=${coffee.secret}\n\nx\n`,
    );
    world.write({
      "wxcards.yaml": `accounts:\n  coffee:\n    platform: wechatpay\n    role: partner\n    mchid: "1900007291"\n    brand_id: "1004"\n`,
    });
    world.remove("cards/gold.yaml");
    // What is remembered is of the account that had the name before.
    world.remove("wxcards.state/coffee");
    world.write({ "cards/black.yaml": brandCard().replaceAll(/\btea\b/g, "coffee") });
    const run = await world.cli("plan --verbose");
    expect(run.code).toBe(65);
    expect(run.all).toContain(".env:2:1");
    expect(run.all).toContain("WXCARDS_COFFEE_PRIVATE_KEY_FILE");
    expect(run.all).not.toContain(secret);
  });

  test("every wrong line in one run", async () => {
    const world = await desk("A=1\nB=2\n");
    const { problems } = JSON.parse((await world.cli("apply --yes --format json")).stdout);
    expect(problems.map(({ line }: { line: number }) => line)).toEqual([1, 2]);
  });
});

describe("a .env that git tracks", () => {
  test("is an error, whatever stands in it", async () => {
    const world = await desk(`WXCARDS_COFFEE_APPSECRET=${coffee.secret}\n`, {
      WXCARDS_COFFEE_APPSECRET: coffee.secret,
    });
    const asked: string[][] = [];
    world.git = {
      ...realGit,
      tracks: async (...question) => {
        asked.push(question);
        return "tracked";
      },
    };
    const run = await world.cli("plan");
    expect(run.code).toBe(65);
    expect(run.stdout).toContain("env-file-tracked");
    expect(run.all).not.toContain(coffee.secret);
    expect(asked).toEqual([[world.root, ".env"]]);
    expect(world.paths()).toEqual([]);
  });

  test("is not asked for where there is none", async () => {
    const world = await desk(undefined, { WXCARDS_COFFEE_APPSECRET: coffee.secret });
    world.git = { ...realGit, tracks: () => Promise.reject(new Error("asked")) };
    expect((await world.cli("plan")).code).toBe(0);
  });

  test("is known by the git of this machine", async () => {
    const world = await desk("X=1\n");
    const git = (...argv: string[]) => execFileSync("git", argv, { cwd: world.root, stdio: "ignore" });
    expect(await realGit.tracks(world.root, ".env")).toBe("untracked");
    git("init");
    expect(await realGit.tracks(world.root, ".env")).toBe("untracked");
    git("add", "-f", ".env");
    expect(await realGit.tracks(world.root, ".env")).toBe("tracked");
    expect(await realGit.tracks(world.root, ".ENV")).toBe("tracked");
    expect(await realGit.tracks("/", ".env")).toBe("untracked");
  });

  test.each(["GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"])(
    "is known where %s is set, as editors do",
    async (variable) => {
      const world = await desk("X=1\n");
      const git = (...argv: string[]) => execFileSync("git", argv, { cwd: world.root, stdio: "ignore" });
      git("init");
      git("add", "-f", ".env");
      vi.stubEnv(variable, "1");
      expect(await realGit.tracks(world.root, ".ENV")).toBe("tracked");
      vi.unstubAllEnvs();
    },
  );

  test("git that gives no answer is no leave to read it: exit 65, and no value is used", async () => {
    const world = await desk(`WXCARDS_COFFEE_APPSECRET=${coffee.secret}\n`);
    execFileSync("git", ["init"], { cwd: world.root, stdio: "ignore" });
    // An index that cannot be read, as after a loss of power, or as somebody made it.
    world.write({ ".git/index": "no index" });
    expect(await realGit.tracks(world.root, ".env")).toBe("unknown");
    world.git = realGit;
    const run = await world.cli("plan");
    expect(run.code).toBe(65);
    expect(run.all).toContain("env-file-unclear");
    expect(run.all).not.toContain(coffee.secret);
    expect(world.paths()).toEqual([]);
  });

  test("bytes that are no UTF-8 are no value: exit 65", async () => {
    const world = await desk("");
    const gbk = Buffer.from([0x23, 0xc3, 0xdc, 0xd4, 0xbf, 0x0a]);
    writeFileSync(
      `${world.root}/.env`,
      Buffer.concat([gbk, Buffer.from(`WXCARDS_COFFEE_APPSECRET=${coffee.secret}\n`)]),
    );
    const run = await world.cli("plan");
    expect([run.code, run.all.includes("file-not-utf8"), world.paths()]).toEqual([65, true, []]);
  });

  test.each(["a folder in a file's place", "a link to a file of credentials"])("%s is not read", async (about) => {
    const world = await desk(undefined);
    const outside = `WXCARDS_COFFEE_APPSECRET=${coffee.secret}\n`;
    if (about.startsWith("a folder")) world.write({ ".env/x": outside });
    else {
      world.write({ "elsewhere.env": outside });
      symlinkSync("elsewhere.env", `${world.root}/.env`);
    }
    const run = await world.cli("plan");
    expect(run.code).toBe(65);
    expect(world.paths()).toEqual([]);
  });
});

describe("values become secrets before anything is said", () => {
  test("also those of lines that are refused", async () => {
    const world = await desk(`DB_PASSWORD=${bakery.secret}\nWXCARDS_COFFEE_APPSECRET=${coffee.secret}\n`);
    const { files } = world;
    world.files = {
      ...files,
      readInside: (root, path, limit) => {
        if (path.includes("wxcards.state")) return undefined;
        return files.readInside(root, path, limit);
      },
    };
    world.git = { ...realGit, tracks: () => Promise.reject(new Error(`no good: ${bakery.secret} ${coffee.secret}`)) };
    const run = await world.cli("plan --verbose");
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("no good: (secret) (secret)");
  });

  test("in what the platform answers", async () => {
    const world = await desk(`WXCARDS_COFFEE_APPSECRET='${coffee.secret}'\n`);
    world.sandbox.fail({ path: "/card/get", errcode: 40_013, errmsg: `what is ${coffee.secret}?` });
    const run = await world.cli("plan --verbose");
    expect(run.all).toContain("what is (secret)?");
    expect(run.all).not.toContain(coffee.secret);
  });
});

test("lines of a file, as the parser of Node reads them", () => {
  const text = "A=1\n\n  # no\n export B = 'x\ny' # c\nC='\nD=2\nE\nF=``\n";
  expect(envLines(text)).toEqual([
    { line: 1, name: "A" },
    { line: 4, name: "B" },
    { line: 6, name: "C" },
    { line: 7, name: "D" },
    { line: 8 },
    { line: 9, name: "F" },
  ]);
});
