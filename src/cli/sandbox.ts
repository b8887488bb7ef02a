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
import type { WeixinState } from "../sandbox/weixin/state.ts";
import { embeddedSecret, readState, statePath } from "./embedded.ts";
import { type CommonFlags, type Effects, openSession } from "./session.ts";

export interface SandboxFlags extends CommonFlags {
  readonly port: number;
  readonly fill?: boolean;
}

/**
 * `wxcards sandbox`: serves the embedded platform on loopback for every Weixin account of the project until it is interrupted, and prints the environment
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
  const accounts = project.accounts.filter((account) => account.platform === "weixin");
  const keep = (account: Account, state: WeixinState) =>
    effects.files.writeAtomic(statePath(project, account), `${JSON.stringify(state, null, 2)}\n`);
  if (flags.fill === true) {
    const sandbox = await serve(effects, project, accounts, flags.port);
    try {
      // A document without an id is new: it is for apply to make.
      const wished = wishes(session.world, { ...checked, project }).filter(
        (one) => one.id !== "" && !one.document.absent,
      );
      const { fillIn } = await import("../sandbox/filling.ts");
      const filled = wished.filter((one) => {
        const appid = project.accounts.find(({ name }) => name === one.account)?.identity;
        return appid !== undefined && fillIn(sandbox, { kind: one.kind, appid, id: one.id, spec: declared(one) });
      });
      for (const account of accounts) {
        if (filled.some((one) => one.account === account.name)) keep(account, sandbox.state(account.identity));
      }
      const rest = wished.length - filled.length;
      session.print([`${filled.length} put on the embedded platform, ${rest} there already.`]);
      return 0;
    } finally {
      await sandbox.close();
    }
  }
  const sandbox = await serve(effects, project, accounts, flags.port, keep).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw expected({ code: "port-taken", severity: "error", class: "usage", args: { port: flags.port } });
  });
  try {
    session.print(environment(sandbox.url, accounts));
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
  accounts: readonly Account[],
  port: number,
  keep?: (account: Account, state: WeixinState) => void,
): Promise<Sandbox> {
  const { startSandbox } = await import("../sandbox/sandbox.ts");
  const { files, clock, random } = effects;
  return startSandbox({
    clock,
    random,
    port,
    accounts: accounts.map((account) => {
      const state = readState(files, project, account);
      return { appid: account.identity, secret: embeddedSecret, ...(state === undefined ? {} : { state }) };
    }),
    ...(keep === undefined
      ? {}
      : {
          onChange: (appid, state) => {
            const account = accounts.find((one) => one.identity === appid);
            if (account !== undefined) keep(account, state);
          },
        }),
  });
}

/** A declared resource as it would be sent, for putting it on the embedded platform. */
function declared(one: Desired): JsonObject {
  let spec: JsonObject = {};
  for (const field of one.fields) if (!isEmpty(field.key)) spec = withValue(spec, field.path, field.wire);
  return spec;
}

function environment(url: string, accounts: readonly Account[]): string[] {
  const names = accounts.map((account) => `WXCARDS_${account.name.toUpperCase().replaceAll("-", "_")}_APPSECRET`);
  return [`export WXCARDS_WEIXIN_BASE_URL=${url}`, ...names.map((name) => `export ${name}=${embeddedSecret}`)];
}
