import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { blocksOf } from "../../scripts/pages.ts";
import { bundled, temporaryFolder } from "../documents/support.ts";
import { goldCard, goldId, liveGold } from "../helpers/documents.ts";
import { startGitHost } from "../helpers/git-host.ts";
import { git, shopInGit } from "../helpers/shop-in-git.ts";
import {
  basic,
  certificateFile,
  type Entrance,
  entranceFrom,
  startProxy,
  startRelay,
} from "../helpers/ways-to-weixin.ts";
import { coffee } from "../helpers/world.ts";
import { type Ended, start } from "./command.ts";

/*
 * docs/ip-whitelist.md: the step of each workflow, as it stands on the page, gets the built command past the whitelist of
 * the embedded platform; only what means a host or a secret is put in its place.
 */
const page = readFileSync(join(import.meta.dirname, "../../docs/ip-whitelist.md"), "utf8");

interface Step {
  readonly run: string;
  readonly env: Readonly<Record<string, string>>;
}

const [onRunner, throughProxy, overRelay] = blocksOf(page)
  .filter(({ word }) => word === "yaml")
  .map(({ body }) => (parse(body) as { steps: [Step] }).steps[0]) as [Step, Step, Step];

/** The address of the proxy as the page writes it into a secret. */
const proxySecret = /`(http:\/\/runner:PASSWORD@proxy\.example\.com:3128)`/.exec(page)?.[1] ?? "";

const hostedAddress = "203.0.113.7";
const fixedAddress = "198.51.100.20";
const gitToken = "t0ken-of-the-job-0123456789";

let cli = "";
const folder = temporaryFolder();
beforeAll(async () => {
  cli = await bundled("cli/entry.ts", folder);
});

/** A repository with one card behind HTTPS, and two networks from which Weixin is called. */
async function shop() {
  const { world, clone } = await shopInGit({ "cards/gold.yaml": goldCard });
  // A process of its own has the clock of the machine.
  world.clock.advance((Date.now() - world.clock.now()) / 1000);
  world.sandbox.addCard(coffee.appid, liveGold, { card_id: goldId });
  const whitelist = new Set<string>();
  const [hosted, fixed] = [
    await entranceFrom(hostedAddress, world.sandbox, whitelist),
    await entranceFrom(fixedAddress, world.sandbox, whitelist),
  ];
  const gitHost = await startGitHost(world.root, `x-access-token:${gitToken}`);
  const root = clone(1);
  git(root, "remote", "set-url", "origin", `https://${gitHost.host}/remote.git`);
  const surroundings = {
    HOME: "/nonexistent",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_SSL_CAINFO: certificateFile,
    NODE_EXTRA_CA_CERTS: certificateFile,
    WXCARDS_GIT_TOKEN: gitToken,
  };
  /** Runs a step; `values` says what stands for what the page only names. */
  const run = async (step: Step, values: Readonly<Record<string, string>>): Promise<Ended> => {
    const words = step.run.split("npx --no-install wxcards ")[1]?.split(" ") ?? [];
    const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, filledIn(value, values)]));
    return start({ ...world, root, env: { ...surroundings, ...env } }, [process.execPath, cli, ...words]).ended;
  };
  return { world, whitelist, hosted, fixed, gitHost, run };
}

