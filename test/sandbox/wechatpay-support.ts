import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign, verify } from "node:crypto";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { Json, JsonObject } from "../../src/model/json.ts";
import type { Sandbox, SandboxOptions } from "../../src/sandbox/sandbox.ts";
import type { Role, WechatPayAccount } from "../../src/sandbox/wechatpay/callers.ts";
import { newPlatformKey } from "../../src/sandbox/wechatpay/platform-key.ts";
import type { WechatPayBehaviours } from "../../src/sandbox/wechatpay-behaviours.ts";
import { type Bench, bench, seededRandom } from "./support.ts";

/** The service provider of these tests, who has two brands; the first one calls by itself as well. */
export const MCHID = "1900007291";
export const BRAND = "1004";
export const OTHER_BRAND = "1005";
/** A brand of somebody else's. */
export const FOREIGN_BRAND = "2001";
export const FOREIGN_MCHID = "1900000109";
export const SERIAL = "408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB";
export const BRAND_SERIAL = "5F1C72E2A8931B72A2E13AF8DEE92471EB397115";
export const API_V3_KEY = "embedded-platform-api-v3-key-000";
export const CARD = "pbLatjvWOibDc5-TBnbUk1pD12o0";

/** Where the calls of each role begin. */
export const BASE = { partner: "/v3/brand/partner/card-member", brand: "/brand/card-member" } as const;

/** One pair for every caller: making one takes a while. */
const merchantKey: KeyObject = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const platformKey = newPlatformKey(seededRandom(3));

/** The public half as PEM. */
export function publicPemOf(key: KeyObject): string {
  return createPublicKey(key).export({ type: "spki", format: "pem" }).toString();
}

const public_key = publicPemOf(merchantKey);
/** The service provider with the first brand. */
export const PARTNER: WechatPayAccount = {
  role: "partner",
  mchid: MCHID,
  brand_id: BRAND,
  serial_no: SERIAL,
  public_key,
  api_v3_key: API_V3_KEY,
};
const ACCOUNTS: readonly WechatPayAccount[] = [
  PARTNER,
  { ...PARTNER, brand_id: OTHER_BRAND },
  { role: "brand", brand_id: BRAND, serial_no: BRAND_SERIAL, public_key },
  { role: "partner", mchid: FOREIGN_MCHID, brand_id: FOREIGN_BRAND, serial_no: SERIAL, public_key },
];

/** One request; everything that is not said is as it should be. */
export interface Outgoing {
  readonly role?: Role;
  readonly method: string;
  /** Behind the host, the query included. */
  readonly target: string;
  /** A text, or bytes, go out as they are. */
  readonly body?: JsonObject | string | Buffer;
  /** In place of the usual headers; null leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly timestamp?: number;
  readonly nonce?: string;
  readonly serial?: string;
  /** The mchid or brand id. */
  readonly caller?: string;
  readonly key?: KeyObject;
  /** What is signed in place of the five lines. */
  readonly message?: string;
  /** Makes the header out of its members. */
  readonly authorization?: (scheme: string, members: Readonly<Record<string, string>>) => string;
}

/** What came back. */
export interface PayReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: JsonObject;
  readonly code: Json | undefined;
  /** `detail` of an error. */
  readonly detail: Json | undefined;
}

/** A sandbox with the brands of these tests. */
export interface PayBench extends Bench {
  send(request: Outgoing): Promise<PayReply>;
  /** A call of the service provider for the first brand. */
  create(body?: JsonObject): Promise<PayReply>;
  get(id?: string): Promise<PayReply>;
  /** `query` without the brand. */
  list(query?: string): Promise<PayReply>;
  patch(changes: JsonObject, id?: string): Promise<PayReply>;
  invalidate(id?: string): Promise<PayReply>;
}

/** The usual behaviours, but without the limit: the clock of these tests stands still. */
export async function payBench(
  behaviours: Partial<WechatPayBehaviours> = {},
  options: Partial<SandboxOptions> = {},
): Promise<PayBench> {
  const wechatpay = { limitPerSecond: 0, ...behaviours };
  const made = await bench({ wechatpay }, { wechatpay: ACCOUNTS, wechatpayKey: platformKey, ...options });
  const { sandbox, clock } = made;
  const send = (request: Outgoing) => exchange(sandbox, Math.floor(clock.now() / 1000), request);
  const cards = `${BASE.partner}/cards`;
  return {
    ...made,
    send,
    create: (body = newTemplate()) => send({ method: "POST", target: cards, body }),
    get: (id = CARD) => send({ method: "GET", target: `${cards}/${id}?brand_id=${BRAND}` }),
    list: (query = "offset=0&limit=20") => send({ method: "GET", target: `${cards}?brand_id=${BRAND}&${query}` }),
    patch: (changes, id = CARD) =>
      send({ method: "PATCH", target: `${cards}/${id}`, body: { brand_id: BRAND, ...changes } }),
    invalidate: (id = CARD) => send({ method: "POST", target: `${cards}/${id}/invalidate`, body: { brand_id: BRAND } }),
  };
}

