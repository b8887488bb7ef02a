import type { RunBudget } from "../model/budget.ts";
import type { Client } from "../model/client.ts";
import { credentialOwner } from "../model/credential.ts";
import type { Clock, Files, Network, Random, Trace, Transport } from "../model/ports.ts";
import { type CredentialArg, type Problem, passedOn } from "../model/problem.ts";
import type { Programs } from "../model/program.ts";
import type { Account, Project } from "../model/project.ts";
import { type Secret, secret } from "../model/secret.ts";
import type { Unconnectable } from "../model/world.ts";
import { withBreaker } from "../platform/breaker.ts";
import type { Notes } from "../report/messages/notes.ts";
import { momentText } from "../schema/instant.ts";
import { baseUrlOf, platformHosts } from "./credentials.ts";
import { embeddedAccounts, type ReachEmbedded } from "./embedded-servers.ts";
import type { DeskCredentials } from "./env-file.ts";
import type { Io } from "./io.ts";
import { proxyOf } from "./proxy.ts";
import { embeddedSecret, type Redactor } from "./redact.ts";
import { type WechatPayInput, wechatPayCredentials } from "./wechatpay-credentials.ts";
import { type WeixinCredential, weixinCredentials } from "./weixin-credentials.ts";

/** What connecting to accounts needs. */
export interface ConnectOptions {
  readonly io: Io;
  /** For what the embedded platform keeps. */
  readonly playedFiles: Files;
  /** Reads a file that a variable names. */
  readonly readFile: WechatPayInput["readFile"];
  readonly clock: Clock;
  readonly random: Random;
  readonly network: Network;
  /** Runs the commands that give or keep credentials. */
  readonly programs: Programs;
  /** The time that the run has left. */
  readonly budget: RunBudget;
  readonly redactor: Redactor;
  readonly trace: Trace;
  /** Tells the person at the terminal what is out of the ordinary. */
  readonly note: (line: string) => void;
  readonly notes: Notes;
  readonly userAgent: string;
  /** To one host at most. */
  readonly connections: number;
  /**
   * Whether the command may change anything; only then does the embedded platform write down what was changed on it.
   */
  readonly mayWrite: boolean;
  /** Credentials kept beside the project file, for work at a desk, or what is wrong with that file. */
  readonly deskCredentials: (project: Project) => Promise<DeskCredentials>;
}

/** Connections to the accounts of one run. Nothing of the network is loaded before the first one is asked for. */
export interface Connections {
  connect(account: Account, project: Project): Promise<Client | Problem | Unconnectable>;
  /** What an account proves itself by and no token is; undefined where it has only a token, or nothing. */
  credential(account: Account, project: Project): Promise<string | undefined>;
  /** Ends the embedded platform: whoever calls it next finds what others have changed on it since. */
  reopen(): Promise<void>;
  /** Ends them, once; gives what the embedded platform could not keep. */
  close(): Promise<readonly Problem[]>;
}

