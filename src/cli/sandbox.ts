import { componentWord, credentialVariable } from "../model/credential.ts";
import type { Kinds } from "../model/kind.ts";
import { expected, problem } from "../model/problem.ts";
import type { Account, PlatformName, Project } from "../model/project.ts";
import type { Desired } from "../model/resource.ts";
import { check } from "../pipeline/check.ts";
import { declaredState } from "../pipeline/planning/desired-state.ts";
import { exitOfProblems } from "../report/exit-code.ts";
import { paint } from "../report/paint.ts";
import { problemCount, problemsText } from "../report/problem-text.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { accountOn, componentsOf, type Merchant, merchantSerial, newMerchant, writeState } from "./embedded.ts";
import { type Filling, fillSandbox } from "./fill-sandbox.ts";
import { embeddedSecret } from "./redact.ts";
import { type CommonFlags, type GuardedEffects, openSession, type Session } from "./session.ts";
import { type ProjectOnSandbox, startSandboxOf } from "./start-sandbox.ts";

export interface SandboxFlags extends CommonFlags {
  readonly port: number;
  readonly fill?: boolean;
}

/**
 * `wxcards sandbox`: serves the embedded platform on loopback for every account of the project until it is interrupted,
 * and prints the environment by which another terminal uses it.
 *
 * With `--fill` it puts there what the documents name by `id:`, as if they had been applied, and ends.
 */
export async function sandboxCommand(effects: GuardedEffects, flags: SandboxFlags): Promise<number> {
  const session = await openSession(effects, { ...flags, sandbox: true });
  const checked = await check(session.world, session.selection, "without-clock");
  const { project } = checked;
  const { kinds } = session.world;
  if (project === undefined || (flags.fill === true && exitOfProblems(checked.problems) !== 0)) {
    const own = paint(session.colour());
    const speech = { kinds, language: await session.language() };
    session.print(
      [...problemsText(checked.problems, speech, own), "", problemCount(checked.problems, speech.language)],
      own,
    );
    return exitOfProblems(checked.problems);
  }
  const desired = declaredState(session.world, { ...checked, project });
  // Making an RSA key takes a while: only where a merchant is served.
  const merchant = usesWechatPay(project, desired, kinds) ? newMerchant() : undefined;
  const served = { effects, project, merchant, port: flags.port };
  const keep = (platform: PlatformName, identity: string, state: unknown) => {
    const account = accountOn(project.accounts, platform, identity);
    return account && writeState({ files: effects.playedFiles, project, account, platform }, state);
  };
  if (flags.fill !== true) return serve(session, served, keep);
  const { put, present } = await fillSandbox({ ...served, kinds, desired, keep });
  session.print([session.notes.sandboxFilled(put, present)]);
  return 0;
}

function usesWechatPay({ accounts }: Project, desired: readonly Desired[], kinds: Kinds): boolean {
  return (
    accounts.some(({ platform }) => platform === "wechatpay") ||
    desired.some(({ kind }) => kinds.get(kind)?.kind.platform === "wechatpay")
  );
}

/** Serves the embedded platform until the run is interrupted; what changes is written down by `keep`. */
async function serve(session: Session, served: ProjectOnSandbox, keep: Filling["keep"]): Promise<number> {
  const { effects, project, merchant, port } = served;
  const speech = { kinds: session.world.kinds, language: await session.language() };
  const sandbox = await startSandboxOf(served, (platform, identity, state) => {
    const problem = keep(platform, identity, state);
    // Thrown in the middle of an answer it would look like trouble of the platform.
    if (problem !== undefined) for (const line of problemsText([problem], speech, paint(false))) session.note(line);
  }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw expected(problem("port-taken", { port }));
  });
  try {
    session.print(environment(sandbox, project, merchant));
    session.note(session.notes.serving);
    await new Promise<void>((resolve) => effects.io.signal.addEventListener("abort", () => resolve(), { once: true }));
    return 0;
  } finally {
    await sandbox.close();
  }
}

/** What another terminal needs: addresses, and credentials that open nothing but this platform. */
function environment(sandbox: Sandbox, project: Project, merchant: Merchant | undefined): string[] {
  const { accounts } = project;
  const variable = ({ name }: Account, what: string) => credentialVariable(name, what);
  const line = (name: string, value: string) => `export ${name}=${quoted(value.trim().replaceAll("\n", "\\n"))}`;
  const weixin = accounts.filter(({ platform }) => platform === "weixin");
  const pay = merchant === undefined ? [] : accounts.filter(({ platform }) => platform === "wechatpay");
  return [
    `export WXCARDS_WEIXIN_BASE_URL=${sandbox.url}`,
    ...weixin
      .filter(({ component }) => component === undefined)
      .map((account) => `export ${variable(account, "APPSECRET")}=${embeddedSecret}`),
    ...componentsOf(project).flatMap(({ appid, secret, ticket }) => [
      line(credentialVariable(appid, componentWord("APPSECRET")), secret),
      line(credentialVariable(appid, componentWord("VERIFY_TICKET")), ticket),
    ]),
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
