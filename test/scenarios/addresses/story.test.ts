import { describe, expect, test } from "vitest";
import { goldId, liveGold } from "../../helpers/documents.ts";
import { goldens } from "../../helpers/golden.ts";
import { inputOf } from "../../helpers/input.ts";
import { coffee, newWorld, type World } from "../../helpers/world.ts";

const input = inputOf(import.meta.url);
const golden = goldens(import.meta.url);
const base = "WXCARDS_WEIXIN_BASE_URL";
const secret = "hunter2hunter2";

async function world(env: Readonly<Record<string, string>>): Promise<World> {
  const made = await newWorld({ files: input, env });
  made.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  return made;
}

/** Addresses of the environment: what does not mean what it looks like is not used, and nothing is sent. */
describe("addresses", () => {
  test.each([
    ["an empty query", "https://relay.example/?"],
    ["an empty fragment", "https://relay.example/#"],
    ["a query", "https://relay.example/?to="],
    ["an empty user", "https://@relay.example"],
    ["a user", `https://u:${secret}@relay.example`],
    ["a user that looks like the host", `http://127.0.0.1:80@evil.example/${secret}`],
    ["one slash", "https:/relay.example"],
    ["no slashes", "https:relay.example"],
    ["backslashes", "https:\\\\relay.example"],
    ["a tab inside", "https://rel\tay.example"],
    ["a line break inside", "https://relay.example\n/x"],
    ["a blank inside", "https://relay.example /x"],
    ["a way up", "https://relay.example/a/../b"],
    ["a way up, escaped", "https://relay.example/%2e%2E/b"],
    ["an empty part", "https://relay.example//b"],
    ["an empty port", "https://relay.example:"],
    ["a port beyond all", "https://relay.example:70000"],
    ["a number for a host", "http://2130706433"],
    ["a short address", "http://127.1"],
    ["a hexadecimal address", "http://0x7f.1"],
    ["this machine within another address", "http://[::ffff:127.0.0.1]"],
    ["this machine's name below another", "http://localhost.evil"],
    ["this machine's name with a dot", "http://localhost."],
    ["plain http elsewhere", "http://relay.example"],
    ["another scheme", "ftp://relay.example"],
    ["no scheme", "relay.example"],
  ])("%s in the place of a platform's host: exit 64, and the value is not repeated", async (_, address) => {
    const made = await world({ [base]: address });
    const run = await made.cli("plan --verbose");
    expect([run.code, run.all.includes("base-url-insecure")]).toEqual([64, true]);
    expect(run.all).toContain(base);
    expect(run.all).not.toContain(secret);
    expect(run.all).not.toContain("relay.example/");
    expect(made.paths()).toEqual([]);
  });

  test("in words", async () => {
    const texts: string[] = [];
    for (const address of ["https://relay.example/?", `https://u:${secret}@relay.example`, "http://relay.example"])
      texts.push((await (await world({ [base]: address })).cli("plan")).stdout);
    await golden(texts.join("\n"), "base.txt");
  });

  test("a slash at the end and a path of its own are fine", async () => {
    const made = await world({});
    made.env[base] = `${made.sandbox.url}/`;
    expect((await made.cli("plan")).code).toBe(0);
  });

  describe("a proxy", () => {
    test.each([
      ["a query", "http://proxy.example:3128?"],
      ["a path", "http://proxy.example:3128/x"],
      ["a second @", `http://u:${secret}@x@proxy.example`],
      ["an empty user", "http://@proxy.example"],
      ["a line break", "http://proxy.example\n:3128"],
      ["a short address", "http://127.1:3128"],
    ])("with %s is none: exit 64", async (_, address) => {
      const made = await world({ HTTPS_PROXY: address });
      const run = await made.cli("plan --verbose");
      expect([run.code, run.all.includes("proxy-unusable")]).toEqual([64, true]);
      expect(run.all).not.toContain(secret);
      expect(made.paths()).toEqual([]);
    });
  });
});
