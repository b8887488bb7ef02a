import { locator } from "../config/locate.ts";
import { undeclared } from "../import/wanted.ts";
import type { Client } from "../model/client.ts";
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
  /** All resources of the project that have ids. */
  readonly all: readonly Desired[];
}

interface Named {
  readonly one: Desired;
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
  const named = input.desired.flatMap((one) => namedBy(one, world.kinds));
  const read = new Set(
    input.all
      .filter(({ address }) => input.live.has(address))
      .map(({ account, kind, id }) => `${account} ${kind} ${id}`),
  );
  const unread = named.filter(({ one, kind, id }) => !read.has(`${one.account} ${kind} ${id}`));
  const wanted = new Map(
    unread.map(({ one, kind, id }) => [
      `${one.account} ${kind} ${id}`,
      undeclared({ account: one.account, kind, id }, input.project),
    ]),
  );
  const { concurrency } = selection;
  const seen = await observe({ ...world, desired: [...wanted.values()], clients: input.clients, concurrency });
  const { locate } = locator();
  const problems = unread.flatMap(({ one, field, kind, id }): Problem[] => {
    const live = seen.get(wanted.get(`${one.account} ${kind} ${id}`)?.address ?? "");
    if (live === undefined || live.status === "found") return [];
    const { address } = one;
    const { path } = field;
    const place = locate(one.document.source, `/spec${path}`, "value");
    if (live.status === "unreadable") return [{ ...live.problem, address, path, place }];
    const args = { id, kind, account: one.account, reason: live.problem.code };
    return [
      {
        code: "reference-not-there",
        severity: "error" as const,
        class: "refused" as const,
        args,
        address,
        path,
        place,
      },
    ];
  });
  const desired = [...wanted.values()];
  return { problems, read: desired.map(({ account, address }) => ({ account, live: seen.get(address) as Live })) };
}

function namedBy(one: Desired, kinds: Kinds): Named[] {
  const policies = kinds.get(one.kind)?.policies;
  const refers = [...(policies?.values() ?? [])].some(({ ref }) => ref !== undefined);
  if (!refers || one.document.absent) return [];
  return one.fields.flatMap((field) => {
    const kind = field.policy.ref;
    if (kind === undefined || typeof field.wire !== "string" || field.wire === "" || isAddressMark(field.wire))
      return [];
    return [{ one, field, kind, id: field.wire }];
  });
}
