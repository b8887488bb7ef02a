import { undeclared } from "../../import/wanted.ts";
import { defined } from "../../model/defined.ts";
import { valueDigest } from "../../model/digest.ts";
import type { Document } from "../../model/document.ts";
import { formatName } from "../../model/format.ts";
import { equalJson, type JsonObject } from "../../model/json.ts";
import type { KindEntry } from "../../model/kind.ts";
import type { Plan } from "../../model/plan.ts";
import { valueAt } from "../../model/pointer.ts";
import type { Problem } from "../../model/problem.ts";
import type { Recovered, RecoveryResult } from "../../model/recovery.ts";
import type { DeclaredField, Desired } from "../../model/resource.ts";
import type { StateEntry } from "../../model/state.ts";
import { liveKey } from "../../schema/live-key.ts";
import type { Keeper } from "../../state/keeper.ts";
import type { OpenEntry } from "../open-work.ts";
import type { Run } from "../run.ts";
import { openWriting, type Writing } from "../writing/writing.ts";

/** What the steps of recovery share. */
export interface Recovering {
  readonly run: Run;
  readonly writing: Writing;
  /** Ids that open work was found to be: no other is the same. */
  readonly taken: Set<string>;
}

/** What became of one piece of open work, and what is to be said of it. */
export interface Settled {
  readonly result: RecoveryResult;
  readonly problems?: readonly Problem[];
  /** What is remembered from now on; absent when that is written already, or stays as it is. */
  readonly entry?: StateEntry;
}

/** The memory of open work as a resource that can be read and written: its document, if it has one, is not asked. */
export function resourceOf(run: Run, { account, local, entry }: OpenEntry): Desired {
  const [kind = "", name = ""] = local.split("/");
  const own = run.world.kinds.get(kind) as KindEntry;
  const bare = undeclared({ account, kind, id: name }, run.project);
  const absent = run.checked.all.some((document) => document.absent && document.address === bare.address);
  const spec = sentBy(run, bare.address, entry, own) ?? Object.values(entry.former ?? {})[0] ?? {};
  const { id: _named, ...document } = bare.document;
  // The memory of a deletion belongs to its name: what was started under it since goes to whoever claims that.
  const claims = ({ account: of, kind: like, was }: Document) => of === account && like === kind && was === name;
  const heir = entry.deleted === true ? run.checked.all.find(claims) : undefined;
  return {
    ...bare,
    ...(heir === undefined ? {} : { address: heir.address, movedFrom: local }),
    id: entry.id ?? "",
    memory: entry,
    document: { ...document, spec, absent },
    fields: fieldsOf(spec, own, run),
  };
}

/**
 * The settings that were sent: as the journal has them, or as the document says them that still says the same. Where
 * neither does, only their digests are known.
 */
function sentBy(run: Run, address: string, { pending }: StateEntry, own: KindEntry): JsonObject | undefined {
  if (pending?.sent !== undefined) return pending.sent;
  const spec = run.checked.all.find((document) => document.address === address)?.spec;
  const fields = spec === undefined ? [] : fieldsOf(spec, own, run);
  const digests = Object.fromEntries(fields.map(({ path, key }) => [path, valueDigest(key)]));
  const isSame = pending?.fields !== undefined && equalJson(digests, pending.fields);
  return isSame ? spec : undefined;
}

/** Settings that were sent, as fields that can be held against what is live. */
function fieldsOf(spec: JsonObject, entry: KindEntry, { context }: Pick<Run, "context">): DeclaredField[] {
  return [...entry.policies.values()].flatMap((policy) => {
    const wire = valueAt(spec, policy.pointer);
    if (policy.atomic || policy.change === "never" || wire === undefined) return [];
    return [{ path: policy.pointer, policy, wire, key: liveKey(spec, policy, entry, context) }];
  });
}

/** Opens the writing of what recovery does: of a plan that says nothing. */
export function openRecovering(run: Run, resources: readonly Desired[], keeper: Keeper): Recovering {
  const { world, checked, states, clients, ownership } = run;
  const planned = {
    checked,
    plan: emptyPlan(world.tool),
    desired: resources,
    live: new Map(),
    states,
    clients,
    ownership,
  };
  return { run, writing: openWriting(world, { ...planned, ids: new Map() }, keeper), taken: new Set() };
}

/** What is told of a piece of open work. */
export function recovered({ work }: OpenEntry, result: RecoveryResult): Recovered {
  const { address, operation, notBefore } = work;
  return { address, operation, result, ...defined({ notBefore: result === "waits" ? notBefore : undefined }) };
}

function emptyPlan(tool: string): Plan {
  return {
    ...{ format: formatName("plan"), tool, digest: "", documents: "", sandbox: false },
    ...{ accounts: [], changes: [], steps: [], problems: [], unmanaged: [], consent: [], recovery: [] },
    summary: {
      ...{
        create: 0,
        update: 0,
        replace: 0,
        delete: 0,
        adopt: 0,
        unchanged: 0,
        drift: 0,
        conflict: 0,
        review: 0,
        calls: 0,
      },
    },
    complete: true,
    applicable: true,
  };
}