function filledIn(value: string, values: Readonly<Record<string, string>>): string {
  const known = { "${{ secrets.WXCARDS_COFFEE_APPSECRET }}": coffee.secret, ...values };
  const filled = Object.entries(known).reduce((text, [name, here]) => text.replace(name, here), value);
  expect(filled).not.toMatch(/\$\{\{|example\.com/);
  return filled;
}

/** A step with another address of the platform: what a machine of the tests sees of it without proxy and relay. */
function from({ url }: Entrance, { run, env }: Step): Step {
  const { HTTPS_PROXY: _proxy, NO_PROXY: _none, ...others } = env;
  return { run, env: { ...others, WXCARDS_WEIXIN_BASE_URL: url } };
}

function expectRefused({ code, stdout, stderr }: Ended, address: string): void {
  expect([code, stdout], stderr).toEqual([77, expect.stringContaining("weixin-40164")]);
  expect(stdout).toContain(`the address to add: ${address}\n`);
}

function expectThrough({ code, stdout, stderr }: Ended): void {
  expect([code, stdout], stdout + stderr).toEqual([0, expect.stringContaining("No changes. 1 unchanged.")]);
  expect(stdout + stderr).not.toContain(coffee.secret);
}

const paths = ({ requests }: Entrance) => requests.map(({ url }) => url.split("?")[0]);

describe("the steps of the page", () => {
  test("a runner of your own: the address of the machine decides", async () => {
    const { whitelist, hosted, fixed, run } = await shop();
    expect(Object.keys(onRunner.env)).toEqual(["WXCARDS_COFFEE_APPSECRET"]);
    whitelist.add(fixedAddress);
    expectRefused(await run(from(hosted, onRunner), {}), hostedAddress);
    expectThrough(await run(from(fixed, onRunner), {}));
  });

  test("a fixed exit: Weixin sees the proxy's address, and the proxy nothing but a tunnel", async () => {
    const { world, whitelist, hosted, fixed, gitHost, run } = await shop();
    const proxy = await startProxy({ "api.weixin.qq.com:443": fixed.tlsPort }, "runner:PASSWORD");
    const values = {
      "${{ secrets.WXCARDS_PROXY }}": proxySecret.replace("proxy.example.com:3128", proxy.host),
      "github.com": "localhost",
    };
    expectRefused(await run(from(hosted, throughProxy), values), hostedAddress);
    expect(proxy.asked).toEqual([]);
    expectRefused(await run(throughProxy, values), fixedAddress);
    whitelist.add(fixedAddress);
    expectThrough(await run(throughProxy, values));
    expect(paths(fixed)).toEqual(["/cgi-bin/stable_token", "/cgi-bin/stable_token", "/card/get"]);
    expect(new Set(proxy.asked)).toEqual(new Set(["CONNECT api.weixin.qq.com:443"]));
    // The state was asked for beside it.
    expect(gitHost.requests).toContain("POST /remote.git/git-upload-pack");
    const saw = proxy.saw();
    expect(saw).toContain(basic("runner:PASSWORD"));
    for (const secret of [coffee.secret, world.sandbox.token(coffee.appid), gitToken, goldId, "stable_token"])
      expect(saw).not.toContain(secret);
  });

  test("a fixed exit: git goes through the proxy too, but for a host that NO_PROXY names", async () => {
    const { whitelist, fixed, gitHost, run } = await shop();
    whitelist.add(fixedAddress);
    const routes: Record<string, number> = { "api.weixin.qq.com:443": fixed.tlsPort };
    const proxy = await startProxy(routes, "runner:PASSWORD");
    const address = proxySecret.replace("proxy.example.com:3128", proxy.host);
    const values = { "${{ secrets.WXCARDS_PROXY }}": address, "github.com": "elsewhere.invalid" };
    const refused = await run(throughProxy, values);
    expect([refused.code, refused.stdout]).toEqual([1, expect.stringContaining("state-unreachable")]);
    expect(refused.stdout + refused.stderr).not.toContain("PASSWORD");
    expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT ${gitHost.host}`]));
    routes[gitHost.host] = Number(gitHost.host.split(":")[1]);
    expectThrough(await run(throughProxy, values));
    expect(proxy.saw()).not.toContain(gitToken);
  });

  test("a relay: Weixin sees the relay's address", async () => {
    const { whitelist, hosted, fixed, run } = await shop();
    const relay = await startRelay(fixed.url);
    const values = { "https://wx-relay.example.com": relay.url };
    expectRefused(await run(from(hosted, overRelay), values), hostedAddress);
    expect(relay.requests).toEqual([]);
    expectRefused(await run(overRelay, values), fixedAddress);
    whitelist.add(fixedAddress);
    expectThrough(await run(overRelay, values));
    expect(paths(fixed)).toEqual(["/cgi-bin/stable_token", "/cgi-bin/stable_token", "/card/get"]);
    expect(relay.requests).toEqual(fixed.requests);
  });

  test("a relay below a path of its own lets in whoever knows it, and nobody else", async () => {
    const { whitelist, fixed, run } = await shop();
    whitelist.add(fixedAddress);
    const relay = await startRelay(fixed.url, "/LONG-AND-RANDOM");
    const stranger = await run(overRelay, { "https://wx-relay.example.com": relay.url });
    expect([stranger.code, stranger.stdout]).toEqual([1, expect.stringMatching(/HTTP 404.*http-status/)]);
    expect(fixed.requests).toEqual([]);
    expectThrough(await run(overRelay, { "https://wx-relay.example.com": `${relay.url}/LONG-AND-RANDOM` }));
    expect(paths(fixed)).toEqual(["/cgi-bin/stable_token", "/card/get"]);
  });
});
