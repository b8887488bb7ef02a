import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { parse } from "yaml";
import { type RunFiles, realFiles } from "../../src/cli/files.ts";
import type { Git } from "../../src/cli/git.ts";
import { type Io, wantsColour } from "../../src/cli/io.ts";
import { run } from "../../src/cli/main.ts";
import { realNetwork } from "../../src/cli/network.ts";
import { defined } from "../../src/model/defined.ts";
import { isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import type { Network, Processes, Random } from "../../src/model/ports.ts";
import type { Programs } from "../../src/model/program.ts";
import type { BehaviourChanges } from "../../src/sandbox/behaviours-with.ts";
import type { RecordedRequest } from "../../src/sandbox/recording.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../src/sandbox/sandbox.ts";
import type { StoredCard, StoredRule } from "../../src/sandbox/weixin/state.ts";
import { type FakeClock, fakeClock, seededRandom } from "./clock.ts";
import { project } from "./documents.ts";
import { recordSpoken, spokenEnvironment } from "./spoken.ts";

/** Accounts of the platform behind every world. */
export const coffee = {
  name: "coffee",
  appid: "wx0123456789abcdef",
  secret: "coffee-secret-0123456789abcdef00",
} as const;
export const bakery = {
  name: "bakery",
  appid: "wxfedcba9876543210",
  secret: "bakery-secret-fedcba987654321000",
} as const;

/** What one command line gave. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** stdout and stderr, for texts that may stand in either. */
  readonly all: string;
}

/** How a world is opened. */
export interface WorldOptions {
  /** Texts by path below the project; the project file of `documents.ts` is there when none is given. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly behaviours?: BehaviourChanges;
  readonly accounts?: readonly { readonly appid: string; readonly secret: string }[];
  /** Third-party platforms behind the world. */
  readonly components?: SandboxOptions["components"];
  /** Brands of WeChat Pay behind the world; with some, the command reaches that platform too. Its credentials are for `env`. */
  readonly wechatpay?: SandboxOptions["wechatpay"];
  /** By which WeChat Pay signs; worth sharing between worlds, since making one takes a while. */
  readonly wechatpayKey?: SandboxOptions["wechatpayKey"];
  readonly terminal?: boolean;
  /** Whether nothing is remembered of any account yet: what differs is then nobody's change. */
  readonly isNew?: boolean;
}

/** What stands where an account was applied to before, and nothing is left of it. */
export function emptyMemory({
  name,
  appid,
}: {
  readonly name: string;
  readonly appid: string;
}): Record<string, string> {
  const head = (word: string) => `format: wxcards.${word}/1\nidentity: "${appid}"\n`;
  return {
    [`wxcards.state/${name}/state.yaml`]: `${head("state")}serial: 1\n`,
    [`wxcards.state/${name}/lease.yaml`]: head("lease"),
  };
}

const emptyMemories = { ...emptyMemory(coffee), ...emptyMemory(bakery) };

/**
 * A project in a temporary folder, a platform on loopback that the command reaches over HTTP as it would reach the real one, and one fake clock for both.
 */
