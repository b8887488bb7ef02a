import { addObject } from "../../apply/add-object.ts";
import { itemsField, itemsOf, withoutFormer } from "../../model/items.ts";
import type { JsonObject } from "../../model/json.ts";
import { idsIn } from "../../model/objects.ts";
import type { Problem } from "../../model/problem.ts";
import type { Desired } from "../../model/resource.ts";
import { type StateEntry, withoutIntent } from "../../model/state.ts";
import { restoreSteps } from "../../plan/objects/restore.ts";
import { isOver } from "../open-work.ts";
import { entryOf, type Run } from "../run.ts";
import { type AgreedInput, mayPutUp, unverifiedFormer } from "../unverified.ts";
import { sendingOf } from "../writing/send.ts";
import type { Recovering, Settled } from "./recovering.ts";

/**
 * Puts up again, as it was, what an earlier run took down, without asking anybody: that was live, and somebody was
 * served by it. Only where nobody can say that an earlier run wrote it, somebody is asked.
 *
 * An item is in one object only, so that sending it is safe whatever became of earlier requests. Items that somebody
 * else holds by now stay there, and are told.
 */
export async function putUp({ run, writing }: Recovering, resource: Desired): Promise<Settled | undefined> {
  const entry = entryOf(run, resource);
  const { store } = writing;
  const problems: Problem[] = [];
  const formers = formersOf(run, resource, store.entryOf(resource));
  if (formers.length === 0) return undefined;
  const { address } = resource;
  if (store.entryOf(resource).unverified === true && !mayPutUp(agreementsOf(run), address))
    return { result: "asks", problems: [unverifiedFormer(address, formers)] };
  for (const step of restoreSteps(resource, formers, { entry, context: run.context })) {
    const present = new Set(Object.values(writing.journal.objectsOf(resource)).flat());
    const items = (step.items ?? []).filter((item) => !present.has(item));
    if (items.length === 0) continue;
    const most = itemsField(entry).itemsPerObject ?? items.length;
    const added = await addObject(step, items, items.length > most ? "halves" : "whole", sendingOf(writing, step));
    problems.push(...added.problems, ...(added.failed === undefined ? [] : [added.failed]));
    if (added.unknown === true || added.stop !== undefined || added.halt !== undefined)
      return { result: "unread", problems };
  }
  return concluded(run, resource, store.entryOf(resource), { formers, problems });
}

function agreementsOf({ checked, selection, project, now }: Run): AgreedInput {
  return { all: checked.all, selection, timezone: project.timezone, now };
}

/** What was taken down, but for what is being taken down and is there still, and for what is over. */
function formersOf(run: Run, resource: Desired, { former = {}, pending }: StateEntry): readonly JsonObject[] {
  const removes = idsIn(pending?.removes);
  const entry = entryOf(run, resource);
  const about = { now: run.now, timezone: run.context.timezone };
  return Object.entries(former).flatMap(([id, spec]) =>
    removes.includes(id) || isOver(spec, entry, about) ? [] : [spec],
  );
}

/** What is up, what others have, and what the platform does not take back. */
function concluded(
  run: Run,
  resource: Desired,
  after: StateEntry,
  { formers, problems }: { readonly formers: readonly JsonObject[]; readonly problems: readonly Problem[] },
): Settled {
  const entry = entryOf(run, resource);
  const code = entry.kind.multiObject?.occupiedCode;
  const occupied = new Set(problems.flatMap(({ code: found, args }) => (found === code ? [String(args["item"])] : [])));
  const isSettled = (item: string) => occupied.has(item) || isUp(after, item);
  const rest = withoutFormer(after, isSettled, entry);
  const items = formers.flatMap((spec) => itemsOf(spec, entry));
  const told = problems.map(
    (problem): Problem => (occupied.has(String(problem.args["item"])) ? warned(problem) : problem),
  );
  if (!items.every(isSettled)) return { result: "refused", problems: told, entry: rest };
  const result = items.some((item) => isUp(after, item)) ? "put-back" : "kept-down";
  return { result, problems: told, entry: withoutIntent(rest) };
}

function isUp({ objects = {} }: StateEntry, item: string): boolean {
  return Object.values(objects).some((items) => items.includes(item));
}

/** Whoever has it by now has it for a reason: that stops nothing. */
function warned(problem: Problem): Problem {
  return { ...problem, severity: "warning" };
}
