import type { Client, WireRequest } from "../../../src/model/client.ts";
import type { HttpAnswer, HttpFailure, HttpRequest, Transport } from "../../../src/model/ports.ts";
import { type WechatpayClientOptions, wechatpayClient } from "../../../src/platform/wechatpay/client.ts";
import { limiter } from "../../../src/platform/wechatpay/limiter.ts";
import type { Identity } from "../../../src/platform/wechatpay/signature.ts";
import { type FakeClock, fakeClock, seededRandom } from "../../helpers/clock.ts";
import { endless, unstopped } from "../../helpers/unstopped.ts";
import { keyPair, publicKeyId } from "./support.ts";

export const ours = keyPair();
export const theirs = keyPair();
export const serialNo = "408B07E79B8269FEC3D5D3E6AB8ED163A6A380DB";
export const partner: Identity = { role: "partner", mchid: "1900007291" };
export const brand: Identity = { role: "brand", brandId: "1004" };
export const userAgent = "wxcards/0 test";

/** What the other side does with a request, or with the n-th one. */
export type Script = HttpAnswer | HttpFailure | ((request: HttpRequest, index: number) => HttpAnswer | HttpFailure);

export interface Wire {
  readonly client: Client;
  readonly clock: FakeClock;
  /** Requests as they went out, in order, and when. */
  readonly sent: HttpRequest[];
  readonly sentAt: number[];
  readonly traced: string[];
  readonly waits: number[];
  readonly transport: Transport;
}

/** A client over a transport that follows a script; its last entry counts for all requests after it. */
export function wire(script: readonly Script[], changed: Partial<WechatpayClientOptions> = {}): Wire {
  const sent: HttpRequest[] = [];
  const sentAt: number[] = [];
  const traced: string[] = [];
  const waits: number[] = [];
  const clock = fakeClock();
  const transport: Transport = {
    send: async (request) => {
      sent.push(request);
      sentAt.push((changed.clock ?? clock).now());
      const what = script[Math.min(sent.length, script.length) - 1] as Script;
      return typeof what === "function" ? what(request, sent.length) : what;
    },
    close: async () => {},
  };
  const client = wechatpayClient({
    baseUrl: "https://api.mch.weixin.qq.com",
    identity: partner,
    serialNo,
    privateKey: ours.held,
    verification: { by: "public-key", keys: new Map([[publicKeyId, theirs.publicKey]]) },
    transport,
    clock,
    random: seededRandom(9),
    userAgent,
    trace: (line) => traced.push(line),
    limiter: limiter({ clock }),
    budget: endless,
    timeText: String,
    onWait: (milliseconds) => waits.push(milliseconds),
    ...changed,
  });
  return { client, clock, sent, sentAt, traced, waits, transport };
}

const cards = "/v3/brand/partner/card-member/cards";
export const read: WireRequest = { method: "GET", path: `${cards}/pbLatjvW?brand_id=1004`, body: {} };
export const write: WireRequest = {
  method: "PATCH",
  path: `${cards}/pbLatjvW`,
  body: { brand_id: "1004", card_title: "金卡会员", member_information: { jump_appid: "wx1" } },
};
type Call = readonly [WireRequest, "read" | "write", AbortSignal];
export const take: { readonly read: Call; readonly write: Call } = {
  read: [read, "read", unstopped],
  write: [write, "write", unstopped],
};
