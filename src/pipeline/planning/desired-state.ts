import { ownershipOf, type States } from "../../model/ownership.ts";
import type { Problem } from "../../model/problem.ts";
import type { Project } from "../../model/project.ts";
import type { Desired } from "../../model/resource.ts";
import type { Checked, OfflineWorld } from "../../model/world.ts";
import { desire, type Tombstone } from "../../resolve/desire.ts";
import { locator } from "../../yaml/locate.ts";
import type { Run } from "../run.ts";

/** What the documents of a run want, beside what is remembered. */
export interface DesiredState {
  /** Of the documents that this run is about. */
  readonly desired: readonly Desired[];
  /** Those of them whose accounts can be asked. */
  readonly reachable: readonly Desired[];
  /** Of all documents of the selected accounts, whether this run is about them or not. */
  readonly all: readonly Desired[];
  /** Those that wait for recovery: nothing is planned for them. */
  readonly waiting: readonly Desired[];
  readonly tombstones: readonly Tombstone[];
  readonly problems: readonly Problem[];
  /** The id of each resource by its address; what is found or made is added. */
  readonly ids: Map<string, string>;
}

/**
 * Joins the documents with the memory. All of them are looked at, since a document may be about another; only problems
 * of those of this run are reported.
 */
export function desiredState(run: Run): DesiredState {
  const { checked, project, world, states, ownership, locate, clients } = run;
  const selected = new Set(run.selected.map(({ name }) => name));
  const documents = checked.all.filter(({ account }) => selected.has(account));
  const whole = desire({ documents, project, kinds: world.kinds, states, ownership, locate });
  const chosen = new Set(checked.documents.map(({ address }) => address));
  const desired = whole.desired.filter(({ address }) => chosen.has(address));
  const shown = whole.problems.filter(({ problem, isGeneral }) => isGeneral || chosen.has(problem.address ?? ""));
  return {
    desired,
    reachable: desired.filter(({ account }) => clients.has(account)),
    waiting: [],
    all: whole.desired,
    tombstones: whole.tombstones.filter(({ document }) => chosen.has(document.address)),
    problems: [...shown.map(({ problem }) => problem), ...whole.warnings],
    ids: whole.ids,
  };
}

/**
 * What the documents want by themselves, without memory or live state. `known` has ids of resources by their address,
 * for fields that name one; what a document says of its own id goes before it.
 */
export function declaredState(
  { kinds }: Pick<OfflineWorld, "kinds">,
  { documents, project }: Checked & { readonly project: Project },
  known: ReadonlyMap<string, string> = new Map(),
): readonly Desired[] {
  const states: States = new Map();
  const { locate } = locator();
  const ownership = ownershipOf(documents, states);
  return desire({ documents, project, kinds, states, ownership, locate, known }).desired;
}
