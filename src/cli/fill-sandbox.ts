import { isEmpty, type JsonObject } from "../model/json.ts";
import type { KindEntry, Kinds } from "../model/kind.ts";
import { withValue } from "../model/pointer.ts";
import { expected, type Problem } from "../model/problem.ts";
import type { Account, PlatformName } from "../model/project.ts";
import { isAddressMark } from "../model/reference.ts";
import type { Desired } from "../model/resource.ts";
import type { FillInput } from "../sandbox/filling.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { identityOn } from "./embedded.ts";
import { type ProjectOnSandbox, startSandboxOf } from "./start-sandbox.ts";

/** What is put on the embedded platform. */
export interface Filling extends ProjectOnSandbox {
  readonly kinds: Kinds;
  /** Every declared resource; those without an id are left to `apply`. */
  readonly desired: readonly Desired[];
  /** Writes down what an account has; gives the problem when it cannot be written. */
  readonly keep: (platform: PlatformName, identity: string, state: unknown) => Problem | undefined;
}

/** How many resources were put on the embedded platform, and how many were there already. */
export interface Filled {
  readonly put: number;
  readonly present: number;
}

/** One resource with the platform its kind belongs to. */
type PlatformInput = FillInput & { readonly platform: PlatformName };

/** Puts on the embedded platform what documents name by `id:`, as if it had been applied, and writes it down. */
export async function fillSandbox(filling: Filling): Promise<Filled> {
  const sandbox = await startSandboxOf(filling);
  try {
    // A document without an id is new: it is for apply to make. One that deletes needs what it deletes.
    // What every account has is there already.
    const isOwn = ({ kind }: Desired) => filling.kinds.get(kind)?.kind.unread !== undefined;
    const named = filling.desired.filter((desired) => desired.id !== "" && !isOwn(desired));
    const inputs = named.map((desired) => inputOf(desired, filling));
    const { fillAll } = await import("../sandbox/filling.ts");
    const put = fillAll(sandbox, inputs, Math.floor(filling.effects.clock.now() / 1000));
    const changed = new Map(put.map((input) => [`${input.platform} ${input.identity}`, input]));
    for (const { platform, identity } of changed.values()) {
      const problem = filling.keep(platform, identity, stateOf(sandbox, platform, identity));
      if (problem !== undefined) throw expected(problem);
    }
    return { put: put.length, present: inputs.length - put.length };
  } finally {
    await sandbox.close();
  }
}

function inputOf(desired: Desired, { kinds, project }: Filling): PlatformInput {
  const { kind, policies } = kinds.get(desired.kind) as KindEntry;
  const { name, platform, embedded } = kind;
  if (embedded === undefined) throw new Error(`the sandbox plays no ${name}`);
  const account = project.accounts.find((known) => known.name === desired.account) as Account;
  const refers = [...policies.values()].some(({ ref }) => ref !== undefined);
  const identity = identityOn(account, platform);
  return { as: embedded, refers, platform, identity, id: desired.id, spec: sentSpec(desired) };
}

function stateOf(sandbox: Sandbox, platform: PlatformName, identity: string): unknown {
  return platform === "weixin" ? sandbox.state(identity) : sandbox.wechatpay.state(identity);
}

/**
 * A declared resource as it would be sent, for putting it on the embedded platform; without the ids of resources that
 * apply has yet to make.
 */
function sentSpec({ fields }: Desired): JsonObject {
  let spec: JsonObject = {};
  for (const { key, path, wire } of fields)
    if (!isEmpty(key) && !isAddressMark(wire)) spec = withValue(spec, path, wire);
  return spec;
}
