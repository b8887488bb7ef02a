import type { Client } from "../model/client.ts";
import type { Clock, Files, Random, Trace, Transport } from "../model/ports.ts";
import type { Problem } from "../model/problem.ts";
import type { Account, Project } from "../model/project.ts";
import { secret } from "../model/secret.ts";
import { weixinClient } from "../platform/weixin/client.ts";
import { weixinBaseUrl, weixinCredentials, weixinHost } from "./credentials.ts";
import { embeddedSecret, readState, statePath } from "./embedded.ts";
import type { Io } from "./io.ts";
import type { Redactor } from "./redact.ts";

/** What connecting to accounts needs. */
export interface ConnectOptions {
  readonly io: Io;
  readonly files: Files;
  readonly clock: Clock;
  readonly random: Random;
  readonly redactor: Redactor;
  readonly trace: Trace;
  /** Tells the person at the terminal what is out of the ordinary. */
  readonly note: (line: string) => void;
  readonly userAgent: string;
  readonly concurrency: number;
  /** Whether the command may change anything; only then does the embedded platform write down what was changed on it. */
  readonly mayWrite: boolean;
  /** Credentials kept beside the project file, for work at a desk; throws what is wrong with that file. */
  readonly deskCredentials: (project: Project) => Promise<Io["env"]>;
}

/** Connections to the accounts of one run. Nothing of the network is loaded before the first one is asked for. */
export interface Connections {
  connect(account: Account, project: Project): Promise<Client | Problem>;
  close(): Promise<void>;
}

/** Makes clients: for real accounts over the network, for the others over loopback to the embedded platform. */
export function connections(options: ConnectOptions): Connections {
  let transport: Promise<Transport> | undefined;
  let desk: Promise<Io["env"]> | undefined;
  let sandbox: Promise<{ url: string; close(): Promise<void> }> | undefined;
  const open = (): Promise<Transport> => {
    transport ??= import("../platform/http.ts").then(({ httpTransport }) =>
      httpTransport({ connections: options.concurrency, proxy: proxyOf(options.io.env) }),
    );
    return transport;
  };
  return {
    connect: async (account, project) => {
      if (account.sandbox) {
        sandbox ??= startEmbedded(options, project);
        const { url } = await sandbox;
        return clientFor(options, await open(), account, url, { appSecret: secret(embeddedSecret) });
      }
      desk ??= options.deskCredentials(project);
      const credentials = weixinCredentials(account, project, [options.io.env, await desk]);
      if ("code" in credentials) return credentials;
      const baseUrl = weixinBaseUrl(options.io.env);
      if (typeof baseUrl !== "string") return baseUrl;
      if (baseUrl !== weixinHost && options.mayWrite)
        options.note(`${account.name}: requests go to ${baseUrl} (WXCARDS_WEIXIN_BASE_URL)`);
      return clientFor(options, await open(), account, baseUrl, credentials);
    },
    close: async () => {
      await (await transport)?.close();
      await (await sandbox)?.close();
    },
  };
}

function clientFor(
  options: ConnectOptions,
  transport: Transport,
  account: Account,
  baseUrl: string,
  found: { appSecret?: ReturnType<typeof secret>; accessToken?: ReturnType<typeof secret> },
): Client {
  for (const one of [found.appSecret, found.accessToken]) if (one !== undefined) options.redactor.learn(one);
  const { clock, random, trace, userAgent } = options;
  const onToken = options.redactor.learn;
  return weixinClient({
    baseUrl,
    credentials: { appid: account.identity, ...found },
    transport,
    clock,
    random,
    userAgent,
    trace,
    onToken,
    onWait: (milliseconds) => options.note(`${account.name}: waiting ${milliseconds / 1000} s, as the platform asks`),
    signal: options.io.signal,
  });
}

async function startEmbedded(
  options: ConnectOptions,
  project: Project,
): Promise<{ url: string; close(): Promise<void> }> {
  const { startSandbox } = await import("../sandbox/sandbox.ts");
  const { files, clock, random } = options;
  const accounts = project.accounts.filter((account) => account.sandbox && account.platform === "weixin");
  return startSandbox({
    clock,
    random,
    recordLimit: 0,
    accounts: accounts.map((account) => {
      const state = readState(files, project, account);
      return { appid: account.identity, secret: embeddedSecret, ...(state === undefined ? {} : { state }) };
    }),
    ...(options.mayWrite
      ? {
          onChange: (appid, state) => {
            const account = accounts.find((one) => one.identity === appid);
            if (account !== undefined)
              files.writeAtomic(statePath(project, account), `${JSON.stringify(state, null, 2)}\n`);
          },
        }
      : {}),
  });
}

function proxyOf(env: Io["env"]) {
  const pick = (name: string) => env[name] ?? env[name.toLowerCase()];
  const [httpsProxy, httpProxy, noProxy] = [pick("HTTPS_PROXY"), pick("HTTP_PROXY"), pick("NO_PROXY")];
  // The embedded platform and a relay on this machine are never behind a proxy.
  const local = "127.0.0.1,localhost,::1";
  return {
    ...(httpsProxy === undefined || httpsProxy === "" ? {} : { httpsProxy }),
    ...(httpProxy === undefined || httpProxy === "" ? {} : { httpProxy }),
    noProxy: noProxy === undefined || noProxy === "" ? local : `${noProxy},${local}`,
  };
}
