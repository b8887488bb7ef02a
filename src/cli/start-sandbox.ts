import { expected, type Problem } from "../model/problem.ts";
import type { PlatformName, Project } from "../model/project.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { componentsOf, type Merchant, wechatPayAccounts, weixinAccounts } from "./embedded.ts";
import type { GuardedEffects } from "./session.ts";

/** What the embedded platform is started with for a whole project. */
export interface ProjectOnSandbox {
  readonly effects: GuardedEffects;
  readonly project: Project;
  /** The keys of the accounts of WeChat Pay; undefined where none is served. */
  readonly merchant: Merchant | undefined;
  readonly port: number;
}

/** Writes down what an account has on a platform. */
export type KeepState = (platform: PlatformName, identity: string, state: unknown) => void;

/** Starts the embedded platform with every account of a project; `keep` is called after every change of one. */
export async function startSandboxOf(
  { effects, project, merchant, port }: ProjectOnSandbox,
  keep: KeepState = () => {},
): Promise<Sandbox> {
  const { startSandbox } = await import("../sandbox/sandbox.ts");
  const { files, clock, random } = effects;
  return startSandbox({
    clock,
    random,
    port,
    accounts: known(weixinAccounts(files, project)),
    components: componentsOf(project),
    wechatpay: merchant === undefined ? [] : known(wechatPayAccounts(files, project, merchant)),
    onChange: (appid, state) => keep("weixin", appid, state),
    onBrandChange: (brand, state) => keep("wechatpay", brand, state),
  });
}

/** What is wrong with a state ends the command. */
function known<Item>(accounts: readonly Item[] | Problem): readonly Item[] {
  if ("code" in accounts) throw expected(accounts);
  return accounts;
}
