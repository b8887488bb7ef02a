import { createHash, createPrivateKey, createPublicKey } from "node:crypto";
import { stringify } from "yaml";
import { canonicalJson, isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import type { HttpAnswer, HttpFailure } from "../../src/model/ports.ts";
import type { BehaviourChanges } from "../../src/sandbox/behaviours-with.ts";
import type { Received } from "../../src/sandbox/platform.ts";
import { type PlayedPlatform, playPlatform } from "../../src/sandbox/sandbox.ts";
import { isWechatPay } from "../../src/sandbox/wechatpay/routes.ts";
import type { WechatPayState } from "../../src/sandbox/wechatpay/state.ts";
import type { WeixinState } from "../../src/sandbox/weixin/state.ts";
import { chance } from "./chance.ts";
import { accountOf, entryOf, kindNames } from "./documents.ts";
import { type Events, events } from "./events.ts";
import { type Leases, leases } from "./leases.ts";

/** 2026-11-21 10:00 in Shanghai, in milliseconds: when every simulation begins. */
const startMs = 1_795_226_400_000;

const appid = "wx0123456789abcdef";
const appSecret = "coffee-secret-0123456789abcdef00";
const mchid = "1900007291";
const brandId = "1004";
const serial = "408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB";

/** The private keys of the merchant and of the platform, in PEM: made with the bundle, as they take a second. */
declare const simulatedKeys: readonly [merchant: string, platform: string];
const [merchantPem, platformPem] = simulatedKeys;
const merchantPublic = createPublicKey(merchantPem).export({ type: "spki", format: "pem" }).toString();
const platformKey = { id: `PUB_KEY_ID_${"7".repeat(32)}`, privateKey: createPrivateKey(platformPem) };

/** The project file of every simulation. */
export const projectText = stringify({
  accounts: {
    [accountOf.weixin]: { platform: "weixin", appid, default: true },
    [accountOf.wechatpay]: { platform: "wechatpay", role: "partner", mchid, brand_id: brandId },
  },
});

/** How the platform of a simulation is. */
export interface WorldOptions {
  readonly seed: number;
  readonly behaviours: BehaviourChanges;
  /** By how many seconds listings are late. */
  readonly listingsLate: number;
  /** What there is from the beginning; nothing when absent. */
  readonly start?: Snapshot;
  readonly onTrace?: (line: string) => void;
}

/** Everything around the processes of one simulation. */
export interface SimWorld {
  readonly seed: number;
  readonly events: Events;
  readonly platform: PlayedPlatform;
  readonly env: Readonly<Record<string, string>>;
  readonly host: string;
  readonly leases: Leases;
  /** Notes that a process writes to an account; gives those that have written there since it did so before. */
  writes(account: string, process: number): readonly number[];
  /** Processes that run at the moment. */
  readonly alive: Set<number>;
  nextProcess(): number;
  /** Answers a request; a listing as it was some time ago. */
  readonly answer: PlayedPlatform["answer"];
  hostOf(path: string): string;
  /** Changes a live resource as a person at the console does; `id` is one of those of `live`. */
  editAtConsole(id: string, patch: JsonObject): void;
  /** Every live resource, or object of one, as it is kept: by the name of what keeps it and its id. */
  live(): ReadonlyMap<string, Json>;
  /** The platform as it is now. */
  snapshot(): Snapshot;
  /** Takes a line down: all of them together are what a replay has to give again. */
  readonly trace: (line: string) => void;
  /** Of all lines so far. */
  digest(): string;
  /** Texts that must never be seen outside. */
  readonly secrets: ReadonlySet<string>;
  /** Keeps a token that an answer hands out, since it is a secret as well; whether it has one. */
  learnToken(answer: HttpAnswer | HttpFailure): boolean;
  /** Whether a token is good for longer than a run takes. */
  readonly tokensLast: boolean;
}

/** The paths of all listings of all kinds. */
const listings: ReadonlySet<string> = new Set(
  kindNames.flatMap((name) => entryOf(name).kind.listing?.page(0, {}).path.replace(/\?.*$/, "") ?? []),
);

/** What of the paths of calls stands in place of ids. */
const writes: readonly { readonly method: string; readonly path: RegExp }[] = kindNames.flatMap((name) =>
  Object.values(entryOf(name).kind.operations).map(({ method, path }) => ({
    method,
    path: new RegExp(`^${path.replace(/\{[^}]*\}/g, "[^/]+")}$`),
  })),
);

/** Whether a request may change something, by the operations of all kinds. */
export function isWrite(request: { readonly method: string; readonly path: string }): boolean {
  return writes.some(({ method, path }) => method === request.method && path.test(request.path));
}

/** The platform at one moment, in milliseconds since 1970. */
export interface Snapshot {
  readonly at: number;
  readonly weixin: WeixinState;
  readonly pay: WechatPayState;
}

export function openWorld({ seed, behaviours, listingsLate, start, onTrace }: WorldOptions): SimWorld {
  const time = events(start?.at ?? startMs);
  const clock = { now: time.now, elapsed: time.now, sleep: async () => undefined };
  const caller = { role: "partner", mchid, brand_id: brandId, serial_no: serial, public_key: merchantPublic } as const;
  const changes: BehaviourChanges = behaviours;
  const usual = { clock, recordLimit: 0, wechatpayKey: platformKey, behaviours: changes };
  const history: Snapshot[] = [];
  const snapshot = (): Snapshot => ({
    at: time.now(),
    weixin: platform.state(appid),
    pay: platform.wechatpay.state(brandId),
  });
  const note = () => void history.push(snapshot());
  const platform = playPlatform({
    ...usual,
    random: chance(seed, "platform", start?.at ?? ""),
    accounts: [{ appid, secret: appSecret, ...(start === undefined ? {} : { state: start.weixin }) }],
    wechatpay: [{ ...caller, ...(start === undefined ? {} : { state: start.pay }) }],
    onChange: () => note(),
    onBrandChange: () => note(),
  });
  note();
  const late = listingsLate * 1000;
  const formerly = (received: Received): ReturnType<PlayedPlatform["answer"]> => {
    const shown = history.findLast(({ at }) => at <= time.now() - late) ?? (history[0] as Snapshot);
    const past = playPlatform({
      ...usual,
      random: chance(seed, "past", time.now()),
      accounts: [{ appid, secret: appSecret, state: shown.weixin }],
      wechatpay: [{ ...caller, state: shown.pay }],
    });
    Object.assign(past.behaviours, platform.behaviours);
    const query = new URLSearchParams(received.query);
    if (query.has("access_token")) query.set("access_token", past.token(appid));
    return past.answer({ ...received, query });
  };
  const secrets = new Set([appSecret, merchantPem, ...merchantPem.split("\n").filter((line) => line.length > 40)]);
  const hash = createHash("sha256");
  const alive = new Set<number>();
  const writers = new Map<string, readonly number[]>();
  // Numbers of processes of before are not given again: marks that they left would be taken for one's own.
  let processes = start === undefined ? 0 : 100;
  const trace = (line: string): void => {
    hash.update(line);
    hash.update("\n");
    onTrace?.(line);
  };
  return {
    seed,
    events: time,
    platform,
    env: {
      WXCARDS_COFFEE_APPSECRET: appSecret,
      WXCARDS_TEA_PRIVATE_KEY: merchantPem,
      WXCARDS_TEA_SERIAL_NO: serial,
      WXCARDS_TEA_PUBLIC_KEY: platform.wechatpay.publicKey,
      WXCARDS_TEA_PUBLIC_KEY_ID: platform.wechatpay.publicKeyId,
    },
    host: "machine",
    writes: (account, process) => {
      const all = writers.get(account) ?? [];
      writers.set(account, [...all, process]);
      const since = all.slice(all.lastIndexOf(process) + 1);
      return all.includes(process) ? since : [];
    },
    alive,
    leases: leases(alive, time.now),
    nextProcess: () => (processes += 1),
    answer: (received) =>
      late > 0 && listings.has(received.path) && !isWrite(received) ? formerly(received) : platform.answer(received),
    hostOf: (path) => (isWechatPay(path) ? "wechatpay" : "weixin"),
    editAtConsole: (id, patch) => {
      const [name, collection, key = ""] = id.split("/");
      if (name === "wechatpay") platform.wechatpay.editInConsole(brandId, key, patch);
      else if (collection === "cards") platform.editInConsole(appid, key, patch);
      else platform.editRuleInConsole(appid, key, patch);
    },
    live: () => liveIn(platform),
    snapshot,
    trace,
    digest: () => hash.copy().digest("hex"),
    secrets,
    learnToken: (answer) => {
      const [, token] =
        /"access_token":"([^"]+)"/.exec("body" in answer ? Buffer.from(answer.body).toString() : "") ?? [];
      if (token !== undefined) secrets.add(token);
      return token !== undefined;
    },
    tokensLast: platform.behaviours.tokenSeconds > 1_000,
  };
}

/** What is live on both platforms. Collections are found by their shape, so that one of another kind is among them. */
function liveIn(platform: PlayedPlatform): ReadonlyMap<string, Json> {
  const live = new Map<string, Json>();
  const states: Readonly<Record<string, object>> = {
    weixin: platform.state(appid),
    wechatpay: platform.wechatpay.state(brandId),
  };
  for (const [name, state] of Object.entries(states))
    for (const [collection, members] of Object.entries(state) as [string, Json][])
      if (isObject(members))
        for (const [id, member] of Object.entries(members))
          if (!isGone(member)) live.set(`${name}/${collection}/${id}`, member);
  return live;
}

/** Whether what is kept is no longer there for users. */
function isGone(member: Json): boolean {
  const words = isObject(member) ? [member["status"], member["state"]] : [];
  return words.some((word) => typeof word === "string" && /DELETE|INVALID/.test(word));
}

/** How often a mark stands in what is live, each resource counted once, and where. */
export function holders(live: ReadonlyMap<string, Json>, mark: string): readonly string[] {
  const quoted = JSON.stringify(mark);
  return [...live].filter(([, member]) => canonicalJson(member).includes(quoted)).map(([id]) => id);
}
