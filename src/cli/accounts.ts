import type { AccountStanding } from "../model/account-standing.ts";
import type { Problem } from "../model/problem.ts";
import type { Account } from "../model/project.ts";
import { accountsIn } from "../pipeline/accounts.ts";
import { exitOfProblems } from "../report/exit-code.ts";
import { accountCommand } from "./credential-command.ts";
import { type DeskCredentials, envFile } from "./env-file.ts";
import type { Io } from "./io.ts";
import { readNamed } from "./named.ts";
import { type GuardedEffects, openSession, type StateFlags } from "./session.ts";
import { wechatPayCredentials } from "./wechatpay-credentials.ts";
import { type FoundCredential, type WeixinCredential, weixinCredentials } from "./weixin-credentials.ts";

/** Those of every command that asks no platform. */
export type AccountsFlags = StateFlags;

/**
 * `wxcards accounts`: the accounts of the project, what each can hold, how many documents are about it, by what it would
 * be called and what is missing for that. Asks nobody; no command of an account is run.
 */
export async function accountsCommand(effects: GuardedEffects, flags: AccountsFlags): Promise<number> {
  const session = await openSession(effects, { ...flags, concurrency: 1 });
  const { world, selection, note, notes } = session;
  const known = await accountsIn(world, selection);
  const problems: Problem[] = [...known.problems];
  const accounts: AccountStanding[] = [];
  const desk =
    known.project === undefined || selection.sandbox
      ? { values: {} }
      : await envFile({ ...effects, note, notes }, known.project);
  if ("nobody" in desk) problems.push(...desk.nobody);
  for (const { account, standing } of known.accounts) {
    const { problems: wrong, ...credential } = await credentialOf(effects, account, desk);
    problems.push(...wrong);
    accounts.push({ ...standing, ...credential });
  }
  await session.show((renderer, paint) => renderer.accounts({ accounts, problems, kinds: world.kinds }, paint));
  return exitOfProblems(problems);
}

interface Credential extends Pick<AccountStanding, "credential" | "missing"> {
  /** What is wrong with one that is there. */
  readonly problems: readonly Problem[];
}

const none = { credential: null, missing: [], problems: [] };

/** What a run would find for an account. */
async function credentialOf(effects: GuardedEffects, account: Account, desk: DeskCredentials): Promise<Credential> {
  if (account.sandbox) return { ...none, credential: { kind: "embedded" } };
  const environments: readonly Io["env"][] = [effects.io.env, ...("nobody" in desk ? [] : [desk.values])];
  if (account.platform === "weixin") return weixinCredential(account, weixinCredentials(account, environments));
  const readFile = (path: string, limit: number) => readNamed(effects, path, limit);
  const found = await wechatPayCredentials({ account, environments, readFile });
  if ("code" in found) return missingIn(found, account);
  return { ...none, credential: { kind: "private-key", variable: found.variables.privateKey } };
}

function weixinCredential(account: Account, found: WeixinCredential | Problem): Credential {
  if ("code" in found) return missingIn(found, account);
  const commands = [
    ...("command" in found ? [found.command] : []),
    ...("keep" in found && found.keep !== undefined ? [found.keep] : []),
  ];
  const read = commands.map((command) => accountCommand(account, command));
  const problems = read
    .filter((one): one is Problem => "code" in one)
    .map((one) => ({ ...one, account: account.name }));
  return { ...none, problems, credential: { kind: found.kind, variable: usedIn(found).variable } };
}

/** What is used first of a credential that has several parts. */
function usedIn(found: WeixinCredential): FoundCredential {
  if (found.kind === "ready-token") return found.token;
  if (found.kind === "token-command") return found.command;
  if (found.kind === "appsecret") return found.appSecret;
  if (found.refreshToken !== undefined) return found.refreshToken;
  return "accessToken" in found.component ? found.component.accessToken : found.component.appSecret;
}

/** What is missing is a result here, and no problem. */
function missingIn(problem: Problem, account: Account): Credential {
  if (problem.code !== "credential-missing") return { ...none, problems: [{ ...problem, account: account.name }] };
  return { ...none, missing: (problem.args["variables"] ?? []) as readonly string[] };
}
