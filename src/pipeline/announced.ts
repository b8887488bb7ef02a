import { locator } from "../config/locate.ts";
import type { Document } from "../model/document.ts";
import { idempotencyKeyPrefix, readIdempotencyKey } from "../model/idempotency-key.ts";
import type { KindEntry } from "../model/kind.ts";
import type { Lock } from "../model/lock.ts";
import type { Problem } from "../model/problem.ts";
import type { Account } from "../model/project.ts";
import type { Desired } from "../model/resource.ts";
import type { World } from "../model/world.ts";
import type { Listing } from "./listings.ts";
import { isYoung, knownIdsOf } from "./newcomers.ts";

/** What looking for what documents made needs. */
export interface AnnouncedInput {
  readonly accounts: readonly Account[];
  /** Resources with an id whose accounts can be read. */
  readonly known: readonly Desired[];
  /** Documents that ask for the deletion of what nobody knows. */
  readonly tombstones: readonly Document[];
  readonly locks: ReadonlyMap<string, Lock>;
  readonly all: readonly Desired[];
  readonly listed: (account: string, kind: string) => Promise<Listing>;
}

/**
 * Finds what documents made and would leave behind: one that names an id although a create of its own was announced and never answered, and one that asks for a
 * deletion although the lock file has forgotten what it made. Gives a problem for each; only kinds whose creates say a number can tell.
 */
export async function leftBehind(world: World, input: AnnouncedInput): Promise<Problem[]> {
  const problems: Problem[] = [];
  const { locate } = locator();
  const asked = (account: string, kind: string) => input.listed(account, kind);
  const told = ({ source, address }: Document, code: string, args: Problem["args"], pointer: string): Problem => ({
    code,
    severity: "error",
    class: "refused",
    args: { address, ...args },
    address,
    place: locate(source, pointer, pointer === "/name" ? "key" : "value"),
  });
  for (const one of input.known) {
    const { pending } = one.lock;
    if (pending?.idempotencyKey === undefined) continue;
    const listed = await asked(one.account, one.kind);
    if ("problem" in listed) {
      problems.push(listed.problem);
      continue;
    }
    const bears = ({ idempotencyKey }: { readonly idempotencyKey?: string }) =>
      idempotencyKey === pending.idempotencyKey;
    const made = listed.objects.find(bears);
    const isSettled = made?.id === one.id || listed.gone.some(bears);
    if (made !== undefined && made.id !== one.id)
      problems.push(told(one.document, "intent-made-another", { ids: [made.id], id: one.id }, "/id"));
    else if (!isSettled && isYoung(pending, world))
      problems.push(told(one.document, "intent-open", { since: pending.at, id: one.id }, "/id"));
  }
  const known = knownIdsOf(input.all, input.locks);
  for (const document of input.tombstones) {
    const { kind } = world.kinds.get(document.kind) as KindEntry;
    const settings = input.accounts.find(({ name }) => name === document.account)?.settings ?? {};
    const stem = idempotencyKeyPrefix(kind, { address: document.address, settings });
    if (stem === undefined) continue;
    const listed = await asked(document.account, document.kind);
    if ("problem" in listed) {
      problems.push(listed.problem);
      continue;
    }
    const made = listed.objects.filter(
      ({ id, idempotencyKey }) => !known.has(id) && readIdempotencyKey(idempotencyKey)?.stem === stem,
    );
    if (made.length > 0)
      problems.push(told(document, "adopt-edited", { ids: made.map(({ id }) => id), absent: true }, "/name"));
  }
  return problems;
}
