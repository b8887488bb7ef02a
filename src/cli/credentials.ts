import type { Problem } from "../model/problem.ts";
import type { Account, Project } from "../model/project.ts";
import { type Secret, secret } from "../model/secret.ts";
import type { Io } from "./io.ts";

/** What the environment says of one Weixin account. */
export interface FoundCredentials {
  readonly appSecret?: Secret;
  readonly accessToken?: Secret;
}

/**
 * The credentials of a Weixin account from the environment: `WXCARDS_<ACCOUNT>_<WHAT>`, or the short name when the project has one account of the
 * platform. Nothing of this is ever read from a file of the repository.
 */
export function weixinCredentials(account: Account, project: Project, env: Io["env"]): FoundCredentials | Problem {
  const prefix = `WXCARDS_${account.name.toUpperCase().replaceAll("-", "_")}_`;
  const single =
    project.accounts.filter((other) => other.platform === account.platform && other.name !== "sandbox").length === 1;
  const names = (what: string) => [`${prefix}${what}`, ...(single ? [`WECHAT_${what}`] : [])];
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

/** Where the platform answers. Source: field description of the official documentation. */
export const weixinHost = "https://api.weixin.qq.com";

/** The address of the platform: its own, or a relay's from the environment. A plain `http:` address is taken for loopback only. */
export function weixinBaseUrl(env: Io["env"]): string | Problem {
  const variable = "WXCARDS_WEIXIN_BASE_URL";
  const given = env[variable]?.trim();
  if (given === undefined || given === "") return weixinHost;
  const insecure: Problem = { code: "base-url-insecure", severity: "error", class: "usage", args: { variable } };
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || url.username !== "" || url.password !== "" || url.search !== "") return insecure;
  const loopback = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback)) return insecure;
  return given.replace(/\/+$/, "");
}
