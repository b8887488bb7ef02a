import type { HttpAnswer, Random } from "../../../src/model/ports.ts";
import { type Pair, publicKeyId, signedAnswer, startSeconds } from "./support.ts";

export const otherSerial = "5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC";

/** An answer that somebody has tampered with, and in which way. */
export interface Mutant {
  readonly how: string;
  readonly answer: HttpAnswer;
  /** As the platform gave it. */
  readonly original: HttpAnswer;
}

const cards = JSON.stringify({ card_id: "pbLatjvWOibDc5-TBnbUk1pD12o0", brand_id: "1004", card_title: "金卡会员" });
const bodies = [cards, "{}", "", '{"data":[],"total_count":0,"offset":0,"limit":20}'];
const signed = ["timestamp", "nonce", "signature", "serial"].map((name) => `wechatpay-${name}`);

/**
 * Answers of `platform` in which something was changed, the same for the same chance: none of them may be believed by whoever knows the keys of `platform` and,
 * under `otherSerial`, of `other`.
 */
export function* mutants(count: number, random: Random, platform: Pair, other: Pair): Generator<Mutant> {
  const below = (limit: number) => Math.floor(random.next() * limit);
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  for (let index = 0; index < count; index += 1) {
    const body = one(bodies);
    const good = signedAnswer(platform.privateKey, { body, status: body === "" ? 204 : 200, nonce: `n${index}` });
    const headers = (changed: Readonly<Record<string, string | undefined>>): HttpAnswer => ({
      ...good,
      headers: Object.fromEntries(
        Object.entries({ ...good.headers, ...changed }).filter(
          (entry): entry is [string, string] => entry[1] !== undefined,
        ),
      ),
    });
    const name = one(signed);
    const value = good.headers[name] ?? "";
    const at = below(value.length);
    const signature = good.headers["wechatpay-signature"] ?? "";
    const ways: readonly (() => HttpAnswer)[] = [
      () => headers({ [name]: undefined }),
      () => headers({ [name]: "" }),
      () => headers({ [name]: value.slice(0, at) + different(value.charAt(at), one) + value.slice(at + 1) }),
      () => headers({ [name]: value.slice(0, at) + value.slice(at + 1) }),
      () => headers({ [name]: value.slice(0, at) + one(["0", "A", " ", "\n", "=", "é", "\0"]) + value.slice(at) }),
      () => headers({ [name]: `${value}, ${value}` }),
      () => headers({ [name]: one([` ${value}`, `${value} `, `"${value}"`]) }),
      () => headers({ [name]: good.headers[one(signed.filter((another) => another !== name))] }),
      // Letters that stand for the same bytes: a reader of base64 that overlooks things takes them.
      () => headers({ "wechatpay-signature": signature.replace(/=+$/, "") }),
      () => headers({ "wechatpay-signature": sameBytes(signature) }),
      () => headers({ "wechatpay-signature": `${signature.slice(0, at)}\n${signature.slice(at)}` }),
      () => headers({ "wechatpay-signature": `WECHATPAY/SIGNTEST/${signature}` }),
      () => headers({ "wechatpay-signature": `WECHATPAY/SIGNTEST/${signature.slice(19)}` }),
      () =>
        headers({ "wechatpay-signature-type": one(["WECHATPAY2-SM2-WITH-SM3", "none", "WECHATPAY2-SHA256-RSA2048 "]) }),
      () => headers({ "wechatpay-serial": otherSerial }),
      () => headers({ "wechatpay-serial": publicKeyId.toLowerCase() }),
      () => headers({ "wechatpay-serial": one(["constructor", "__proto__", "PUB_KEY_ID_0"]) }),
      () => headers({ "wechatpay-timestamp": String(startSeconds + one([-301, 301, -86_400, 1])) }),
      () => headers({ "wechatpay-timestamp": `0${startSeconds}` }),
      // Really signed, and by the right key; only the time is not ours.
      () => signedAnswer(platform.privateKey, { body, seconds: startSeconds + one([-1, 1]) * (301 + below(1e6)) }),
      // Really signed, but by somebody else.
      () => signedAnswer(other.privateKey, { body }),
      () => signedAnswer(platform.privateKey, { body, serial: otherSerial }),
      () => ({ ...good, body: flipped(good.body, below) }),
      () => ({
        ...good,
        body: Buffer.concat([good.body, one([Buffer.from(" "), Buffer.from("\n"), Buffer.from([0])])]),
      }),
      () => ({
        ...good,
        body: good.body.length === 0 ? Buffer.from("{}") : good.body.subarray(0, below(good.body.length)),
      }),
      () => ({ ...good, body: Buffer.from(body === cards ? JSON.stringify(JSON.parse(cards), null, 1) : `${body} `) }),
      // The line between nonce and body moved: the signed text stays the same.
      () => shifted(platform, body, index),
      () => ({ ...good, status: one([100, 199, 300, 302, 400, 404, 429, 500]) }),
    ];
    const which = index % ways.length;
    const answer = (ways[which] as () => HttpAnswer)();
    yield { how: `way ${which}, ${name}, answer ${index}`, answer, original: good };
  }
}

function different(char: string, one: <T>(list: readonly T[]) => T): string {
  return one([..."0123456789ABCDEFabcdef+/="].filter((letter) => letter !== char));
}

/** Another last letter before the padding, with the same leading bits. */
function sameBytes(signature: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const last = signature.replace(/=+$/, "").slice(-1);
  const next = letters.charAt(letters.indexOf(last) ^ 1);
  return signature.replace(/.(=+)$/, `${next}$1`);
}

function flipped(body: Uint8Array, below: (limit: number) => number): Uint8Array {
  if (body.length === 0) return Buffer.from("x");
  const copy = Buffer.from(body);
  const at = below(copy.length);
  copy[at] = (copy[at] ?? 0) ^ (1 << below(8));
  return copy;
}

function shifted(platform: Pair, body: string, index: number): HttpAnswer {
  const whole = signedAnswer(platform.privateKey, { body: `inside\n${body}`, nonce: `n${index}` });
  const headers = { ...whole.headers, "wechatpay-nonce": `n${index}\ninside` };
  return { ...whole, headers, body: Buffer.from(body) };
}
