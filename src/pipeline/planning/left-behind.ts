import type { Document } from "../../model/document.ts";
import { idempotencyKeyPrefix, readIdempotencyKey } from "../../model/idempotency-key.ts";
import { mayStillShow } from "../../model/patience.ts";
import { asProblem, type CodedArgs, type Problem } from "../../model/problem.ts";
import type { Desired } from "../../model/resource.ts";
import { entryOf, isNew, type Run } from "../run.ts";
import type { DesiredState } from "./desired-state.ts";

/**
 * Finds what documents made and would leave behind: one that names an id although a create of its own was sent and
 * never answered, and one that asks for a deletion although the memory has forgotten what it made. Gives a problem for
 * each; this is only known of kinds whose creates carry an idempotency key.
 */
export async function leftBehind(run: Run, { reachable, tombstones }: DesiredState): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const desired of reachable) if (!isNew(desired)) problems.push(...(await openCreate(run, desired)));
  for (const { document } of tombstones)
    if (run.clients.has(document.account)) problems.push(...(await forgotten(run, document)));
  return problems;
}

/** A create of a resource that has an id by now: it made another one, or may still. */
async function openCreate(run: Run, { address, account, kind, id, memory, document }: Desired): Promise<Problem[]> {
  const { pending } = memory;
  if (pending?.idempotencyKey === undefined || document.id === undefined) return [];
  const listed = await run.listed(account, kind);
  if ("problem" in listed) return [listed.problem];
  const bearsKey = (object: { readonly idempotencyKey?: string }) => object.idempotencyKey === pending.idempotencyKey;
  const made = listed.objects.find(bearsKey);
  if (made !== undefined && made.id !== id)
    return [refused(run, document, "/id", { code: "intent-made-another", args: { address, ids: [made.id], id } })];
  const isSettled = made !== undefined || listed.gone.some(bearsKey);
  if (isSettled || !mayStillShow(pending.at, run.now)) return [];
  return [refused(run, document, "/id", { code: "intent-open", args: { address, since: pending.at, id } })];
}

/** What a document made that is to be gone, and that nobody remembers. */
async function forgotten(run: Run, document: Document): Promise<Problem[]> {
  const { account, kind, address } = document;
  const settings = run.accounts.find(({ name }) => name === account)?.settings ?? {};
  const prefix = idempotencyKeyPrefix(entryOf(run, document).kind, { address, settings });
  if (prefix === undefined) return [];
  const listed = await run.listed(account, kind);
  if ("problem" in listed) return [listed.problem];
  const made = listed.objects.filter(
    ({ id, idempotencyKey }) =>
      !run.ownership.isKnown({ account, kind, id }) && readIdempotencyKey(idempotencyKey)?.prefix === prefix,
  );
  if (made.length === 0) return [];
  return [
    refused(run, document, "/name", {
      code: "adopt-edited",
      args: { address, ids: made.map(({ id }) => id), absent: true },
    }),
  ];
}

function refused({ locate }: Run, { source, address }: Document, pointer: "/id" | "/name", found: CodedArgs): Problem {
  return asProblem(found, { address, place: locate(source, pointer, pointer === "/name" ? "key" : "value") });
}
