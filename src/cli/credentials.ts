import { kinds } from "../kinds/registry.ts";
import { credentialVariable, credentialVariables, credentialWords, shortVariable } from "../model/credential.ts";
import { defined } from "../model/defined.ts";
import { type Problem, problem } from "../model/problem.ts";
import { type Account, type PlatformName, type Project, sandboxAccountName } from "../model/project.ts";
import { type Secret, secret } from "../model/secret.ts";
import { personalFields } from "../schema/personal-fields.ts";
import { type AddressFault, addressParts } from "./address.ts";
import type { Io } from "./io.ts";

/** What the environment says of one Weixin account. */
export interface FoundCredentials {
  readonly appSecret?: Secret;
  readonly accessToken?: Secret;
}

/** The names under which credentials of a project's accounts may stand, long and short. */
export function credentialNames(project: Project): readonly string[] {
  const real = project.accounts.filter(({ name }) => name !== sandboxAccountName);
  return [
    ...new Set(
      real.flatMap(({ name, platform }) => {
        const words = [...credentialWords[platform], ...personalWords(platform)];
        const own = words.map((word) => credentialVariable(name, word));
        return [...own, ...words.map((word) => shortVariable(platform, word))];
      }),
    ),
  ];
}

/** The last words of variables that name people to accounts of a platform, as the schemas of its kinds say them. */
function personalWords(platform: PlatformName): readonly string[] {
  const own = [...kinds.values()].filter(({ kind }) => kind.platform === platform);
  return own.flatMap((entry) => personalFields(entry).flatMap(({ personal = [] }) => personal));
}

/**
 * The credentials of a Weixin account: `WXCARDS_<ACCOUNT>_<WHAT>`, or the short name when the project has one account
 * of the platform.
 *
 * Takes the environment and what takes its place where it says nothing of the account, in this order. The first that
 * holds a credential of the account counts, and the others add nothing to it: a token at a desk must not win over the
 * AppSecret somebody set for this run.
 */
export function weixinCredentials(account: Account, environments: readonly Io["env"][]): FoundCredentials | Problem {
  const found = environments.map((env) => credentialsIn(account, env));
  return found.find((candidate) => !("code" in candidate)) ?? found[0] ?? credentialsIn(account, {});
}

function credentialsIn(account: Account, env: Io["env"]): FoundCredentials | Problem {
  const names = (what: string) => credentialVariables(account, what);
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
    return problem("credential-missing", { account: account.name, variables });
  }
  return { ...defined({ appSecret, accessToken }) };
}

/** Where each platform answers. Source: field description of the Weixin documentation; WeChat Pay documentation. */
export const platformHosts: Readonly<Record<PlatformName, string>> = {
  weixin: "https://api.weixin.qq.com",
  wechatpay: "https://api.mch.weixin.qq.com",
};

/** The hosts to which a plain `http:` address may lead: this machine, by the names that mean nothing else. */
const thisMachine: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * The address of a platform: its own, or a relay's from the environment. A plain `http:` address is taken for this
 * machine only.
 *
 * Every path of the platform is put behind it as it is, so that it has to be a host and, at most, a path: a query or a
 * fragment would swallow what follows, also an empty one.
 */
export function baseUrlOf(platform: PlatformName, env: Io["env"]): string | Problem {
  const variable = `WXCARDS_${platform.toUpperCase()}_BASE_URL`;
  const address = env[variable]?.trim();
  if (address === undefined || address === "") return platformHosts[platform];
  const fault = baseFault(address);
  if (fault === undefined) return address.replace(/\/+$/, "");
  return problem("base-url-insecure", { variable, fault });
}

/** What is wrong with the address of an API, to which a token goes; undefined where nothing is. */
export function baseFault(address: string): AddressFault | undefined {
  const parts = addressParts(address);
  if (typeof parts === "string") return parts;
  if (parts.userinfo !== undefined) return "userinfo";
  return parts.scheme === "http" && !thisMachine.has(parts.host.toLowerCase()) ? "plain-http" : undefined;
}
