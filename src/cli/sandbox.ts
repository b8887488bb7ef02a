import { isEmpty, type JsonObject } from "../model/json.ts";
import { withValue } from "../model/pointer.ts";
import { expected } from "../model/problem.ts";
import type { Account, Project } from "../model/project.ts";
import type { Desired } from "../model/resource.ts";
import { check, wishes } from "../pipeline.ts";
import { exitOfProblems } from "../report/exit-code.ts";
import { paint } from "../report/paint.ts";
import { problemCount, problemsText } from "../report/problem-text.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { embeddedAccounts, embeddedSecret, type Merchant, merchantSerial, newMerchant, statePath } from "./embedded.ts";
import { type CommonFlags, type Effects, openSession } from "./session.ts";

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
export async function sandboxCommand(effects: Effects, flags: SandboxFlags): Promise<number> {
  const session = openSession(effects, { ...flags, sandbox: true });
  const checked = await check(session.world, session.selection, "without-clock");
  const { project } = checked;
  if (project === undefined || (flags.fill === true && exitOfProblems(checked.problems) !== 0)) {
    session.print([...problemsText(checked.problems, paint(session.colour())), "", problemCount(checked.problems)]);
    return exitOfProblems(checked.problems);
  }
  const { accounts } = project;
  const merchant = accounts.some(({ platform }) => platform === "wechatpay") ? newMerchant() : undefined;
  const keep = (account: Account, state: unknown) =>
    effects.files.writeAtomic(statePath(project, account), `${JSON.stringify(state, null, 2)}\n`);
  if (flags.fill === true) {
    const sandbox = await serve(effects, project, merchant, flags.port);
    try {
      // A document without an id is new: it is for apply to make.
      const wished = wishes(session.world, { ...checked, project }).filter(
        (one) => one.id !== "" && !one.document.absent,
      );
      const { fillIn } = await import("../sandbox/filling.ts");
      const filled = wished.filter((one) => {
        const account = accounts.find(({ name }) => name === one.account);
        const identity = account?.identity;
        return identity !== undefined && fillIn(sandbox, { kind: one.kind, identity, id: one.id, spec: declared(one) });
      });
      for (const account of accounts) {
        if (filled.some((one) => one.account === account.name)) keep(account, stateOf(sandbox, account));
      }
      const rest = wished.length - filled.length;
      session.print([`${filled.length} put on the embedded platform, ${rest} there already.`]);
      return 0;
    } finally {
      await sandbox.close();
    }
  }
  const sandbox = await serve(effects, project, merchant, flags.port, keep).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw expected({ code: "port-taken", severity: "error", class: "usage", args: { port: flags.port } });
  });
  try {
    session.print(environment(sandbox, accounts, merchant));
    session.note("Serving the embedded platform. Ctrl-C ends it.");
    await new Promise<void>((resolve) => effects.io.signal.addEventListener("abort", () => resolve(), { once: true }));
    return 0;
  } finally {
    await sandbox.close();
  }
}

async function serve(
  effects: Effects,
  project: Project,
  merchant: Merchant | undefined,
  port: number,
  keep?: (account: Account, state: unknown) => void,
): Promise<Sandbox> {
  const { startSandbox } = await import("../sandbox/sandbox.ts");
  const { files, clock, random } = effects;
  const { accounts } = project;
  const kept = (identity: string, platform: Account["platform"], state: unknown) => {
    const account = accounts.find((one) => one.platform === platform && one.identity === identity);
    if (account !== undefined) keep?.(account, state);
  };
  return startSandbox({
    ...{ clock, random, port },
    ...embeddedAccounts(files, project, accounts, merchant),
    ...(keep === undefined
      ? {}
      : {
          onChange: (appid, state) => kept(appid, "weixin", state),
          onBrandChange: (brand, state) => kept(brand, "wechatpay", state),
        }),
  });
}

function stateOf(sandbox: Sandbox, { platform, identity }: Account): unknown {
  return platform === "weixin" ? sandbox.state(identity) : sandbox.wechatpay.state(identity);
}

/** A declared resource as it would be sent, for putting it on the embedded platform. */
function declared(one: Desired): JsonObject {
  let spec: JsonObject = {};
  for (const field of one.fields) if (!isEmpty(field.key)) spec = withValue(spec, field.path, field.wire);
  return spec;
}

/** What another terminal needs: addresses, and credentials that open nothing but this platform. */
function environment(sandbox: Sandbox, accounts: readonly Account[], merchant: Merchant | undefined): string[] {
  const prefix = ({ name }: Account) => `WXCARDS_${name.toUpperCase().replaceAll("-", "_")}_`;
  const line = (name: string, value: string) => `export ${name}='${value.trim().replaceAll("\n", "\\n")}'`;
  const weixin = accounts.filter(({ platform }) => platform === "weixin");
  const pay = accounts.filter(({ platform }) => platform === "wechatpay");
  return [
    `export WXCARDS_WEIXIN_BASE_URL=${sandbox.url}`,
    ...weixin.map((account) => `export ${prefix(account)}APPSECRET=${embeddedSecret}`),
    ...(pay.length === 0 ? [] : [`export WXCARDS_WECHATPAY_BASE_URL=${sandbox.url}`]),
    ...pay.flatMap((account) => [
      line(`${prefix(account)}PRIVATE_KEY`, merchant?.privateKey ?? ""),
      line(`${prefix(account)}SERIAL_NO`, merchantSerial),
      line(`${prefix(account)}PUBLIC_KEY`, sandbox.wechatpay.publicKey),
      line(`${prefix(account)}PUBLIC_KEY_ID`, sandbox.wechatpay.publicKeyId),
    ]),
  ];
}