/** As `payBench`, with one template in the first brand. */
export async function payBenchWithCard(
  template: JsonObject = {},
  behaviours: Partial<WechatPayBehaviours> = {},
): Promise<PayBench> {
  const made = await payBench(behaviours);
  made.sandbox.wechatpay.addCard(BRAND, template, { card_id: CARD });
  return made;
}

/** A complete new template as a service provider sends it. */
export function newTemplate(members: JsonObject = {}): JsonObject {
  return {
    brand_id: BRAND,
    out_request_no: "100002322019090134234sfdf",
    appid: "wxea9c30a90fs8d3fe",
    card_type: "NORMAL",
    card_title: "测试卡",
    card_color: "#FFFF00",
    card_picture_url: "https://wxpaylogo.qpic.cn/wxpaylogo/xxxxx/0",
    code_mode: "SYSTEM_ALLOCATE",
    code_type: "QR_CODE",
    benefits: "会员折扣、专属价",
    notify_url: "https://www.weixin.qq.com/wxpay/notify.php",
    valid_date_information: { type: "PERMANENT" },
    member_information: { jump_appid: "wxea9c30a90fs8d3fe", jump_path: "/pages/member/member" },
    ...members,
  };
}

function exchange(sandbox: Sandbox, now: number, outgoing: Outgoing): Promise<PayReply> {
  const { role = "partner", method, target, body } = outgoing;
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === "string" ? body : textOf(body));
  const timestamp = String(outgoing.timestamp ?? now);
  const nonce = outgoing.nonce ?? randomBytes(16).toString("hex");
  const lines = [Buffer.from(`${method}\n${target}\n${timestamp}\n${nonce}\n`), bytes, Buffer.from("\n")];
  const message = outgoing.message === undefined ? Buffer.concat(lines) : Buffer.from(outgoing.message);
  const members = {
    [role === "partner" ? "mchid" : "brand_id"]: outgoing.caller ?? (role === "partner" ? MCHID : BRAND),
    nonce_str: nonce,
    timestamp,
    serial_no: outgoing.serial ?? (role === "partner" ? SERIAL : BRAND_SERIAL),
    signature: sign("sha256", message, outgoing.key ?? merchantKey).toString("base64"),
  };
  const scheme = role === "partner" ? "WECHATPAY2-SHA256-RSA2048" : "WECHATPAY-BRAND-SHA256-RSA2048";
  const headers: Record<string, string | null> = {
    "user-agent": "wxcards-tests",
    accept: "application/json",
    authorization: (outgoing.authorization ?? headerText)(scheme, members),
    ...(role === "brand" ? { "wechatpay-serial": sandbox.wechatpay.publicKeyId } : {}),
    ...(bytes.length === 0 ? {} : { "content-type": "application/json", "content-length": String(bytes.length) }),
    ...outgoing.headers,
  };
  const sent = Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null),
  );
  return raw(sandbox.url, { method, target, headers: sent, bytes });
}

function textOf(body: JsonObject | undefined): string {
  return body === undefined ? "" : JSON.stringify(body);
}

/** The header as it is documented. */
export function headerText(scheme: string, members: Readonly<Record<string, string>>): string {
  return `${scheme} ${Object.entries(members)
    .map(([name, value]) => `${name}="${value}"`)
    .join(",")}`;
}

/** By node:http, which adds no header of its own and sends the address as it is given. */
function raw(
  url: string,
  {
    method,
    target,
    headers,
    bytes,
  }: { method: string; target: string; headers: Record<string, string>; bytes: Buffer },
): Promise<PayReply> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = httpRequest({ hostname, port, method, path: target, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const said = Buffer.concat(chunks).toString("utf8");
        const body = parsed(said);
        const { code, detail } = body;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: said, body, code, detail });
      });
    });
    request.on("error", reject);
    request.end(bytes);
  });
}

function parsed(text: string): JsonObject {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return {};
  }
}

/** Whether an answer proves itself with this key. */
export function isAuthentic({ headers, text }: PayReply, publicKey: string): boolean {
  const said = (name: string) => String(headers[name] ?? "");
  const lines = `${said("wechatpay-timestamp")}\n${said("wechatpay-nonce")}\n${text}\n`;
  return verify("sha256", Buffer.from(lines), publicKey, Buffer.from(said("wechatpay-signature"), "base64"));
}
