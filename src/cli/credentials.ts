import { kinds } from "../kinds/registry.ts";
import {
  commandWords,
  componentWords,
  credentialVariable,
  credentialWords,
  shortVariable,
} from "../model/credential.ts";
import { type Problem, problem } from "../model/problem.ts";
import { type Account, type PlatformName, type Project, sandboxAccountName } from "../model/project.ts";
import { personalFields } from "../schema/personal-fields.ts";
import { type AddressFault, addressParts } from "./address.ts";
import type { Io } from "./io.ts";

/** The names under which credentials of a project's accounts may stand in a `.env`, long and short. */
export function credentialNames(project: Project): readonly string[] {
  return [...new Set(realAccounts(project).flatMap(namesOf))];
}

/** The names of commands, which stand in the real environment only. */
export function commandNames(project: Project): readonly string[] {
  const weixin = realAccounts(project).filter(({ platform }) => platform === "weixin");
  const words = Object.values(commandWords);
  const short = words.map((word) => shortVariable("weixin", word));
  return [...weixin.flatMap(({ name }) => words.map((word) => credentialVariable(name, word))), ...short];
}

function realAccounts({ accounts }: Project): readonly Account[] {
  return accounts.filter(({ name }) => name !== sandboxAccountName);
}

/** The last words of variables that name people to accounts of a platform, as the schemas of its kinds say them. */
function personalWords(platform: PlatformName): readonly string[] {
  const own = [...kinds.values()].filter(({ kind }) => kind.platform === platform);
  return own.flatMap((entry) => personalFields(entry).flatMap(({ personal = [] }) => personal));
}

function namesOf({ name, platform, component }: Account): readonly string[] {
  // A refresh token is of no use but to a third-party platform, which has none for the account's own AppSecret.
  const unused = component === undefined ? "REFRESH_TOKEN" : "APPSECRET";
  const words = credentialWords[platform].filter((word) => platform !== "weixin" || word !== unused);
  const all = [...words, ...personalWords(platform)];
  const own = all.map((word) => credentialVariable(name, word));
  const ofComponent =
    component === undefined
      ? []
      : componentWords.flatMap((word) => [credentialVariable(component.appid, word), shortVariable("weixin", word)]);
  return [...own, ...all.map((word) => shortVariable(platform, word)), ...ofComponent];
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
