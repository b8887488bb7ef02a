import type { KeyObject } from "node:crypto";
import type { Identity } from "../../../src/platform/wechatpay/signature.ts";
import { readAuthorization } from "../../../src/sandbox/wechatpay/authorization.ts";
import type { Caller, Role } from "../../../src/sandbox/wechatpay/callers.ts";
import { authenticate } from "../../../src/sandbox/wechatpay/check-request.ts";
import { openNonces } from "../../../src/sandbox/wechatpay/nonces.ts";

/** A request as a platform receives it. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query, exactly as they came in. */
  readonly path: string;
  /** The header, or undefined when there is none. */
  readonly authorization: string | undefined;
  readonly body: Uint8Array;
}

/** A caller the platform knows: the serial number of its certificate and the public half of its key. */
export interface KnownCaller {
  readonly serialNo: string;
  readonly key: KeyObject;
}

/** What the embedded platform makes of a signed request. */
export type RequestVerdict =
  | { readonly verdict: "authentic"; readonly identity: Identity; readonly nonce: string }
  | { readonly verdict: "refused"; readonly reason: "malformed" | "serial" | "clock" | "signature" };

/** What its words of a refusal are about. */
const reasons = [
  ["timestamp", "clock"],
  ["证书序列号", "serial"],
  ["Authorization", "malformed"],
] as const;

/** Asks the embedded platform's own check of requests, so that what is tested is what answers. */
export function verifyRequest(
  { method, path, authorization, body }: ReceivedRequest,
  platform: { readonly caller: (identity: Identity) => KnownCaller | undefined; readonly nowMs: number },
): RequestVerdict {
  const role: Role = authorization?.startsWith("WECHATPAY-BRAND-") === true ? "brand" : "partner";
  const headers = authorization === undefined ? {} : { authorization };
  const { pathname, searchParams: query } = new URL(`http://platform${path}`);
  const received = { method, target: path, path: pathname, query, headers, body: Buffer.from(body), tooLarge: false };
  const identityOf = (id: string): Identity =>
    role === "partner" ? { role: "partner", mchid: id } : { role: "brand", brandId: id };
  const find = (_: Role, id: string): Caller | undefined => {
    const known = platform.caller(identityOf(id));
    return known && { role, id, keys: new Map([[known.serialNo, known.key]]), brands: new Set<string>() };
  };
  const behaviours = { nonceReuse: "refused", serialCase: "upper" } as const;
  const gate = { callers: { find, brands: new Map() }, nonces: openNonces(), behaviours };
  const said = authenticate(received, role, platform.nowMs, gate);
  const header = readAuthorization(received, role);
  if ("keys" in said && !("issue" in header))
    return { verdict: "authentic", identity: identityOf(said.id), nonce: header.nonce };
  const text = JSON.stringify(said);
  const reason = reasons.find(([words]) => text.includes(words))?.[1] ?? "signature";
  return { verdict: "refused", reason };
}
