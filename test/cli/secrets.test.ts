import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formats } from "../../src/report/formats/registry.ts";
import { goldCard, goldId, liveGold } from "../helpers/documents.ts";
import { coffee, newWorld, type Run, type World } from "../helpers/world.ts";

/** An AppSecret with everything in it that spellings differ about. */
const canary = 'canary+secret/with=odd&chars%"\\zz';

/** The usual ways in which a text travels. */
function spellings(text: string): Readonly<Record<string, string>> {
  const bytes = Buffer.from(text, "utf8");
  return {
    raw: text,
    url: encodeURIComponent(text),
    json: JSON.stringify(text).slice(1, -1),
    base64: bytes.toString("base64").replace(/=+$/, ""),
    base64url: bytes.toString("base64url"),
    hex: bytes.toString("hex"),
    "hex in capitals": bytes.toString("hex").toUpperCase(),
  };
}

async function changed(): Promise<World> {
  const world = await newWorld({
    files: { "cards/gold.yaml": goldCard },
    accounts: [{ appid: coffee.appid, secret: canary }],
    env: { WXCARDS_COFFEE_APPSECRET: canary },
  });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  world.edit("cards/gold.yaml", "title: 云杉咖啡金卡", "title: 云杉黑金卡");
  return world;
}

function written(world: World): string {
  const files = readdirSync(world.root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8")).join("\n");
}

/** Where a secret of the run can be found in a text. */
function found(world: World, text: string): string[] {
  const secrets = { secret: canary, token: world.sandbox.token(coffee.appid) };
  return Object.entries(secrets).flatMap(([name, secret]) =>
    Object.entries(spellings(secret))
      .filter(([, spelling]) => text.includes(spelling))
      .map(([way]) => `${name} (${way})`),
  );
}

function expectClean(world: World, run: Run): void {
  expect(found(world, run.stdout)).toEqual([]);
  expect(found(world, run.stderr)).toEqual([]);
}

test("the search finds what it looks for", async () => {
  const world = await changed();
  const token = world.sandbox.token(coffee.appid);
  expect(found(world, Object.values(spellings(canary)).join(" "))).toHaveLength(7);
  expect(found(world, `x${token}x`)).toContain("token (raw)");
});

describe("everyday runs", () => {
  test.each(["", " --verbose", " --format json", " --format json --verbose", " --format markdown --verbose"])(
    "validate, plan and apply%s",
    async (flags) => {
      const world = await changed();
      for (const command of ["validate", "plan", "apply --yes", "plan"]) {
        const run = await world.cli(command + flags);
        expect(run.code).toBe(0);
        expectClean(world, run);
      }
      expect(world.bodies("/cgi-bin/stable_token")).toHaveLength(3);
      expect(world.exists("wxcards.state/coffee/state.yaml")).toBe(true);
      expect(found(world, written(world))).toEqual([]);
    },
  );

  test("a given token", async () => {
    const world = await changed();
    world.env["WXCARDS_COFFEE_ACCESS_TOKEN"] = world.sandbox.token(coffee.appid);
    for (const command of ["plan --verbose", "apply --yes --verbose"]) expectClean(world, await world.cli(command));
    world.sandbox.expireTokens();
    const given = world.env["WXCARDS_COFFEE_ACCESS_TOKEN"] ?? "";
    const refused = await world.cli("plan --verbose");
    expect(refused.code).toBe(77);
    expect(refused.all).not.toContain(given);
  });
});

describe("answers that echo a secret", () => {
  const ways = Object.keys(spellings("any"));
  const calls = ["/cgi-bin/stable_token", "/card/get", "/card/update"] as const;

  test.each(calls.flatMap((path) => ways.map((way) => [path, way] as const)))("%s, spelled %s", async (path, way) => {
    for (const secret of ["secret", "token"] as const) {
      const world = await changed();
      const value = secret === "secret" ? canary : world.sandbox.token(coffee.appid);
      // The token call cannot echo a token that it has not given yet.
      if (path === "/cgi-bin/stable_token" && secret === "token") continue;
      world.sandbox.fail({ path, errcode: 40_013, errmsg: `not good: ${spellings(value)[way]} it is` });
      const run = await world.cli("apply --yes --verbose");
      expect(run.code).toBe(77);
      expect(run.stdout).toContain("not good: (secret) it is");
      expectClean(world, run);
      expect(found(world, written(world))).toEqual([]);
    }
  });

  test("a page in between that repeats the address it was called by", async () => {
    const world = await changed();
    const rawBody = `<html>no route to /card/get?access_token=${world.sandbox.token(coffee.appid)}</html>`;
    world.sandbox.fail({ path: "/card/get", errcode: 1, status: 502, rawBody, times: 6 });
    const run = await world.cli("plan --verbose");
    expect(run.code).toBe(1);
    expectClean(world, run);
  });

  test("a card that holds the secret in its texts", async () => {
    const world = await changed();
    world.sandbox.editInConsole(coffee.appid, goldId, { base_info: { notice: `密钥 ${canary}` } });
    for (const format of formats) expectClean(world, await world.cli(`plan --format ${format}`));
  });
});

describe("failures and crashes", () => {
  test("nobody there", async () => {
    const world = await changed();
    const token = world.sandbox.token(coffee.appid);
    world.env["WXCARDS_COFFEE_ACCESS_TOKEN"] = token;
    await world.sandbox.close();
    const run = await world.cli("plan --verbose");
    expect(run.code).toBe(1);
    expectClean(world, run);
  });

  test.each(["readInside", "kindInside", "glob", "writeInside"] as const)("files that throw: %s", async (name) => {
    const world = await changed();
    const token = world.sandbox.token(coffee.appid);
    world.env["WXCARDS_COFFEE_ACCESS_TOKEN"] = token;
    world.files = {
      ...world.files,
      [name]: (root: string) => {
        throw new Error(`no good: ${root}\n${Object.values(spellings(canary)).join("\n")}\n${token}`);
      },
    };
    const run = await world.cli("apply --yes --verbose");
    expect(run.code).not.toBe(0);
    expect(run.all).toContain("no good");
    expectClean(world, run);
  });

  test("a state that cannot be read after the token was fetched once", async () => {
    const world = await changed();
    expect((await world.cli("apply --yes")).code).toBe(0);
    const { files } = world;
    world.files = {
      ...files,
      readInside: (root, path, limit) => {
        if (path.includes("wxcards.state")) throw new Error(`EIO: ${path} ${canary}`);
        return files.readInside(root, path, limit);
      },
    };
    const run = await world.cli("plan --verbose");
    expect(run.code).toBe(1);
    expectClean(world, run);
  });

  test("a document that holds the secret and is wrong besides", async () => {
    const world = await changed();
    world.edit(
      "cards/gold.yaml",
      "notice: 结账时请出示会员码",
      `notice: '${canary} and far too long for a notice of a card'`,
    );
    for (const command of ["validate", "plan", "validate --format json", "validate --format markdown"]) {
      const run = await world.cli(command);
      expect(run.code).toBe(65);
      expectClean(world, run);
    }
  });

  test("a literal secret in the project file is an error that does not repeat it", async () => {
    const world = await changed();
    const literal = "5f4dcc3b5aa765d61d8327deb882cf99";
    world.edit("wxcards.yaml", "    default: true\n", `    default: true\n    appsecret: ${literal}\n`);
    for (const command of ["validate", "plan", "validate --format json"]) {
      const run = await world.cli(command);
      expect(run.code).toBe(65);
      expect(run.all).toContain("appsecret");
      expect(run.all).not.toContain(literal);
    }
  });
});