export interface World {
  readonly root: string;
  readonly clock: FakeClock;
  /** The chance of all runs together: two of them never say the same. */
  readonly random: Random;
  readonly sandbox: Sandbox;
  /** What the command finds in its environment; may be changed between runs. */
  readonly env: Record<string, string | undefined>;
  /** The files of the command; a test may put broken ones in their place. */
  files: RunFiles;
  /** The network of the command; a test may put another one in its place. */
  network: Network;
  /** The version control of the command; nothing is tracked when there is none. */
  git?: Git;
  /** The processes that the command knows of; runs are not kept apart when there are none. */
  processes?: Processes;
  /** The programs of the command; none is run when there are none. */
  programs?: Programs;
  /** Where the code of the tool is loaded from; a run from sources, which are no package, when there is none. */
  codeFolder?: string;
  /** Ends the commands that run early, as a signal of the terminal does; nothing ends them when there is none. */
  signal?: AbortSignal;
  /** Runs one command line in process: words between spaces, or the arguments themselves. */
  cli(line: string | readonly string[]): Promise<Run>;
  write(files: Readonly<Record<string, string>>): void;
  /** Replaces the only occurrence of a text in a file; throws when there is none or more than one. */
  edit(path: string, from: string, to: string): void;
  read(path: string): string;
  exists(path: string): boolean;
  remove(path: string): void;
  /** What is remembered of a resource, such as `MemberCard/gold`; undefined when nothing is remembered. */
  locked(address: string, account?: string): JsonObject | undefined;
  /** The digests that are remembered of a resource's settled fields; empty when nothing is remembered. */
  settled(address: string, account?: string): Readonly<Record<string, string>>;
  /** Does something when stderr shows a line for the nth time; with `--verbose` every request ends in such a line. */
  onLine(pattern: RegExp, action: () => void, nth?: number): void;
  /** A card as the platform keeps it. */
  card(id: string, appid?: string): StoredCard;
  /** The pay-gift rules as the platform keeps them, by id. */
  rules(appid?: string): Readonly<Record<string, StoredRule>>;
  /** Requests that change something, in order. */
  writes(): { path: string; body: Json | undefined }[];
  /** Bodies of the requests to one path, in order. */
  bodies(path: string): (Json | undefined)[];
  /** Paths of all requests since the last `forget`, in order. */
  paths(): string[];
  /** Forgets the requests so far. */
  forget(): void;
  /** A text with everything in it that differs from run to run replaced by a word. */
  mask(text: string): string;
  close(): Promise<void>;
}

const reads = new Set([
  "/card/get",
  "/card/batchget",
  "/card/paygiftcard/getbyid",
  "/card/paygiftcard/batchget",
  "/card/code/get",
  "/card/membercard/userinfo/get",
  "/card/user/getcardlist",
  "/card/paygiftmembercard/get",
  "/cgi-bin/stable_token",
  "/cgi-bin/token",
  "/cgi-bin/component/api_component_token",
  "/cgi-bin/component/api_authorizer_token",
  "/cgi-bin/component/api_get_authorizer_list",
]);

/** A world that is closed when the test ends. */
export async function newWorld(options: WorldOptions = {}): Promise<World> {
  const world = await openWorld(options);
  onTestFinished(() => world.close());
  return world;
}

