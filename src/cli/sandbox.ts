import { credentialVariable } from "../model/credential.ts";
import { isEmpty, type JsonObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { withValue } from "../model/pointer.ts";
import { expected } from "../model/problem.ts";
import type { Account, PlatformName, Project } from "../model/project.ts";
import { isAddressMark } from "../model/reference.ts";
import type { Desired } from "../model/resource.ts";
import { check } from "../pipeline/check.ts";
import { declaredState } from "../pipeline/desired-state.ts";
import { exitOfProblems } from "../report/exit-code.ts";
import { paint } from "../report/paint.ts";
import { problemCount, problemsText } from "../report/problem-text.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import {
  accountOn,
  identityOn,
  type Merchant,
  merchantSerial,
  newMerchant,
  wechatPayAccounts,
  weixinAccounts,
  writeState,
} from "./embedded.ts";
import { embeddedSecret } from "./redact.ts";
import { type CommonFlags, type GuardedEffects, openSession } from "./session.ts";

export interface SandboxFlags extends CommonFlags {
  readonly port: number;
  readonly fill?: boolean;
}

/**
 * `wxcards sandbox`: serves the embedded platform on loopback for every account of the project until it is interrupted, and prints the environment
 * by which another terminal uses it.
 *
 * With `--fill` it puts there what the documents name by `id:`, as if they had been applied, and ends.
 */
export async function sandboxCommand(effects: GuardedEffects, flags: SandboxFlags): Promise<number> {
  const session = openSession(effects, { ...flags, sandbox: true });
  const checked = await check(session.world, session.selection, "without-clock");
  const { project } = checked;
  if (project === undefined || (flags.fill === true && exitOfProblems(checked.problems) !== 0)) {
    const own = paint(session.colour());
    session.print([...problemsText(checked.problems, own), "", problemCount(checked.problems)], own);
    return exitOfProblems(checked.problems);
  }
  const { accounts } = project;
  const platformOf = (kind: string) => (session.world.kinds.get(kind) as KindEntry).kind.platform;
  const needsKey =
    accounts.some(({ platform }) => platform === "wechatpay") ||
    declaredState(session.world, { ...checked, project }).some(({ kind }) => platformOf(kind) === "wechatpay");
  // Making an RSA key takes a while: only where a merchant is served.
  const merchant = needsKey ? newMerchant() : undefined;
  const keep = (platform: PlatformName, identity: string, state: unknown) => {
    const account = accountOn(accounts, platform, identity);
    return account && writeState({ files: effects.files, project, account, platform }, state);
  };
  // Thrown in the middle of an answer it would look like trouble of the platform.
  const keepOrSay = (...changed: Parameters<typeof keep>): void => {
    const problem = keep(...changed);
    if (problem !== undefined) for (const line of problemsText([problem], paint(false))) session.note(line);
  };
  if (flags.fill === true) {
    const sandbox = await serve({ effects, project, merchant, port: flags.port });
    try {
      // A document without an id is new: it is for apply to make. One that deletes needs what it deletes.
      const declared = declaredState(session.world, { ...checked, project }).filter(({ id }) => id !== "");
      const inputs = declared.map((desired) => {
        const account = accounts.find(({ name }) => name === desired.account) as Account;
        const { kind, id } = desired;
        return { kind, identity: identityOn(account, platformOf(kind)), id, spec: sentSpec(desired) };
      });
      const { fillAll } = await import("../sandbox/filling.ts");
      const filled = fillAll(sandbox, inputs, Math.floor(effects.clock.now() / 1000));
      const changed = new Map(
        filled.map(({ kind, identity }) => [`${platformOf(kind)} ${identity}`, [platformOf(kind), identity] as const]),
      );
      for (const [platform, identity] of changed.values()) {
        const problem = keep(platform, identity, stateOf(sandbox, platform, identity));
        if (problem !== undefined) throw expected(problem);
      }
      const rest = inputs.length - filled.length;
      session.print([`${filled.length} put on the embedded platform, ${rest} there already.`]);
      return 0;
    } finally {
      await sandbox.close();
    }
  }
  const sandbox = await serve({ effects, project, merchant, port: flags.port, keep: keepOrSay }).catch(
    (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
      throw expected({ code: "port-taken", severity: "error", class: "usage", args: { port: flags.port } });
    },
  );
  try {
    session.print(environment(sandbox, accounts, merchant));
    session.note("Serving the embedded platform. Ctrl-C ends it.");
    await new Promise<void>((resolve) => effects.io.signal.addEventListener("abort", () => resolve(), { once: true }));
    return 0;
  } finally {
    await sandbox.close();
  }
}

interface Served {
  readonly effects: GuardedEffects;
  readonly project: Project;
  /** The keys of the accounts of WeChat Pay; undefined where none is served. */
  readonly merchant: Merchant | undefined;
  readonly port: number;
  /** Writes down what changes. */
  readonly keep?: (platform: PlatformName, identity: string, state: unknown) => void;
}

async function serve({ effects, project, merchant, port, keep }: Served): Promise<Sandbox> {
  const { startSandbox } = await import("../sandbox/sandbox.ts");
  const { files, clock, random } = effects;
  return startSandbox({
    ...{ clock, random, port },
    accounts: weixinAccounts(files, project),
    wechatpay: merchant === undefined ? [] : wechatPayAccounts(files, project, merchant),
    ...(keep === undefined
      ? {}
      : {
          onChange: (appid, state) => keep("weixin", appid, state),
          onBrandChange: (brand, state) => keep("wechatpay", brand, state),
        }),
  });
}

function stateOf(sandbox: Sandbox, platform: PlatformName, identity: string): unknown {
  return platform === "weixin" ? sandbox.state(identity) : sandbox.wechatpay.state(identity);
}

/** A declared resource as it would be sent, for putting it on the embedded platform; without the ids of resources that apply has yet to make. */
function sentSpec({ fields }: Desired): JsonObject {
  let spec: JsonObject = {};
  for (const { key, path, wire } of fields)
    if (!isEmpty(key) && !isAddressMark(wire)) spec = withValue(spec, path, wire);
  return spec;
}

/** What another terminal needs: addresses, and credentials that open nothing but this platform. */
function environment(sandbox: Sandbox, accounts: readonly Account[], merchant: Merchant | undefined): string[] {
  const variable = ({ name }: Account, what: string) => credentialVariable(name, what);
  const line = (name: string, value: string) => `export ${name}=${quoted(value.trim().replaceAll("\n", "\\n"))}`;
  const weixin = accounts.filter(({ platform }) => platform === "weixin");
  const pay = merchant === undefined ? [] : accounts.filter(({ platform }) => platform === "wechatpay");
  return [
    `export WXCARDS_WEIXIN_BASE_URL=${sandbox.url}`,
    ...weixin.map((account) => `export ${variable(account, "APPSECRET")}=${embeddedSecret}`),
    ...(pay.length === 0 ? [] : [`export WXCARDS_WECHATPAY_BASE_URL=${sandbox.url}`]),
    ...pay.flatMap((account) => [
      line(variable(account, "PRIVATE_KEY"), merchant?.privateKey ?? ""),
      line(variable(account, "SERIAL_NO"), merchantSerial),
      line(variable(account, "PUBLIC_KEY"), sandbox.wechatpay.publicKey),
      line(variable(account, "PUBLIC_KEY_ID"), sandbox.wechatpay.publicKeyId),
    ]),
  ];
}

/** A value as a shell takes it, whatever it holds. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}
