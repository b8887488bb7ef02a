import type { Problem } from "../model/problem.ts";
import { type Account, type PlatformName, type Project, sandboxAccountName } from "../model/project.ts";
import { type Secret, secret } from "../model/secret.ts";
import type { Io } from "./io.ts";

/** What the environment says of one Weixin account. */
export interface FoundCredentials {
  readonly appSecret?: Secret;
  readonly accessToken?: Secret;
}

/** What credentials of each platform are called, after the account's prefix or the short one. Source: docs/credentials.md, which is the promise to users. */
const credentialWords: Readonly<Record<PlatformName, { readonly short: string; readonly words: readonly string[] }>> = {
  weixin: { short: "WECHAT_", words: ["APPSECRET", "ACCESS_TOKEN"] },
  wechatpay: {
    short: "WECHATPAY_",
    words: [
      "PRIVATE_KEY",
      "PRIVATE_KEY_FILE",
      "SERIAL_NO",
      "PUBLIC_KEY",
      "PUBLIC_KEY_FILE",
      "PUBLIC_KEY_ID",
      "APIV3_KEY",
    ],
  },
};

/** The names under which credentials of a project's accounts may stand, long and short. */
export function credentialNames(project: Project): readonly string[] {
  const real = project.accounts.filter(({ name }) => name !== sandboxAccountName);
  return [
    ...new Set(
      real.flatMap((account) => {
        const { short, words } = credentialWords[account.platform];
        return [prefixOf(account), short].flatMap((prefix) => words.map((word) => `${prefix}${word}`));
      }),
    ),
  ];
}

/** The variables that may hold one credential of an account: its own, and the short name where it is the only one of its platform. */
export function credentialVariables(account: Account, project: Project, what: string): string[] {
  const like = project.accounts.filter(
    ({ platform, name }) => platform === account.platform && name !== sandboxAccountName,
  );
  const { short } = credentialWords[account.platform];
  return [`${prefixOf(account)}${what}`, ...(like.length === 1 ? [`${short}${what}`] : [])];
}

function prefixOf(account: Account): string {
  return `WXCARDS_${account.name.toUpperCase().replaceAll("-", "_")}_`;
}

/**
 * The credentials of a Weixin account: `WXCARDS_<ACCOUNT>_<WHAT>`, or the short name when the project has one account of the platform.
 *
 * Takes the environment and what takes its place where it says nothing of the account, in this order. The first that holds a credential of the account counts,
 * and the others add nothing to it: a token at a desk must not win over the AppSecret somebody set for this run.
 */
export function weixinCredentials(
  account: Account,
  project: Project,
  environments: readonly Io["env"][],
): FoundCredentials | Problem {
  const found = environments.map((env) => credentialsIn(account, project, env));
  return found.find((one) => !("code" in one)) ?? found[0] ?? credentialsIn(account, project, {});
}

function credentialsIn(account: Account, project: Project, env: Io["env"]): FoundCredentials | Problem {
  const names = (what: string) => credentialVariables(account, project, what);
  const find = (what: string): Secret | undefined => {
    const value = names(what)
      .map((name) => env[name]?.trim())
      .find((candidate) => candidate !== undefined && candidate !== "");
    return value === undefined ? undefined : secret(value);
  };
  const accessToken = find("ACCESS_TOKEN");
  const appSecret = find("APPSECRET");
  if (accessToken === undefined && appSecret === undefined) {
    const variables = [...names("APPSECRET"), ...names("ACCESS_TOKEN")];
    return {
      code: "credential-missing",
      severity: "error",
      class: "not-allowed",
      args: { account: account.name, variables },
    };
  }
  return { ...(appSecret === undefined ? {} : { appSecret }), ...(accessToken === undefined ? {} : { accessToken }) };
}

/** Where each platform answers. Source: field description of the Weixin documentation; WeChat Pay documentation. */
export const platformHosts: Readonly<Record<PlatformName, string>> = {
  weixin: "https://api.weixin.qq.com",
  wechatpay: "https://api.mch.weixin.qq.com",
};

/** The address of a platform: its own, or a relay's from the environment. A plain `http:` address is taken for loopback only. */
export function baseUrlOf(platform: PlatformName, env: Io["env"]): string | Problem {
  const variable = `WXCARDS_${platform.toUpperCase()}_BASE_URL`;
  const given = env[variable]?.trim();
  if (given === undefined || given === "") return platformHosts[platform];
  const insecure: Problem = { code: "base-url-insecure", severity: "error", class: "usage", args: { variable } };
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "")
    return insecure;
  const loopback = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback)) return insecure;
  return given.replace(/\/+$/, "");
}
