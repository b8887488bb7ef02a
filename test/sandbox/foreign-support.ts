import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { Agent, type AgentOptions } from "node:https";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { afterEach } from "vitest";
import type { Sandbox, SandboxOptions } from "../../src/sandbox/sandbox.ts";
import { startSandbox } from "../../src/sandbox/sandbox.ts";
import type { WechatPayAccount } from "../../src/sandbox/wechatpay/callers.ts";
import { newCertificate } from "../../src/sandbox/wechatpay/certificate.ts";
import { APPID, SECRET, seededRandom } from "./support.ts";
import { API_V3_KEY, BRAND, MCHID } from "./wechatpay-support.ts";

/** Loads a client that is published as CommonJS, with the part of it that these tests use as its type. */
export function foreign<T>(name: string): T {
  return createRequire(import.meta.url)(name) as T;
}

const open: Sandbox[] = [];
afterEach(async () => {
  for (const sandbox of open.splice(0)) await sandbox.close();
});

/** A sandbox on the machine's clock, since foreign clients stamp and check by theirs. */
export async function foreignSandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({
    clock: { now: Date.now, elapsed: () => performance.now(), sleep: () => Promise.resolve() },
    random: seededRandom(29),
    accounts: [{ appid: APPID, secret: SECRET }],
    ...options,
  });
  open.push(sandbox);
  return sandbox;
}

/**
 * What a client that has `https://api.weixin.qq.com` written into it is given as its agent: every connection goes to the sandbox, in the clear. The client
 * itself stays as it is.
 */
export function agentTo({ url }: Sandbox): Agent {
  const { hostname, port } = new URL(url);
  class Redirected extends Agent {
    override createConnection(_options: AgentOptions) {
      return connect({ host: hostname, port: Number(port) });
    }
  }
  return new Redirected({ keepAlive: false });
}

/** A service provider with a certificate of its own, which some clients read their serial number from. */
export interface Merchant {
  readonly privateKey: string;
  readonly certificate: string;
  readonly serial: string;
  readonly account: WechatPayAccount;
}

/** A new service provider for the first brand. */
export function newMerchant(): Merchant {
  const { pem, privateKey } = newCertificate(seededRandom(7), Date.now());
  const serial = new X509Certificate(pem).serialNumber;
  return {
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    certificate: pem,
    serial,
    account: {
      role: "partner",
      mchid: MCHID,
      brand_id: BRAND,
      serial_no: serial,
      public_key: pem,
      api_v3_key: API_V3_KEY,
    },
  };
}

/** A key that belongs to nobody. */
export function strangersKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}
