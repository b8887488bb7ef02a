import { afterEach } from "vitest";
import type { Json, JsonObject } from "../../src/model/json.ts";
import type { Clock, Random } from "../../src/model/ports.ts";
import type { BehaviourChanges } from "../../src/sandbox/behaviours-with.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../src/sandbox/sandbox.ts";

/** The account of these tests. */
export const APPID = "wx0123456789abcdef";
export const SECRET = "sandbox-secret";
/** The card most tests are about. */
export const CARD = "pTestTestTestTestTestTestTest";
/** Where the fake clock starts: 2026-11-21 10:00 in Shanghai, in seconds. */
export const START_SECONDS = 1_795_226_400;

/** A clock that moves only when told to. */
export interface FakeClock extends Clock {
  advance(seconds: number): void;
  readonly slept: readonly number[];
}

export function fakeClock(): FakeClock {
  let now = START_SECONDS * 1000;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    elapsed: () => now,
    sleep(milliseconds) {
      slept.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
    advance(seconds) {
      now += seconds * 1000;
    },
  };
}

export function seededRandom(seed = 1): Random {
  let state = seed;
  return {
    next() {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    },
  };
}

/** What came back: the HTTP answer and its body as JSON. */
export interface Reply {
  readonly status: number;
  readonly contentType: string | null;
  readonly text: string;
  readonly body: JsonObject;
  readonly errcode: Json | undefined;
  readonly errmsg: string;
}

async function replyOf(response: Response): Promise<Reply> {
  const text = await response.text();
  const body = (text === "" ? {} : JSON.parse(text)) as JsonObject;
  return {
    status: response.status,
    contentType: response.headers.get("content-type"),
    text,
    body,
    errcode: body["errcode"],
    errmsg: String(body["errmsg"] ?? ""),
  };
}

/** A sandbox with one account, and the calls on it. Closed by itself after the test. */
export interface Bench {
  readonly sandbox: Sandbox;
  readonly clock: FakeClock;
  /** POST with a valid token; a text goes out as it is. */
  post(path: string, body: JsonObject | string, token?: string | null): Promise<Reply>;
  update(memberCard: JsonObject): Promise<Reply>;
  /** The `member_card` of card/get. */
  live(id?: string): Promise<JsonObject>;
}

const open: Sandbox[] = [];
afterEach(async () => {
  for (const sandbox of open.splice(0)) await sandbox.close();
});

export async function bench(behaviours: BehaviourChanges = {}, options: Partial<SandboxOptions> = {}): Promise<Bench> {
  const clock = fakeClock();
  const accounts = [{ appid: APPID, secret: SECRET }];
  const sandbox = await startSandbox({ clock, random: seededRandom(), accounts, behaviours, ...options });
  open.push(sandbox);
  const post: Bench["post"] = async (path, body, token = sandbox.token(APPID)) => {
    const query = token === null ? "" : `?access_token=${token}`;
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return replyOf(await fetch(`${sandbox.url}${path}${query}`, { method: "POST", body: text }));
  };
  return {
    sandbox,
    clock,
    post,
    update: (memberCard) => post("/card/update", { card_id: CARD, member_card: memberCard }),
    async live(id = CARD) {
      const { body } = await post("/card/get", { card_id: id });
      return at(body, "card", "member_card");
    },
  };
}

/** As `bench`, with the card of these tests in it. */
export async function benchWithCard(memberCard: JsonObject, behaviours: BehaviourChanges = {}): Promise<Bench> {
  const made = await bench(behaviours);
  made.sandbox.addCard(APPID, memberCard, { card_id: CARD });
  return made;
}

/** An object inside an object; throws when there is none, so that a test cannot pass by looking at nothing. */
export function at(root: JsonObject, ...keys: string[]): JsonObject {
  let value: Json | undefined = root;
  for (const key of keys) value = (value as JsonObject)[key];
  if (typeof value !== "object" || value === null) throw new Error(`nothing at ${keys.join(".")}`);
  return value as JsonObject;
}

/** A complete new card for card/create. */
export function newCard(base: JsonObject = {}, members: JsonObject = {}): JsonObject {
  return {
    card: {
      card_type: "MEMBER_CARD",
      member_card: {
        base_info: {
          logo_url: "http://mmbiz.qpic.cn/mmbiz/logo/0",
          brand_name: "海底捞",
          code_type: "CODE_TYPE_TEXT",
          title: "海底捞会员卡",
          color: "Color010",
          notice: "使用时出示",
          description: "",
          date_info: { type: "DATE_TYPE_PERMANENT" },
          sku: { quantity: 500 },
          ...base,
        },
        prerogative: "会员特权",
        supply_bonus: false,
        supply_balance: false,
        ...members,
      },
    },
  };
}

/** The object without one key. */
export function lacking(root: JsonObject, key: string): JsonObject {
  const { [key]: _gone, ...rest } = root;
  return rest;
}
