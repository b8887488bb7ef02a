import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { realFiles } from "../../src/cli/files.ts";
import { goldCard, goldId, liveGold } from "../helpers/documents.ts";
import { coffee, newWorld, type World } from "../helpers/world.ts";

const file = "cards/gold.yaml";

async function changed(): Promise<World> {
  const world = await newWorld({ files: { [file]: goldCard } });
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  world.edit(file, "notice: 结账时请出示会员码", "notice: 新的提醒");
  return world;
}

describe("stdout is JSON with --format json, however the run ends", () => {
  test("nobody was asked", async () => {
    const world = await changed();
    const run = await world.cli("apply --format json");
    expect(run.code).toBe(3);
    const { outcomes, problems } = JSON.parse(run.stdout) as { outcomes: unknown[]; problems: { code: string }[] };
    expect({ outcomes, codes: problems.map(({ code }) => code) }).toEqual({ outcomes: [], codes: ["no-terminal"] });
  });

  test("a damaged state of the embedded platform", async () => {
    const world = await changed();
    realFiles.writeInside(world.root, ".wxcards/sandbox/coffee.json", "{ half");
    const run = await world.cli("plan --sandbox --format json");
    expect(run.code).toBe(64);
    const { problems } = JSON.parse(run.stdout) as { problems: { code: string }[] };
    expect(problems.map(({ code }) => code)).toEqual(["sandbox-state-damaged"]);
    expect(run.stderr).toBe("");
  });

  const card = (change: object) => ({
    ...{ card_type: "MEMBER_CARD", created_in: "api", status: "CARD_STATUS_VERIFY_OK", content: {} },
    ...{ sku: { quantity: 1, total_quantity: 1 }, create_time: 1, update_time: 1, ...change },
  });
  const rule = { type: "RULE_TYPE_PAY_MEMBER_CARD", mchid_list: [7], begin_time: 1, end_time: 2, status: "S" };
  test.each([
    ["a list", "[]"],
    ["cards that are a list", '{ "format": "wxcards.sandbox/1", "cards": [] }'],
    ["a card that is a text", '{ "format": "wxcards.sandbox/1", "cards": { "p": "x" } }'],
    ...Object.entries({
      content: [],
      sku: null,
      create_time: "1",
      review: { ends_ms: 1, verdict: "maybe", changes: {} },
      deposited: "x",
    }).map(([key, value]) => [
      `a card whose ${key} is something else`,
      JSON.stringify({ format: "wxcards.sandbox/1", cards: { [goldId]: card({ [key]: value }) } }),
    ]),
    ["a rule of numbers", JSON.stringify({ format: "wxcards.sandbox/1", cards: {}, rules: { "1": rule } })],
    ["brackets without end", "[".repeat(3_000_000)],
    ["bytes that are no text", "\ud800"],
  ])("a state of the embedded platform that is damaged: %s", async (_about, text) => {
    const world = await changed();
    world.write({ ".wxcards/sandbox/coffee.json": text });
    const run = await world.cli("plan --sandbox --format json");
    const { problems } = JSON.parse(run.stdout) as { problems: { code: string }[] };
    expect([run.code, problems.map(({ code }) => code)]).toEqual([64, ["sandbox-state-damaged"]]);
  });

  test.each(["text", "json", "markdown"])(
    "a link in the place of a state of the embedded platform, as %s",
    async (format) => {
      const world = await changed();
      mkdirSync(join(world.root, ".wxcards/sandbox"), { recursive: true });
      symlinkSync("/proc/self/environ", join(world.root, ".wxcards/sandbox/coffee.json"));
      const run = await world.cli(`plan --sandbox --format ${format}`);
      expect([run.code, run.all.includes("symbolic link")]).toEqual([65, true]);
    },
  );

  test("a state of the other platform", async () => {
    const world = await changed();
    const state = { format: "wxcards.sandbox/1", platform: "wechatpay", cards: {} };
    realFiles.writeInside(world.root, ".wxcards/sandbox/coffee.json", JSON.stringify(state));
    expect((await world.cli("plan --sandbox")).code).toBe(64);
  });
});

