import type { RunBudget } from "../model/budget.ts";
import type { Client } from "../model/client.ts";
import type { Clock, Random, Trace, Transport } from "../model/ports.ts";
import type { Problem } from "../model/problem.ts";
import { type Account, payRole } from "../model/project.ts";
import { type CertificateStore, certificateStore } from "../platform/wechatpay/certificate-store.ts";
import { type Verification, wechatpayClient } from "../platform/wechatpay/client.ts";
import { testKeys } from "../platform/wechatpay/key-check.ts";
import { readApiV3Key, readPrivateKey, readPublicKey, readSerialNo } from "../platform/wechatpay/keys.ts";
import { type Limiter, limiter } from "../platform/wechatpay/limiter.ts";
import type { Identity } from "../platform/wechatpay/signature.ts";
import type { WechatPayCredentials } from "./wechatpay-credentials.ts";

/** What opening the accounts of WeChat Pay needs. */
export interface WechatPayPorts {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly trace: Trace;
  readonly userAgent: string;
  readonly onWait: (account: string, milliseconds: number) => void;
  readonly budget: RunBudget;
}

/** A WeChat Pay account and how it is reached. */
export interface WechatPayAccount {
  readonly account: Account;
  readonly baseUrl: string;
  readonly found: WechatPayCredentials;
  /** A moment as people of the project read it. */
  readonly timeText: (milliseconds: number) => string;
}

/**
 * Opens the accounts of one run. All brands of one service provider share its limit of requests, and its certificates.
 *
 * Every credential is looked at before anything is sent: a key that is none, of the wrong sort, or that does not sign,
 * is a problem that says which variable.
 */
export function wechatPayAccounts(ports: WechatPayPorts) {
  const limiters = new Map<string, Limiter>();
  const stores = new Map<string, CertificateStore>();
  return ({ account, baseUrl, found, timeText }: WechatPayAccount): Client | Problem => {
    const identity = identityOf(account);
    const key = identity.role === "partner" ? `partner ${identity.mchid}` : `brand ${identity.brandId}`;
    const { variables } = found;
    const privateKey = readPrivateKey(found.privateKey.reveal(), variables.privateKey);
    if ("code" in privateKey) return { ...privateKey, args: { ...privateKey.args, account: account.name } };
    const serialNo = readSerialNo(found.serialNo, variables.serialNo);
    if (typeof serialNo !== "string") return serialNo;
    const verification = verificationOf(found, key);
    if ("code" in verification) return verification;
    const publicKeys = verification.by === "public-key" ? { publicKeys: verification.keys } : {};
    const wrong = testKeys({ identity, privateKey, ...publicKeys });
    if (wrong !== undefined) return { ...wrong, args: { ...wrong.args, account: account.name } };
    const shared = limiters.get(key) ?? limiter({ clock: ports.clock });
    limiters.set(key, shared);
    const { transport, clock, random, trace, userAgent, budget } = ports;
    const onWait = (milliseconds: number) => ports.onWait(account.name, milliseconds);
    return wechatpayClient({
      baseUrl,
      identity,
      serialNo,
      privateKey,
      verification,
      limiter: shared,
      transport,
      clock,
      random,
      trace,
      userAgent,
      onWait,
      budget,
      timeText,
    });
  };

  function verificationOf(found: WechatPayCredentials, key: string): Verification | Problem {
    const { publicKey, apiV3Key, variables } = found;
    if (publicKey !== undefined) {
      const id = publicKey.id === undefined ? {} : { id: publicKey.id };
      const names = { variable: variables.publicKey, idVariable: variables.publicKeyId, ...id };
      const read = readPublicKey(publicKey.text.reveal(), names);
      return "code" in read ? read : { by: "public-key", keys: new Map([[read.serial, read.key]]) };
    }
    const read = readApiV3Key(apiV3Key?.reveal() ?? "", variables.apiV3Key);
    if ("code" in read) return read;
    const store = stores.get(key) ?? certificateStore({ apiV3Key: read, clock: ports.clock });
    stores.set(key, store);
    return { by: "certificates", store };
  }
}

function identityOf({ settings }: Account): Identity {
  return payRole(settings) === "brand"
    ? { role: "brand", brandId: String(settings["brand_id"]) }
    : { role: "partner", mchid: String(settings["mchid"]) };
}
