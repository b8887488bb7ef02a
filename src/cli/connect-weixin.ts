import type { RunBudget } from "../model/budget.ts";
import type { Client } from "../model/client.ts";
import { commandWords, componentOwner, credentialVariables } from "../model/credential.ts";
import { defined } from "../model/defined.ts";
import type { Clock, Random, Trace, Transport } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Programs } from "../model/program.ts";
import type { Account, ComponentOf } from "../model/project.ts";
import type { Secret } from "../model/secret.ts";
import type { CallerOptions } from "../platform/weixin/caller-options.ts";
import { weixinClient } from "../platform/weixin/client.ts";
import { type Component, component } from "../platform/weixin/component.ts";
import type { WeixinCredentials } from "../platform/weixin/options.ts";
import type { Notes } from "../report/messages/notes.ts";
import { accountCommand, type CommandSurroundings, keepByCommand, tokenByCommand } from "./credential-command.ts";
import type { Io } from "./io.ts";
import { atMost } from "./programs.ts";
import type { Redactor } from "./redact.ts";
import type { FoundComponent, FoundCredential, WeixinCredential } from "./weixin-credentials.ts";

/** Commands that run at once, of all accounts together: each is a process, and some ask one server. */
const commandsAtOnce = 8;

/** What the Weixin accounts of a run share. */
export interface WeixinOptions {
  readonly io: Io;
  readonly programs: Programs;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly trace: Trace;
  readonly userAgent: string;
  readonly budget: RunBudget;
  readonly redactor: Redactor;
  readonly note: (line: string) => void;
  readonly notes: Notes;
  readonly mayWrite: boolean;
}

/** A Weixin account and how it is reached. */
export interface WeixinAccount {
  readonly account: Account;
  readonly baseUrl: string;
  readonly found: WeixinCredential;
  /** A moment as people of the project read it. */
  readonly timeText: (milliseconds: number) => string;
}

/**
 * Makes the clients of the Weixin accounts of a run, or says what is wrong with a credential before anything is called.
 * Accounts that have authorised the same third-party platform share it.
 */
export function weixinAccounts(options: WeixinOptions): (account: WeixinAccount) => Client | Problem {
  const programs = atMost(commandsAtOnce, options.programs);
  const around = { programs, env: options.io.env, signal: options.budget.signal };
  const components = new Map<string, Component>();
  const shared = (of: ComponentOf, found: FoundComponent, caller: CallerOptions): Component => {
    const opened = components.get(of.appid) ?? openComponent(of, found, { caller, redactor: options.redactor });
    components.set(of.appid, opened);
    return opened;
  };
  return (reached) => {
    const caller = callerOf(options, reached);
    const credentials = credentialsOf(options, reached, { around, component: (...of) => shared(...of, caller) });
    return "code" in credentials ? credentials : weixinClient({ ...caller, credentials });
  };
}

function callerOf(
  { transport, clock, random, trace, userAgent, budget, redactor, note, notes }: WeixinOptions,
  { account, baseUrl, timeText }: WeixinAccount,
): CallerOptions {
  const onToken = (token: Secret) => redactor.learn(token);
  const onWait = (milliseconds: number) => note(notes.waiting(account.name, milliseconds / 1000));
  return { baseUrl, transport, clock, random, userAgent, trace, onToken, onWait, budget, timeText };
}

interface Means {
  readonly around: CommandSurroundings;
  readonly component: (of: ComponentOf, found: FoundComponent) => Component;
}

/** How the client of an account proves itself, by what was found in the environment. */
function credentialsOf(
  options: WeixinOptions,
  { account, found }: WeixinAccount,
  { around, component }: Means,
): WeixinCredentials | Problem {
  const appid = account.identity;
  const learnt = (one: FoundCredential): Secret => {
    options.redactor.learn(one.value, one.variable);
    return one.value;
  };
  if (found.kind === "appsecret") return { appid, appSecret: learnt(found.appSecret) };
  if (found.kind === "ready-token") {
    if (found.appSecret !== undefined) learnt(found.appSecret);
    return { appid, accessToken: learnt(found.token) };
  }
  if (found.kind === "token-command") {
    const command = accountCommand(account, found.command);
    return "code" in command ? command : { appid, fetchToken: () => tokenByCommand(around, command) };
  }
  const keep = keeper(options, account, found.keep, around);
  if ("code" in keep || account.component === undefined) return keep as Problem;
  const refreshToken = found.refreshToken && learnt(found.refreshToken);
  return {
    appid,
    authorizer: {
      component: component(account.component, found.component),
      keep: keep.keep,
      ...defined({ refreshToken }),
    },
  };
}

type Keep = NonNullable<WeixinCredentials["authorizer"]>["keep"];

/** What becomes of a refresh token that has changed. */
function keeper(
  { mayWrite, note, notes }: WeixinOptions,
  account: Account,
  found: FoundCredential | undefined,
  around: CommandSurroundings,
): { readonly keep: Keep } | Problem {
  const command = found && accountCommand(account, found);
  if (command !== undefined && "code" in command) return command;
  const variables = credentialVariables(account, commandWords.keep);
  return {
    keep: async (token, from) => {
      if (command !== undefined) return keepByCommand(around, command, token);
      // The list shows the new one as well: nobody has to keep it.
      if (from === "listed") return undefined;
      if (mayWrite) return problem("refresh-token-unkept", { account: account.name, variables });
      note(notes.refreshTokenUnkept(account.name, variables[0] ?? ""));
      return undefined;
    },
  };
}

function openComponent(
  of: ComponentOf,
  found: FoundComponent,
  { caller, redactor }: { readonly caller: CallerOptions; readonly redactor: Redactor },
): Component {
  for (const { value, variable } of Object.values(found)) redactor.learn(value, variable);
  const credential =
    "accessToken" in found
      ? { accessToken: found.accessToken.value }
      : { appSecret: found.appSecret.value, verifyTicket: found.verifyTicket.value };
  return component({ ...caller, appid: of.appid, credential, owner: componentOwner(of) });
}