describe("the state", () => {
  test("stays byte for byte when nothing new is known", async () => {
    const world = await changed();
    expect((await world.cli("apply --yes")).code).toBe(0);
    const path = join(world.root, "wxcards.state/coffee/state.yaml");
    const before = readFileSync(path, "utf8");
    chmodSync(path, 0o444);
    let writes = 0;
    const writeInside: typeof realFiles.writeInside = (...args) => {
      writes += 1;
      return realFiles.writeInside(...args);
    };
    world.files = { ...realFiles, writeInside };
    expect((await world.cli("apply --yes")).code).toBe(0);
    expect(writes).toBe(0);
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  test("keeps what somebody added to it by hand meanwhile", async () => {
    const world = await changed();
    expect((await world.cli("apply --yes")).code).toBe(0);
    world.edit(file, "notice: 新的提醒", "notice: 更新的提醒");
    const path = join(world.root, "wxcards.state/coffee/state.yaml");
    const other = "MemberCard/other:\n  id: pOther\n";
    world.onLine(/POST \/card\/update/, () => writeFileSync(path, readFileSync(path, "utf8") + other));
    expect((await world.cli("apply --yes --verbose")).code).toBe(0);
    expect(readFileSync(path, "utf8")).toContain("id: pOther");
  });

  test.each([
    ["digests that are a list", "settled: [a]"],
    ["an id that is a number", "id: 12345"],
    ["a review without its beginning", "review: { fields: {} }"],
  ])("with %s is damaged, not forgotten", async (_about, line) => {
    const world = await changed();
    const text = `format: wxcards.state/1\nidentity: ${coffee.appid}\nMemberCard/gold:\n  ${line}\n`;
    const lease = `format: wxcards.lease/1\nidentity: ${coffee.appid}\n`;
    world.write({ "wxcards.state/coffee/state.yaml": text, "wxcards.state/coffee/lease.yaml": lease });
    const run = await world.cli("plan");
    expect(run.code).toBe(65);
    expect(run.stdout).toMatch(/^coffee\/state\.yaml:3:1 .* state-damaged$/m);
  });
});

describe("answers of something else on the way", () => {
  /** A server that gives one answer to everything but the token call. */
  async function answering(status: number, body: string, headers: Record<string, string> = {}) {
    let asked = 0;
    const server = createServer((request, response) => {
      if (request.url?.startsWith("/cgi-bin/stable_token")) {
        response.end(JSON.stringify({ access_token: "token-of-the-test-server", expires_in: 7200 }));
        return;
      }
      asked += 1;
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const close = () => new Promise((resolve) => server.close(resolve));
    return { url, asked: () => asked, close };
  }

  test.each([
    { about: "JSON that holds no card", status: 200, body: '{"code":502}', tries: 1, code: "answer-unusable" },
    { about: "a redirect", status: 302, body: "", tries: 1, code: "http-status" },
    { about: "a refusal of the relay", status: 403, body: "no", tries: 1, code: "http-status" },
    { about: "a request to go slower", status: 429, body: "", tries: 3, code: "http-status" },
  ])("$about", async ({ status, body, tries, code }) => {
    const world = await changed();
    const server = await answering(status, body, status === 429 ? { "retry-after": "7" } : {});
    world.env["WXCARDS_WEIXIN_BASE_URL"] = server.url;
    const run = await world.cli("plan");
    await server.close();
    expect({ code: run.code, asked: server.asked() }).toEqual({ code: 1, asked: tries });
    expect(run.stdout).toContain(code);
    expect(world.clock.slept).toEqual(status === 429 ? [7_000, 7_000] : []);
  });
});

test("what the platform says cannot command a terminal or a CI runner, at --verbose either", async () => {
  const world = await changed();
  world.sandbox.fail({
    path: "/card/get",
    errcode: 50000,
    errmsg: "bad\n::error file=x::pwned\n##[error]boom \u001b[31mred",
  });
  const run = await world.cli("plan --verbose");
  for (const line of `${run.stdout}\n${run.stderr}`.split("\n")) {
    expect(line.trimStart().startsWith("::")).toBe(false);
    expect(line).not.toContain("##[");
    expect(line).not.toContain("\u001b");
  }
  expect(run.stderr).toContain("pwned");
});

test("a folder on the command line of validate means the documents in it", async () => {
  const world = await changed();
  expect((await world.cli("validate cards")).stdout).toBe("1 document is valid.\n");
  // The project file is in it too, and is no document for any command.
  expect(await world.cli("validate .")).toMatchObject({ code: 0, stdout: "1 document is valid.\n" });
});
