import { createPublicKey, generateKeyPairSync } from "node:crypto";
import type { JsonObject } from "../../src/model/json.ts";
import { newPlatformKey } from "../../src/sandbox/wechatpay/platform-key.ts";
import type { StoredTemplate } from "../../src/sandbox/wechatpay/state.ts";
import type { WechatPayBehaviours } from "../../src/sandbox/wechatpay-behaviours.ts";
import { seededRandom } from "./clock.ts";
import type { ProjectFiles } from "./input.ts";
import { coffee, emptyMemory, newWorld, type World, type WorldOptions } from "./world.ts";

/** The service provider of these worlds, its two brands, and a brand that calls by itself. */
export const mchid = "1900007291";
export const brandId = "1004";
export const otherBrandId = "1005";
export const ownBrandId = "2001";
/** The template of the documents, where it exists already. */
export const brandCardId = "pbLatjvWOibDc5-TBnbUk1pD12o0";

/** The APIv3 key of these merchants: of use where the platform has certificates (`platformKeys`). */
export const apiV3Key = "0123456789abcdef0123456789abcdef";

const serial = "408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB";
/** One pair of keys for every caller, and one platform: making them takes a while. */
const merchant = generateKeyPairSync("rsa", { modulusLength: 2048 });
/** By which WeChat Pay signs in every world of brands. */
export const platformKey = newPlatformKey(seededRandom(3));
const publicPem = (key: Parameters<typeof createPublicKey>[0]) =>
  createPublicKey(key).export({ type: "spki", format: "pem" }).toString();
const privatePem = merchant.privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/** Accounts of both platforms. */
export const brandProject = `
accounts:
  coffee: { platform: weixin, appid: ${coffee.appid} }
  tea: { platform: wechatpay, role: partner, mchid: "${mchid}", brand_id: "${brandId}", default: true }
  cake: { platform: wechatpay, role: partner, mchid: "${mchid}", brand_id: "${otherBrandId}" }
  solo: { platform: wechatpay, role: brand, brand_id: "${ownBrandId}" }
`;

/** What stands where the brands were applied to before, and nothing is left of them. */
export const brandMemories = {
  ...emptyMemory({ name: "tea", appid: brandId }),
  ...emptyMemory({ name: "cake", appid: otherBrandId }),
  ...emptyMemory({ name: "solo", appid: ownBrandId }),
};

/** The values of a document of a brand card, as they go out. */
export const brandSpec = {
  appid: "wxea9c30a90fs8d3fe",
  card_type: "NORMAL",
  card_title: "云杉黑金",
  card_color: "#1A7F37",
  card_picture_url: "https://wxpaylogo.qpic.cn/wxpaylogo/yunshan/0",
  code_mode: "SYSTEM_ALLOCATE",
  code_type: "JUMP_MINI_PROGRAM",
  code_jump_information: { jump_appid: "wxea9c30a90fs8d3fe", jump_path: "/pages/code/code" },
  benefits: "会员折扣、专属价",
  notify_url: "https://pay.yunshan.example/notify",
  member_information: { jump_appid: "wxea9c30a90fs8d3fe", jump_path: "/pages/member/home" },
  points_information: { jump_appid: "wxea9c30a90fs8d3fe", jump_path: "/pages/points/points" },
  valid_date_information: { type: "PERMANENT" },
} as const satisfies JsonObject;

/** How a document differs from the usual one. */
export interface BrandDocument {
  readonly name?: string;
  readonly account?: string;
  /** Lines before `spec:`. */
  readonly more?: string;
  /** Laid over the usual values; undefined takes one out. */
  readonly spec?: Readonly<Record<string, JsonObject[string] | undefined>>;
}

/** A document of a brand card. */
export function brandCard({ name = "black", account, more = "", spec = {} }: BrandDocument = {}): string {
  const values = Object.entries({ ...brandSpec, ...spec }).filter(([, value]) => value !== undefined);
  return `kind: BrandCard
name: ${name}
${account === undefined ? "" : `account: ${account}\n`}${more}spec:
${values.map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`).join("\n")}
`;
}

/** A document of a template that exists. */
export const liveBrandCard = brandCard({ more: `id: ${brandCardId}\n` });

/** How a world of brands is opened; without the limit of requests, unless `pay` says one: runs follow each other within one moment of the fake clock. */
export interface BrandWorldOptions extends WorldOptions {
  readonly pay?: Partial<WechatPayBehaviours>;
}

/** A world of both platforms, with one document in `cards/black.yaml`, or with the files of a project. */
export async function brandWorld(input: string | ProjectFiles, options: BrandWorldOptions = {}): Promise<World> {
  const { pay = {}, ...rest } = options;
  const files = typeof input === "string" ? { "wxcards.yaml": brandProject, "cards/black.yaml": input } : input;
  const caller = {
    api_v3_key: apiV3Key,
    serial_no: serial,
    public_key: publicPem(merchant.publicKey.export({ type: "spki", format: "pem" })),
  };
  const made = await newWorld({
    ...rest,
    files: { ...(options.isNew === true ? {} : brandMemories), ...files, ...options.files },
    behaviours: { wechatpay: { limitPerSecond: 0, ...pay }, ...options.behaviours },
    wechatpay: [
      { role: "partner", mchid, brand_id: brandId, ...caller },
      { role: "partner", mchid, brand_id: otherBrandId, ...caller },
      { role: "brand", brand_id: ownBrandId, ...caller },
    ],
    wechatpayKey: platformKey,
  });
  for (const name of ["TEA", "CAKE", "SOLO"]) {
    made.env[`WXCARDS_${name}_PRIVATE_KEY`] = privatePem;
    made.env[`WXCARDS_${name}_SERIAL_NO`] = serial;
    made.env[`WXCARDS_${name}_PUBLIC_KEY`] = made.sandbox.wechatpay.publicKey;
    made.env[`WXCARDS_${name}_PUBLIC_KEY_ID`] = made.sandbox.wechatpay.publicKeyId;
  }
  return made;
}

/** As `brandWorld`, with the template of the document on the platform, as the document declares it unless something else is said. */
export async function liveBrandWorld(live: JsonObject = {}, options: BrandWorldOptions = {}): Promise<World> {
  const made = await brandWorld(liveBrandCard, options);
  made.sandbox.wechatpay.addCard(brandId, { ...brandSpec, ...live }, { card_id: brandCardId });
  return made;
}

/** The templates that a brand has. */
export function templates(made: World, brand = brandId): Readonly<Record<string, StoredTemplate>> {
  return made.sandbox.wechatpay.cards(brand);
}

/** Requests that change something, with their methods. */
export function changes(made: World): { method: string; path: string; body: unknown }[] {
  return made.sandbox.requests
    .filter(({ method, path }) => method !== "GET" && path.includes("card-member"))
    .map(({ method, path, body }) => ({ method, path, body }));
}