/** Makes clients: for real accounts over the network, for the others over loopback to the embedded platform. */
export function connections(options: ConnectOptions): Connections {
  let transport: Promise<Transport> | undefined;
  const proxy = proxyOf(options.io.env);
  let desk: Promise<DeskCredentials> | undefined;
  let pay: ReturnType<typeof openWechatPay> | undefined;
  let weixin: ReturnType<typeof openWeixin> | undefined;
  const open = (): Promise<Transport> => {
    transport ??= openTransport(options, proxy);
    return transport;
  };
  const payAccount = async () => {
    pay ??= openWechatPay(options, await open());
    return pay;
  };
  const weixinAccount = async () => {
    weixin ??= openWeixin(options, await open());
    return weixin;
  };
  const found = async (account: Account, project: Project) => {
    desk ??= options.deskCredentials(project);
    const kept = await desk;
    if ("nobody" in kept) return kept;
    const environments = [options.io.env, kept.values];
    if (account.platform === "weixin") return weixinCredentials(account, environments);
    const { readFile } = options;
    return wechatPayCredentials({ account, environments, readFile });
  };
  const timeTextOf =
    ({ timezone }: Project) =>
    (milliseconds: number) =>
      momentText(milliseconds, options.clock.now(), timezone);
  const embedded = embeddedAccounts(
    { ...options, files: options.playedFiles },
    reachOf({ weixinAccount, payAccount, timeTextOf }),
  );
  let closed: Promise<readonly Problem[]> | undefined;
  let unkept: Problem | undefined;
  const reopen = async (): Promise<void> => {
    unkept = (await embedded.close()) ?? unkept;
  };
  const close = async (): Promise<readonly Problem[]> => {
    await (await transport)?.close();
    await reopen();
    options.budget.close();
    return unkept === undefined ? [] : [unkept];
  };
  const connect = async (account: Account, project: Project): Promise<Client | Problem | Unconnectable> => {
    if (account.sandbox) return embedded.client(account, project);
    if ("code" in proxy) return proxy;
    const credentials = await found(account, project);
    if (isRefusal(credentials)) return credentials;
    const baseUrl = baseUrlOf(account.platform, options.io.env);
    if (typeof baseUrl !== "string") return baseUrl;
    if (baseUrl !== platformHosts[account.platform] && options.mayWrite)
      options.note(
        options.notes.requestsGoTo(account.name, baseUrl, `WXCARDS_${account.platform.toUpperCase()}_BASE_URL`),
      );
    const timeText = timeTextOf(project);
    if (!("privateKey" in credentials))
      return (await weixinAccount())({ account, baseUrl, found: credentials, timeText });
    options.redactor.learn(credentials.privateKey, credentials.variables.privateKey);
    if (credentials.apiV3Key) options.redactor.learn(credentials.apiV3Key, credentials.variables.apiV3Key);
    return (await payAccount())({ account, baseUrl, found: credentials, timeText });
  };
  const credential = async (account: Account, project: Project): Promise<string | undefined> => {
    if (account.sandbox) return embeddedSecret;
    const credentials = await found(account, project);
    if (isRefusal(credentials)) return undefined;
    return ("privateKey" in credentials ? credentials.privateKey : lastingSecret(credentials))?.reveal();
  };
  return {
    credential,
    reopen,
    connect: shared(async (account, project) => owned(account, await connect(account, project))),
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

/** How accounts are reached that are played on the embedded platform. */
function reachOf({
  weixinAccount,
  payAccount,
  timeTextOf,
}: {
  readonly weixinAccount: () => ReturnType<typeof openWeixin>;
  readonly payAccount: () => ReturnType<typeof openWechatPay>;
  readonly timeTextOf: (project: Project) => (milliseconds: number) => string;
}): ReachEmbedded {
  return {
    weixin: async (account, project, url) => {
      const appSecret = { variable: "(embedded)", value: secret(embeddedSecret) };
      const found = { kind: "appsecret", appSecret } as const;
      const client = (await weixinAccount())({ account, baseUrl: url, found, timeText: timeTextOf(project) });
      if ("code" in client) throw new Error(`the secret of the embedded platform is refused: ${client.code}`);
      return client;
    },
    wechatpay: async (account, project, url, merchant) => {
      const client = (await payAccount())({ account, baseUrl: url, found: merchant, timeText: timeTextOf(project) });
      if ("code" in client) throw new Error(`the keys of the embedded platform are refused: ${client.code}`);
      return client;
    },
  };
}

function isRefusal(found: object): found is Problem | Unconnectable {
  return "code" in found || "nobody" in found;
}

/** Recovery and plan of one run share a client: one token, one pause, one note. What could not be opened is tried again. */
function shared(connect: Connections["connect"]): Connections["connect"] {
  const clients = new Map<string, Client>();
  return async (account, project) => {
    const client = clients.get(account.name) ?? (await connect(account, project));
    // The embedded platform has its own, and may be opened anew.
    if ("call" in client && !account.sandbox) clients.set(account.name, client);
    return client;
  };
}

/**
 * A client, or why there is none, whose problems know whose credentials they are about: their words name the variables.
 */
function owned(account: Account, client: Client | Problem | Unconnectable): Client | Problem | Unconnectable {
  if ("nobody" in client) return client;
  // What is said of a third-party platform names the variables of that.
  const known = (problem: Problem): Problem =>
    passedOn(problem, {
      credential: (problem.args["credential"] as CredentialArg | undefined) ?? credentialOwner(account),
    });
  if ("code" in client) return known(client);
  return {
    call: async (request, intent, signal) => {
      const reply = await client.call(request, intent, signal);
      return reply.status === "ok" ? reply : { ...reply, problem: known(reply.problem) };
    },
  };
}

/** The accounts of WeChat Pay: what signs and verifies is loaded when there is one. */
async function openWechatPay(options: ConnectOptions, transport: Transport) {
  const { wechatPayAccounts } = await import("./connect-wechatpay.ts");
  const { clock, random, trace, userAgent, budget } = options;
  const onWait = (account: string, milliseconds: number) =>
    options.note(options.notes.waiting(account, milliseconds / 1000));
  return wechatPayAccounts({ transport, clock, random, trace, userAgent, onWait, budget });
}

/** The accounts of Weixin. */
async function openWeixin(options: ConnectOptions, transport: Transport) {
  const { weixinAccounts } = await import("./connect-weixin.ts");
  return weixinAccounts({ ...options, transport });
}

/** What of the credential of a Weixin account is no token. */
function lastingSecret(found: WeixinCredential): Secret | undefined {
  if ("component" in found) return "appSecret" in found.component ? found.component.appSecret.value : undefined;
  return found.appSecret?.value;
}

/** The transport of a run, which calls nobody who keeps silent. */
async function openTransport(
  { network, connections, budget, clock }: ConnectOptions,
  proxy: ReturnType<typeof proxyOf>,
) {
  const opened = await network.open({ connections, ...("code" in proxy ? {} : { proxy }) });
  return withBreaker(opened, budget, clock);
}
