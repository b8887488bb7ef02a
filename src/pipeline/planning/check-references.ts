import { undeclared } from "../../import/wanted.ts";
import { defined } from "../../model/defined.ts";
import type { ResourceDiff } from "../../model/diff.ts";
import { idKey } from "../../model/ownership.ts";
import { inDocument } from "../../model/parts.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { isAddressMark } from "../../model/reference.ts";
import type { DeclaredField, Desired, Live } from "../../model/resource.ts";
import { refersToOthers } from "../../plan/references.ts";
import { isExpired, type Run, readAll } from "../run.ts";
import type { Compared } from "./compare.ts";
import type { Matched } from "./match-without-id.ts";

/** What came of reading resources that documents of other kinds name. */
export interface CheckedReferences {
  readonly problems: readonly Problem[];
  /** Each as it was read, with its account. */
  readonly read: readonly { readonly account: string; readonly live: Live }[];
}

/** A field that names a resource of another kind by its id. */
interface Reference {
  readonly desired: Desired;
  readonly field: DeclaredField;
  readonly kind: string;
  readonly id: string;
}

/**
 * Ids in documents of resources of other kinds: each has to be there, in the same account. What this plan reads or
 * makes anyway is not read again.
 */
export async function checkReferences(
  run: Run,
  { known, created }: Matched,
  compared: Compared,
): Promise<CheckedReferences> {
  const resources = [...known, ...created].filter((desired) => !isExpired(run, desired));
  const read = new Set(known.filter(({ address }) => compared.live.has(address)).map(idKey));
  const references = resources.flatMap((desired) => referencesOf(run, desired)).filter((one) => !read.has(keyOf(one)));
  const targets = new Map(
    references.map((reference) => {
      const { desired, kind, id } = reference;
      return [keyOf(reference), undeclared({ account: desired.account, kind, id }, run.project)];
    }),
  );
  const seen = await readAll(run, [...targets.values()]);
  const diffs = new Map(compared.diffs.map((diff) => [diff.desired.address, diff]));
  const problems = references.flatMap((reference) => {
    const { address } = reference.desired;
    const target = seen.get(targets.get(keyOf(reference))?.address ?? "");
    const isLive = () => isLiveAlready(reference.field, compared.live.get(address), diffs.get(address));
    return referenceProblem(run, reference, target, isLive);
  });
  return {
    problems,
    read: [...targets.values()].map(({ account, address }) => ({ account, live: seen.get(address) as Live })),
  };
}

function keyOf({ desired, kind, id }: Reference): string {
  return idKey({ account: desired.account, kind, id });
}

function referenceProblem(
  { locate }: Run,
  { desired, field: { path }, kind, id }: Reference,
  live: Live | undefined,
  isLive: () => boolean,
): Problem[] {
  if (live === undefined || live.status === "found") return [];
  const { account, address, document } = desired;
  const at = { address, path, place: locate(document.source, inDocument(path), "value") };
  if (live.status === "unreadable") return [{ ...live.problem, ...at }];
  const isUnchanged = isLive();
  const args = { id, kind, account, reason: live.problem.code, ...defined({ isLive: isUnchanged || undefined }) };
  const severity = isUnchanged ? "warning" : "error";
  return [problem("reference-not-there", args, { severity, ...at })];
}

/**
 * True where the live resource names the same id and the plan sends it nowhere: what is wrong was so before, and the
 * plan changes nothing about it.
 */
function isLiveAlready({ path }: DeclaredField, live: Live | undefined, diff: ResourceDiff | undefined): boolean {
  if (live?.status !== "found") return false;
  if (diff === undefined) return true;
  if (diff.fields.some((change) => change.path === path)) return false;
  // An object that is added or replaced is sent with all its shared fields.
  const { stale = [], gained = [], dropped = [] } = diff.objects ?? {};
  return stale.length + gained.length + dropped.length === 0;
}

function referencesOf(run: Run, desired: Desired): Reference[] {
  if (desired.document.absent || !refersToOthers(desired, run.world.kinds)) return [];
  return desired.fields.flatMap((field) => {
    const kind = field.policy.ref;
    const { wire } = field;
    if (kind === undefined || typeof wire !== "string" || wire === "" || isAddressMark(wire)) return [];
    return [{ desired, field, kind, id: wire }];
  });
}
