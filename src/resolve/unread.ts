import { foreignCredential } from "../model/credential.ts";
import type { Problem } from "../model/problem.ts";
import type { Account } from "../model/project.ts";
import type { Desired, Live } from "../model/resource.ts";
import type { StateEntry } from "../model/state.ts";

/** One resource whose id was known before this run, as it was read. */
export interface Reading {
  readonly desired: Desired;
  readonly state: Live;
}

/** What shows whether anything of an account was seen. */
export interface UnreadInput {
  readonly account: Account;
  readonly readings: readonly Reading[];
  /** What came of reading resources that are only named by others. */
  readonly named: readonly Live[];
}

/**
 * Why nothing may be reported about the resources of an account, neither that one is missing nor what to do about it;
 * undefined where something of the account was seen.
 *
 * One resource that the platform knows proves that the credential fits, also one that was deleted. Where nothing was
 * found, one that could not be read may be there: then only that is reported. Where every answer was that there is no
 * such id, the credential is of another account. A single id that only a document knows proves nothing, since it may be
 * mistyped; nor does anything on the embedded platform that nobody has put there yet.
 */
export function unreadAccount({ account, readings, named }: UnreadInput): Problem | undefined {
  const states = readings.map(({ state }) => state);
  if ([...states, ...named].some(isThere)) return undefined;
  const unreadable = [...states, ...named].find((state) => state.status === "unreadable");
  if (unreadable?.status === "unreadable") return unreadable.problem;
  // A rule that is to be gone is as it should be.
  const lost = readings.filter(
    ({ desired, state }) => isUnknown(state) && !(desired.document.absent && desired.memory.objects),
  );
  const remembered = lost.filter(({ desired }) => desired.memory.id !== undefined && isSeen(desired.memory)).length;
  if (remembered > 0) return foreignCredential(account, remembered);
  const declared = lost.filter(
    ({ desired }) => desired.document.id !== undefined && desired.memory.id === undefined,
  ).length;
  return declared > 1 && !account.sandbox ? foreignCredential(account, declared) : undefined;
}

/** False for what was made and that nobody has read since: that it is missing proves nothing. */
export function isSeen({ settled, objects }: StateEntry): boolean {
  return objects !== undefined || Object.keys(settled).length > 0;
}

/**
 * True for a resource that the platform knows; a resource made of several objects has none where all are lost, and an
 * expired object is not shown.
 */
function isThere(state: Live): boolean {
  if (state.status === "missing") return state.problem.code !== "resource-missing";
  return state.status === "found" && (state.objects?.some(({ expired }) => expired !== true) ?? true);
}

/** True for an id that the platform does not know. */
function isUnknown(state: Live): boolean {
  if (state.status === "missing") return state.problem.code === "resource-missing";
  return state.status === "found" && state.objects?.length === 0;
}
