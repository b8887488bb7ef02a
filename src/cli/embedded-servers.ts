import type { Client } from "../model/client.ts";
import type { Clock, Files, Random } from "../model/ports.ts";
import type { Problem } from "../model/problem.ts";
import type { Account, PlatformName, Project } from "../model/project.ts";
import type { Sandbox, SandboxOptions } from "../sandbox/sandbox.ts";
import {
  accountOn,
  merchantCredentials,
  newMerchant,
  wechatPayAccounts,
  weixinAccounts,
  writeState,
} from "./embedded.ts";
import type { WechatPayCredentials } from "./wechatpay-credentials.ts";

/** What the embedded platform of a run may touch. */
export interface EmbeddedOptions {
  readonly files: Files;
  readonly clock: Clock;
  readonly random: Random;
  /** Whether what changes on it is written down. */
  readonly mayWrite: boolean;
}

/**
 * The embedded platform of one run: one server for Weixin and one for WeChat Pay, each started when something asks for
 * it.
 */
interface EmbeddedServers {
  weixin(): Promise<{ readonly url: string } | Problem>;
  /** With what signs requests to it: keys that open nothing else, made anew for each run. */
  wechatpay(): Promise<{ readonly url: string; readonly merchant: WechatPayCredentials } | Problem>;
  /** Gives what kept a state from being written. */
  close(): Promise<Problem | undefined>;
}

/** Opens the embedded platform for the accounts of a run that are played on it. */
function embeddedServers(options: EmbeddedOptions, project: Project): EmbeddedServers {
  const { files, clock, random, mayWrite } = options;
  let weixin: Promise<Sandbox | Problem> | undefined;
  let refused: Problem | undefined;
  let pay: Promise<{ readonly sandbox: Sandbox; readonly merchant: WechatPayCredentials } | Problem> | undefined;
  const start = async (played: Partial<SandboxOptions>): Promise<Sandbox> => {
    const { startSandbox } = await import("../sandbox/sandbox.ts");
    return startSandbox({ clock, random, recordLimit: 0, accounts: [], ...played });
  };
  const keep = (platform: PlatformName) => (identity: string, state: unknown) => {
    const account = accountOn(project.accounts, platform, identity);
    if (!mayWrite || account === undefined) return;
    // Thrown in the middle of an answer it would look like trouble of the platform. What can be said of it is said at
    // the end.
    refused ??= writeState({ files, project, account, platform }, state);
  };
  const startWeixin = async () => {
    const accounts = weixinAccounts(files, project);
    return "code" in accounts ? accounts : start({ accounts, onChange: keep("weixin") });
  };
  const startPay = async () => {
    const merchant = newMerchant();
    const wechatpay = wechatPayAccounts(files, project, merchant);
    if ("code" in wechatpay) return wechatpay;
    const sandbox = await start({ wechatpay, onBrandChange: keep("wechatpay") });
    return { sandbox, merchant: merchantCredentials(merchant, sandbox.wechatpay) };
  };
  return {
    weixin: async () => {
      weixin ??= startWeixin();
      const server = await weixin;
      return "code" in server ? server : { url: server.url };
    },
    wechatpay: async () => {
      pay ??= startPay();
      const server = await pay;
      return "code" in server ? server : { url: server.sandbox.url, merchant: server.merchant };
    },
    close: async () => {
      const [own, other] = [await weixin, await pay];
      if (own !== undefined && !("code" in own)) await own.close();
      if (other !== undefined && !("code" in other)) await other.sandbox.close();
      return refused;
    },
  };
}

/** How the servers of the embedded platform are reached. */
export interface ReachEmbedded {
  weixin(account: Account, project: Project, url: string): Promise<Client>;
  wechatpay(account: Account, project: Project, url: string, merchant: WechatPayCredentials): Promise<Client>;
}

/** The accounts of a run that are played. */
export interface EmbeddedAccounts {
  client(account: Account, project: Project): Client;
  /**
   * Ends the servers; gives what kept a state from being written. Clients that are asked for afterwards find what others
   * have changed since.
   */
  close(): Promise<Problem | undefined>;
}

/** Opens the embedded platform for the accounts of a run: nothing before the first call. */
export function embeddedAccounts(options: EmbeddedOptions, reach: ReachEmbedded): EmbeddedAccounts {
  let servers: EmbeddedServers | undefined;
  const clients = new Map<string, Client>();
  return {
    client: (account, project) => {
      servers ??= embeddedServers(options, project);
      const { weixin, wechatpay } = servers;
      const known = clients.get(account.name);
      if (known !== undefined) return known;
      const client = embeddedClient({
        weixin: async () => {
          const server = await weixin();
          return "code" in server ? server : reach.weixin(account, project, server.url);
        },
        wechatpay: async () => {
          const server = await wechatpay();
          return "code" in server ? server : reach.wechatpay(account, project, server.url, server.merchant);
        },
      });
      clients.set(account.name, client);
      return client;
    },
    close: async () => {
      const former = servers;
      servers = undefined;
      clients.clear();
      return former?.close();
    },
  };
}

/**
 * A client of an account that is played: each platform is opened by the first call to it, which its path tells. The
 * built-in account has resources of every platform.
 */
function embeddedClient(open: Readonly<Record<PlatformName, () => Promise<Client | Problem>>>): Client {
  const clients = new Map<PlatformName, Promise<Client | Problem>>();
  return {
    call: async (request, intent, signal) => {
      const { isWechatPay } = await import("../sandbox/wechatpay/routes.ts");
      const platform = isWechatPay(new URL(request.path, "http://platform").pathname) ? "wechatpay" : "weixin";
      const client = clients.get(platform) ?? open[platform]();
      clients.set(platform, client);
      const opened = await client;
      if ("call" in opened) return opened.call(request, intent, signal);
      return { status: "refused", code: opened.code, problem: opened, stops: true };
    },
  };
}
