import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { isObject } from "../model/json.ts";
import type { Files } from "../model/ports.ts";
import { expected } from "../model/problem.ts";
import { type Account, type Project, sandboxFolder } from "../model/project.ts";
import { secret } from "../model/secret.ts";
import type { SandboxOptions } from "../sandbox/sandbox.ts";
import type { WechatPayState } from "../sandbox/wechatpay/state.ts";
import type { WeixinState } from "../sandbox/weixin/state.ts";
import type { WechatPayCredentials } from "./wechatpay-credentials.ts";

/** The AppSecret of every account on the embedded platform; it opens nothing else. */
export const embeddedSecret = "embedded-platform-0000000000000";

/** Where the embedded platform keeps the cards of an account. */
export function statePath(project: Project, account: Account): string {
  return join(project.root, sandboxFolder, `${account.name}.json`);
}

/** What the embedded platform kept of an account, or undefined when there is nothing yet. A file that is no such state is an expected failure: it is nobody's to guess. */
export function readState<State>(files: Files, project: Project, account: Account): State | undefined {
  const path = statePath(project, account);
  const bytes = files.read(path);
  if (bytes === undefined) return undefined;
  const value = parsed(new TextDecoder().decode(bytes));
  const isState = isObject(value) && String(value["format"]).startsWith("wxcards.sandbox") && isObject(value["cards"]);
  if (!isState)
    throw expected({ code: "sandbox-state-damaged", severity: "error", class: "usage", args: { file: path } });
  return value as unknown as State;
}

/** The key pair by which a run signs requests to the embedded WeChat Pay; made anew for each, since it opens nothing else. */
export interface Merchant {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** The serial number of the embedded merchant's certificate. */
export const merchantSerial = "0123456789ABCDEF0123456789ABCDEF01234567";

export function newMerchant(): Merchant {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return {
    privateKey: pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicKey: pair.publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
}

/** The accounts of a project as the embedded platform plays them, with what it kept of each. */
export function embeddedAccounts(
  files: Files,
  project: Project,
  accounts: readonly Account[],
  merchant: Merchant | undefined,
): Pick<SandboxOptions, "accounts" | "wechatpay"> {
  const kept = <State>(account: Account) => {
    const state = readState<State>(files, project, account);
    return state === undefined ? {} : { state };
  };
  return {
    accounts: accounts
      .filter(({ platform }) => platform === "weixin")
      .map((account) => ({ appid: account.identity, secret: embeddedSecret, ...kept<WeixinState>(account) })),
    wechatpay: accounts
      .filter(({ platform }) => platform === "wechatpay")
      .map((account) => ({
        role: account.settings["role"] === "brand" ? ("brand" as const) : ("partner" as const),
        ...(account.settings["mchid"] === undefined ? {} : { mchid: String(account.settings["mchid"]) }),
        brand_id: account.identity,
        serial_no: merchantSerial,
        public_key: merchant?.publicKey ?? "",
        ...kept<WechatPayState>(account),
      })),
  };
}

/** What a run needs to talk to the embedded WeChat Pay. */
export function merchantCredentials(
  merchant: Merchant | undefined,
  platform: { readonly publicKey: string; readonly publicKeyId: string } | undefined,
): WechatPayCredentials {
  const names = ["privateKey", "serialNo", "publicKey", "publicKeyId", "apiV3Key"] as const;
  return {
    privateKey: secret(merchant?.privateKey ?? ""),
    serialNo: merchantSerial,
    ...(platform === undefined ? {} : { publicKey: { id: platform.publicKeyId, text: secret(platform.publicKey) } }),
    variables: Object.fromEntries(names.map((name) => [name, "(embedded)"])) as WechatPayCredentials["variables"],
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
