import { commandWords, componentParts, componentVariables, credentialVariables } from "../model/credential.ts";
import { defined } from "../model/defined.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Account, ComponentOf } from "../model/project.ts";
import { type Secret, secret } from "../model/secret.ts";
import { firstSet } from "./first-set.ts";
import type { Io } from "./io.ts";

/** One credential, and the variable that it stands in. */
export interface FoundCredential {
  readonly variable: string;
  readonly value: Secret;
}

/** What is there of a third-party platform. */
export type FoundComponent =
  | { readonly accessToken: FoundCredential }
  | { readonly appSecret: FoundCredential; readonly verifyTicket: FoundCredential };

/** By what a Weixin account is called: the first of these that is there, in this order. */
export type WeixinCredential =
  /** A token obtained elsewhere. The AppSecret beside it is not used for calls. */
  | { readonly kind: "ready-token"; readonly token: FoundCredential; readonly appSecret?: FoundCredential }
  /** A command that prints a token. */
  | { readonly kind: "token-command"; readonly command: FoundCredential; readonly appSecret?: FoundCredential }
  /** What a third-party platform gets tokens with; without a refresh token its list is asked for one. */
  | {
      readonly kind: "refresh-token" | "authorizer-list";
      readonly refreshToken?: FoundCredential;
      readonly component: FoundComponent;
      /** The command that keeps a refresh token which has changed. */
      readonly keep?: FoundCredential;
    }
  | { readonly kind: "appsecret"; readonly appSecret: FoundCredential };

/**
 * The credential of a Weixin account: `WXCARDS_<ACCOUNT>_<WHAT>`, or the short name when the project has one account of
 * the platform; of a third-party platform `WXCARDS_<APPID>_COMPONENT_<WHAT>`, or the short name when the project has one.
 *
 * Takes the environment and what takes its place where it says nothing of the account, in this order. The first that
 * holds a credential of the account counts, and the others add nothing to it: a token at a desk must not win over the
 * AppSecret somebody set for this run. Commands are taken from the environment alone.
 */
export function weixinCredentials(account: Account, environments: readonly Io["env"][]): WeixinCredential | Problem {
  const [real = {}] = environments;
  for (const env of environments) {
    const own = ownIn(account, env, env === real ? real : {});
    if (own !== undefined) return own;
    const { component } = account;
    if (component === undefined) continue;
    const refreshToken = found(env, credentialVariables(account, "REFRESH_TOKEN"));
    if (refreshToken === undefined && !hasAny(component, env)) continue;
    const platform = componentIn(component, environments);
    if ("code" in platform) return ofAccount(platform, account);
    return {
      kind: refreshToken === undefined ? "authorizer-list" : "refresh-token",
      component: platform,
      ...defined({ refreshToken, keep: found(real, credentialVariables(account, commandWords.keep)) }),
    };
  }
  return problem("credential-missing", { account: account.name, variables: possible(account) });
}

/** What an account has by itself; a third-party platform has no use for the account's own AppSecret. */
function ownIn(account: Account, env: Io["env"], commands: Io["env"]): WeixinCredential | undefined {
  const isByItself = account.component === undefined;
  const appSecret = isByItself ? found(env, credentialVariables(account, "APPSECRET")) : undefined;
  const token = found(env, credentialVariables(account, "ACCESS_TOKEN"));
  if (token !== undefined) return { kind: "ready-token", token, ...defined({ appSecret }) };
  const command = found(commands, credentialVariables(account, commandWords.token));
  if (command !== undefined) return { kind: "token-command", command, ...defined({ appSecret }) };
  return appSecret === undefined ? undefined : { kind: "appsecret", appSecret };
}

/** The variables that could hold a credential of an account, in the order in which people look for them. */
function possible(account: Account): readonly string[] {
  const own = (what: string) => credentialVariables(account, what);
  if (account.component === undefined) return [...own("APPSECRET"), ...own("ACCESS_TOKEN")];
  const { component } = account;
  const ofComponent = ["APPSECRET", "ACCESS_TOKEN"].flatMap((what) => componentVariables(component, what));
  return [...own("ACCESS_TOKEN"), ...own(commandWords.token), ...ofComponent];
}

function hasAny(component: ComponentOf, env: Io["env"]): boolean {
  return componentParts.some((what) => firstSet(env, componentVariables(component, what)) !== undefined);
}

/** The credential of a third-party platform, or what of it is missing. */
function componentIn(component: ComponentOf, environments: readonly Io["env"][]): FoundComponent | Problem {
  const env = environments.find((one) => hasAny(component, one)) ?? {};
  const names = (what: string) => componentVariables(component, what);
  const accessToken = found(env, names("ACCESS_TOKEN"));
  if (accessToken !== undefined) return { accessToken };
  const appSecret = found(env, names("APPSECRET"));
  const verifyTicket = found(env, names("VERIFY_TICKET"));
  if (appSecret !== undefined && verifyTicket !== undefined) return { appSecret, verifyTicket };
  const missing =
    appSecret === undefined && verifyTicket === undefined
      ? [{ what: "component", variables: [...names("APPSECRET"), ...names("ACCESS_TOKEN")] }]
      : appSecret === undefined
        ? [{ what: "component-appsecret", variables: names("APPSECRET") }]
        : [{ what: "component-ticket", variables: names("VERIFY_TICKET") }];
  const variables = missing.flatMap((one) => one.variables);
  return problem("credential-missing", { account: component.appid, variables, missing });
}

function ofAccount(missing: Problem, { name }: Account): Problem {
  return { ...missing, args: { ...missing.args, account: name } };
}

function found(env: Io["env"], names: readonly string[]): FoundCredential | undefined {
  const set = firstSet(env, names);
  return set && { variable: set.name, value: secret(set.value) };
}
