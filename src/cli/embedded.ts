import { generateKeyPairSync } from "node:crypto";
import { defined } from "../model/defined.ts";
import { fileProblem, isTrouble, unwritten } from "../model/file-trouble.ts";
import type { Files } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import { type Account, isOf, type PlatformName, type Project, payRole, sandboxFolder } from "../model/project.ts";
import { secret } from "../model/secret.ts";
import { utf8Text } from "../model/utf8.ts";
import { exactJson, nestingOf } from "../sandbox/exact-json.ts";
import type { SandboxAccount } from "../sandbox/sandbox.ts";
import { isWechatPayState, isWeixinState } from "../sandbox/state-check.ts";
import type { WechatPayAccount } from "../sandbox/wechatpay/callers.ts";
import type { SandboxComponent } from "../sandbox/weixin/component/components.ts";
import { embeddedSecret, embeddedTicket } from "./redact.ts";
import type { WechatPayCredentials } from "./wechatpay-credentials.ts";

/** In bytes; thousands of cards take a few million. */
const largestState = 64 * 1_048_576;

/** Nothing that is kept is nested nearly as deep; whatever walks through it may do so without counting. */
const deepest = 100;

/** Where the embedded platform keeps what an account has; the built-in account has a file for each platform. */
function stateFile(account: Account, platform: PlatformName): string {
  const name = account.platform === platform ? account.name : `${account.name}.${platform}`;
  return `${sandboxFolder}/${name}.json`;
}

/** Whose state on the embedded platform. */
export interface KeptState {
  readonly files: Files;
  readonly project: Project;
  readonly account: Account;
  readonly platform: PlatformName;
}

/** Keeps what an account has on the embedded platform; gives the problem when it cannot be written. */
export function writeState({ files, project, account, platform }: KeptState, state: unknown): Problem | undefined {
  const file = stateFile(account, platform);
  const trouble = files.writeInside(project.root, file, `${JSON.stringify(state, null, 2)}\n`);
  return trouble && unwritten("file-not-written", file, trouble);
}

/** By what an account is known on a platform: its appid, or the id of its brand. */
export function identityOn(account: Account, platform: PlatformName): string {
  return account.platform === platform ? account.identity : String(account.settings["brand_id"]);
}

/** The account of a project that is known by an identity on a platform. */
export function accountOn(accounts: readonly Account[], platform: PlatformName, identity: string): Account | undefined {
  return accounts.find((one) => isOf(one, platform) && identityOn(one, platform) === identity);
}

/**
 * What the embedded platform kept of an account; no state when there is nothing yet. A file that is no such state is a
 * problem: it is nobody's to guess.
 */
export function readState<State>(
  { files, project, account, platform }: KeptState,
  isState: (value: unknown) => value is State,
): { readonly state?: State } | Problem {
  const file = stateFile(account, platform);
  const bytes = files.readInside(project.root, file, largestState);
  if (bytes === undefined) return {};
  if (isTrouble(bytes)) return fileProblem(file, bytes);
  const text = utf8Text(bytes);
  const value = text === undefined || nestingOf(text) > deepest ? undefined : parsed(text);
  return isState(value) ? { state: value } : problem("sandbox-state-damaged", { file });
}

/**
 * The key pair by which a run signs requests to the embedded WeChat Pay; made anew for each, since it opens nothing
 * else.
 */
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

/** The Weixin accounts of a project as the embedded platform plays them, with what it kept of each. */
export function weixinAccounts(files: Files, project: Project): readonly SandboxAccount[] | Problem {
  return allOf(
    accountsOf(project, "weixin").map((account) => {
      const kept = readState({ files, project, account, platform: "weixin" }, isWeixinState);
      return "code" in kept ? kept : { appid: identityOn(account, "weixin"), secret: embeddedSecret, ...kept };
    }),
  );
}

/** The third-party platforms of a project as the embedded platform plays them: each of its accounts has authorised them. */
export function componentsOf({ accounts }: Project): readonly SandboxComponent[] {
  const appids = new Set(accounts.flatMap(({ component }) => (component === undefined ? [] : [component.appid])));
  return [...appids].map((appid) => ({
    appid,
    secret: embeddedSecret,
    ticket: embeddedTicket,
    authorizers: accounts.filter(({ component }) => component?.appid === appid).map(({ identity }) => identity),
  }));
}

/** The same for WeChat Pay; everybody calls with the key of one merchant. */
export function wechatPayAccounts(
  files: Files,
  project: Project,
  merchant: Merchant,
): readonly WechatPayAccount[] | Problem {
  const accounts = accountsOf(project, "wechatpay").map((account): WechatPayAccount | Problem => {
    const { mchid } = account.settings;
    const kept = readState({ files, project, account, platform: "wechatpay" }, isWechatPayState);
    if ("code" in kept) return kept;
    return {
      role: payRole(account.settings),
      ...defined({ mchid: mchid === undefined ? undefined : String(mchid) }),
      brand_id: identityOn(account, "wechatpay"),
      serial_no: merchantSerial,
      public_key: merchant.publicKey,
      ...kept,
    };
  });
  return allOf(accounts);
}

/** All of them, or the first problem among them. */
function allOf<Item extends object>(found: readonly (Item | Problem)[]): readonly Item[] | Problem {
  const isProblem = (one: Item | Problem): one is Problem => "code" in one;
  const wrong = found.find(isProblem);
  return wrong ?? found.filter((one): one is Item => !isProblem(one));
}

/** The accounts of a run that are played on a platform. */
function accountsOf({ accounts }: Project, platform: PlatformName): readonly Account[] {
  return accounts.filter((account) => account.sandbox && isOf(account, platform));
}

/** What a run needs to talk to the embedded WeChat Pay. */
export function merchantCredentials(
  merchant: Merchant,
  platform: { readonly publicKey: string; readonly publicKeyId: string },
): WechatPayCredentials {
  const names = ["privateKey", "serialNo", "publicKey", "publicKeyId", "apiV3Key"] as const;
  return {
    privateKey: secret(merchant.privateKey),
    serialNo: merchantSerial,
    publicKey: { id: platform.publicKeyId, text: secret(platform.publicKey) },
    variables: Object.fromEntries(names.map((name) => [name, "(embedded)"])) as WechatPayCredentials["variables"],
  };
}

function parsed(text: string): unknown {
  try {
    return exactJson(text);
  } catch {
    return undefined;
  }
}
