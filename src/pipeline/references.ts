import { locator } from "../config/locate.ts";
import { undeclared } from "../import/wanted.ts";
import type { Client } from "../model/client.ts";
import type { ResourceDiff } from "../model/diff.ts";
import type { Kinds } from "../model/kind.ts";
import type { Problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import { isAddressMark } from "../model/reference.ts";
import type { DeclaredField, Desired, Live } from "../model/resource.ts";
import type { Selection, World } from "../model/world.ts";
import { observe } from "../observe/observe.ts";

/** What looking at references needs. */
export interface NamedInput {
  readonly project: Project;
  readonly desired: readonly Desired[];
  readonly clients: ReadonlyMap<string, Client>;
  /** What was read already, by address. */
  readonly live: ReadonlyMap<string, Live>;
  /** What differs of the resources that exist. */
  readonly diffs: readonly ResourceDiff[];
  /** All resources of the project that have ids. */
  readonly all: readonly Desired[];
}

interface Named {
  readonly desired: Desired;
  readonly field: DeclaredField;
  readonly kind: string;
  readonly id: string;
}

/** What came of reading resources that documents of other kinds name. */
export interface NamedReadings {
  readonly problems: readonly Problem[];
  /** Each as it was read, with its account. */
  readonly read: readonly { readonly account: string; readonly live: Live }[];
}

/** Ids in documents of resources of other kinds: each has to be there, in the same account. What this plan reads or makes anyway is not read again. */
export async function readNamed(world: World, selection: Selection, input: NamedInput): Promise<NamedReadings> {
  const named = input.desired.flatMap((desired) => namedBy(desired, world.kinds));
  const read = new Set(
    input.all
      .filter(({ address }) => input.live.has(address))
      .map(({ account, kind, id }) => `${account} ${kind} ${id}`),
  );
  const unread = named.filter(({ desired, kind, id }) => !read.has(`${desired.account} ${kind} ${id}`));
  const wanted = new Map(
    unread.map(({ desired: { account }, kind, id }) => [
      `${account} ${kind} ${id}`,
      undeclared({ account, kind, id }, input.project),
    ]),
  );
  const { concurrency } = selection;
  const seen = await observe({ ...world, desired: [...wanted.values()], clients: input.clients, concurrency });
  const { locate } = locator();
  const diffs = new Map(input.diffs.map((diff) => [diff.desired.address, diff]));
  const problems = unread.flatMap(({ desired, field, kind, id }): Problem[] => {
    const { account, address } = desired;
    const live = seen.get(wanted.get(`${account} ${kind} ${id}`)?.address ?? "");
    if (live === undefined || live.status === "found") return [];
    const { path } = field;
    const place = locate(desired.document.source, `/spec${path}`, "value");
    if (live.status === "unreadable") return [{ ...live.problem, address, path, place }];
    const isLive = isLiveAlready(field, input.live.get(address), diffs.get(address));
    const args = { id, kind, account, reason: live.problem.code, ...(isLive ? { isLive } : {}) };
    const severity = isLive ? "warning" : "error";
    return [{ code: "reference-not-there", severity, class: "refused", args, address, path, place }];
  });
  const references = [...wanted.values()];
  return {
    problems,
    read: references.map(({ account, address }) => ({ account, live: seen.get(address) as Live })),
  };
}

/** True where the live resource names the same id and the plan sends it nowhere: what is wrong was so before, and the plan changes nothing about it. */
function isLiveAlready({ path }: DeclaredField, live: Live | undefined, diff: ResourceDiff | undefined): boolean {
  if (live?.status !== "found") return false;
  if (diff === undefined) return true;
  if (diff.fields.some((change) => change.path === path)) return false;
  // An object that is added or replaced is sent with all its terms.
  const { stale = [], gained = [], dropped = [] } = diff.objects ?? {};
  return stale.length + gained.length + dropped.length === 0;
}

function namedBy(desired: Desired, kinds: Kinds): Named[] {
  const policies = kinds.get(desired.kind)?.policies;
  const refers = [...(policies?.values() ?? [])].some(({ ref }) => ref !== undefined);
  if (!refers || desired.document.absent) return [];
  return desired.fields.flatMap((field) => {
    const kind = field.policy.ref;
    if (kind === undefined || typeof field.wire !== "string" || field.wire === "" || isAddressMark(field.wire))
      return [];
    return [{ desired, field, kind, id: field.wire }];
  });
}