/** A world that somebody closes. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "wxcards-test-")));
  const clock = fakeClock();
  const sandbox = await startSandbox({
    clock,
    random: seededRandom(7),
    accounts: options.accounts ?? [coffee, bakery],
    behaviours: options.behaviours ?? {},
    ...defined({ components: options.components, wechatpay: options.wechatpay, wechatpayKey: options.wechatpayKey }),
  });
  const watches: { readonly pattern: RegExp; readonly action: () => void; left: number }[] = [];
  const env: Record<string, string | undefined> = {
    WXCARDS_WEIXIN_BASE_URL: sandbox.url,
    WXCARDS_COFFEE_APPSECRET: coffee.secret,
    WXCARDS_BAKERY_APPSECRET: bakery.secret,
    ...(options.wechatpay === undefined ? {} : { WXCARDS_WECHATPAY_BASE_URL: sandbox.url }),
    ...options.env,
  };
  const requests = (): readonly RecordedRequest[] => sandbox.requests;
  const world: World = {
    root,
    clock,
    random: seededRandom(11),
    sandbox,
    env,
    files: realFiles,
    network: realNetwork,
    cli: (line) => runIn(world, line, watches, options.terminal === true),
    write: (files) => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
      }
    },
    edit: (path, from, to) => {
      const parts = world.read(path).split(from);
      if (parts.length !== 2) throw new Error(`${path} holds ${JSON.stringify(from)} ${parts.length - 1} times`);
      world.write({ [path]: parts.join(to) });
    },
    read: (path) => readFileSync(join(root, path), "utf8"),
    exists: (path) => existsSync(join(root, path)),
    remove: (path) => rmSync(join(root, path), { recursive: true }),
    locked: (address, account = coffee.name) => {
      const parts = [
        entryIn(world, `wxcards.state/${account}/state.yaml`, (file) => file[address]),
        entryIn(world, `wxcards.state/${account}/lease.yaml`, ({ intents }) => openIn(intents, address)),
      ].filter(isObject);
      return parts.length === 0 ? undefined : Object.assign({}, ...parts);
    },
    settled: (address, account) => (world.locked(address, account)?.["settled"] ?? {}) as Record<string, string>,
    onLine: (pattern, action, nth = 1) => void watches.push({ pattern, action, left: nth }),
    card: (id, appid = coffee.appid) => {
      const found = sandbox.state(appid).cards[id];
      if (found === undefined) throw new Error(`no card ${id}`);
      return found;
    },
    rules: (appid = coffee.appid) => sandbox.rules(appid),
    writes: () =>
      requests()
        .filter((request) => request.method !== "GET" && !reads.has(request.path))
        .map(({ path, body }) => ({ path, body })),
    bodies: (path) =>
      requests()
        .filter((request) => request.path === path)
        .map((request) => request.body),
    paths: () => requests().map((request) => request.path),
    forget: () => sandbox.forgetRequests(),
    mask: (text) =>
      text
        .replaceAll(root, "ROOT")
        .replaceAll(new URL(sandbox.url).host, "HOST")
        .replace(/\b[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}\b/g, "RID")
        .replace(/\b[0-9A-F]{32}-\d+\b/g, "REQUEST-ID")
        .replace(/"seal": "sha256:[0-9a-f]{64}"/g, '"seal": "SEAL"')
        .replace(/"tool": "wxcards [^"]+"/g, '"tool": "wxcards VERSION"'),
    close: async () => {
      await sandbox.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
  world.write({ "wxcards.yaml": project(), ...(options.isNew === true ? {} : emptyMemories), ...options.files });
  return world;
}

function entryIn(world: World, path: string, of: (file: JsonObject) => Json | undefined): Json | undefined {
  return world.exists(path) ? of(parse(world.read(path)) as JsonObject) : undefined;
}

/** What is open of an entry: the call under way by itself, as it is in memory. */
function openIn(intents: Json | undefined, address: string): Json | undefined {
  const intent = isObject(intents) ? intents[address] : undefined;
  if (!isObject(intent)) return undefined;
  const { former, agreed, mac: _mac, ...call } = intent;
  return { ...(Object.keys(call).length === 0 ? {} : { pending: call }), ...defined({ former, agreed }) };
}

async function runIn(
  world: World,
  line: string | readonly string[],
  watches: { readonly pattern: RegExp; readonly action: () => void; left: number }[],
  terminal: boolean,
): Promise<Run> {
  let stdout = "";
  let stderr = "";
  const io: Io = {
    stdout: (text: string) => {
      stdout += text;
    },
    stderr: (text: string) => {
      stderr += text;
      for (const watch of watches.filter((one) => one.left > 0 && one.pattern.test(text))) {
        watch.left -= 1;
        if (watch.left === 0) watch.action();
      }
    },
    env: { ...world.env, ...spokenEnvironment },
    workingDirectory: world.root,
    canAsk: () => false,
    hasTerminal: () => false,
    colour: () => wantsColour(world.env, () => terminal),
    signal: world.signal ?? new AbortController().signal,
  };
  const argv = typeof line === "string" ? line.split(" ").filter((word) => word !== "") : line;
  const { git, processes, programs, codeFolder } = world;
  const more = defined({ git, processes, programs, codeFolder });
  const effects = { io, files: world.files, clock: world.clock, random: world.random, network: world.network, ...more };
  const code = await run(effects, argv);
  recordSpoken(argv, stdout + stderr);
  return { code, stdout, stderr, all: stdout + stderr };
}
