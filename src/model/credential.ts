import { type CredentialArg, type Problem, problem } from "./problem.ts";
import type { Account, ComponentOf, PlatformName } from "./project.ts";

const words = "(?:secret|access_?token|refresh_?token|verify_?ticket|private_?key|api_?v3_?key|password)";
const key = new RegExp(`(?:${words}|(?:^|_)token)$`, "i");

/** True for a key that names a credential, which never belongs into a file of the repository. */
export function isCredentialKey(name: string): boolean {
  return key.test(name);
}

/**
 * What credentials of each platform are called, after the account's prefix or the short one. Source:
 * docs/credentials.md, which is the promise to users.
 */
export const credentialWords: Readonly<Record<PlatformName, readonly string[]>> = {
  weixin: ["APPSECRET", "ACCESS_TOKEN", "REFRESH_TOKEN"],
  wechatpay: [
    "PRIVATE_KEY",
    "PRIVATE_KEY_FILE",
    "SERIAL_NO",
    "PUBLIC_KEY",
    "PUBLIC_KEY_FILE",
    "PUBLIC_KEY_ID",
    "APIV3_KEY",
  ],
};

/**
 * Commands that give or keep credentials of a Weixin account. They are taken from the real environment only: whoever can
 * write a file must not be able to say what runs.
 */
export const commandWords = { token: "TOKEN_COMMAND", keep: "REFRESH_TOKEN_COMMAND" } as const;

/** What credentials of a third-party platform are called; its AppID stands where an account has its name. */
export const componentParts = ["ACCESS_TOKEN", "APPSECRET", "VERIFY_TICKET"] as const;

/** The same as their variables end. */
export const componentWords: readonly string[] = componentParts.map(componentWord);

/** A credential of a third-party platform by what it is called beside that: `COMPONENT_APPSECRET`. */
export function componentWord(what: string): string {
  return `COMPONENT_${what}`;
}

const shortPrefixes: Readonly<Record<PlatformName, string>> = { weixin: "WECHAT_", wechatpay: "WECHATPAY_" };

/** The variable that holds one credential of an account: `WXCARDS_COFFEE_PAY_SERIAL_NO`. */
export function credentialVariable(account: string, what: string): string {
  return `WXCARDS_${account.toUpperCase().replaceAll("-", "_")}_${what}`;
}

/**
 * The short name of a credential, which serves where a project has one account of the platform: `WECHATPAY_SERIAL_NO`.
 */
export function shortVariable(platform: PlatformName, what: string): string {
  return `${shortPrefixes[platform]}${what}`;
}

/**
 * The variables that may hold one credential of an account: its own, and the short name where it is the only one of its
 * platform.
 */
export function credentialVariables({ name, platform, alone }: Account, what: string): string[] {
  return [credentialVariable(name, what), ...(alone === true ? [shortVariable(platform, what)] : [])];
}

/**
 * The variables that may hold one credential of a third-party platform: by its AppID, and the short name where it is the
 * only one of the project. `what` is without `COMPONENT_`.
 */
export function componentVariables({ appid, alone }: ComponentOf, what: string): string[] {
  const word = componentWord(what);
  return [credentialVariable(appid, word), ...(alone === true ? [shortVariable("weixin", word)] : [])];
}

/** What the words for a problem need to name the variables of a third-party platform. */
export function componentOwner({ appid, alone }: ComponentOf): CredentialArg {
  return { account: appid, component: true, ...(alone === true ? { platform: "weixin" } : {}) };
}

/** What the words for a problem need to name the variables of an account. */
export function credentialOwner({ name, platform, alone, component }: Account): CredentialArg {
  const by = component === undefined ? {} : { by: component.appid };
  return alone === true ? { account: name, platform, ...by } : { account: name, ...by };
}

/** Not one of so many known ids is known where the credential of an account leads: it is of another account. */
export function foreignCredential(account: Account, count: number): Problem {
  const { name, identity, platform, sandbox } = account;
  return problem("credential-of-another-account", {
    account: name,
    identity,
    platform,
    count,
    credential: credentialOwner(account),
    sandbox: sandbox || undefined,
  });
}
