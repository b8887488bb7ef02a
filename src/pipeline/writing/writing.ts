import { openProgress, type Progress } from "../../apply/progress.ts";
import type { Owners } from "../../apply/sending.ts";
import type { Locate } from "../../model/document.ts";
import type { FormContext } from "../../model/form.ts";
import type { KindEntry } from "../../model/kind.ts";
import { type Ownership, ownershipOf } from "../../model/ownership.ts";
import type { Plan } from "../../model/plan.ts";
import type { Project } from "../../model/project.ts";
import type { Desired, Live } from "../../model/resource.ts";
import type { Planned, World } from "../../model/world.ts";
import { observe } from "../../observe/observe.ts";
import { instantIso } from "../../schema/instant.ts";
import type { Keeper } from "../../state/keeper.ts";
import { locator } from "../../yaml/locate.ts";
import { type Listings, listings } from "../listings.ts";
import { openJournal, type RunJournal } from "./journal.ts";
import { openOwners } from "./owners.ts";

/**
 * Everything that the phases of carrying out a plan share. What changes on the way is in `progress`, `store` and
 * `journal`.
 */
export interface Writing {
  readonly world: World;
  readonly planned: Planned;
  readonly plan: Plan;
  readonly project: Project;
  readonly context: FormContext;
  /** The moment carrying out began, in milliseconds since 1970: agreement that counts then counts to the end. */
  readonly begun: number;
  readonly locate: Locate;
  /** The resources of the plan, by address. */
  readonly resources: ReadonlyMap<string, Desired>;
  readonly ownership: Ownership;
  readonly owners: Owners;
  readonly store: Keeper;
  readonly journal: RunJournal;
  readonly progress: Progress;
}

/** Opens the writing of a plan, with its memory. */
export function openWriting(world: World, planned: Planned, store: Keeper): Writing {
  const plan = planned.plan as Plan;
  const project = planned.checked.project as Project;
  const { states, live } = planned;
  const context = { timezone: project.timezone };
  const resources = new Map(planned.desired.map((desired) => [desired.address, desired]));
  const ownership = planned.ownership ?? ownershipOf(planned.checked.all, states);
  const now = () => instantIso(world.clock.now(), project.timezone);
  const journal = openJournal({
    store,
    states,
    live,
    context,
    now,
    ids: planned.ids,
    agreed: ({ address }) => agreedIn(plan, address),
    entryOf: (desired) => entryIn(world, desired),
  });
  const progress = openProgress(plan, world.kinds, world);
  const owners = openOwners(ownership, journal, planned.before);
  return {
    world,
    planned,
    plan,
    project,
    context,
    begun: world.clock.now(),
    resources,
    ownership,
    owners,
    store,
    journal,
    locate: locator().locate,
    progress,
  };
}

/** The resource of an address of the plan. */
export function resourceAt({ resources }: Writing, address: string): Desired {
  return resources.get(address) as Desired;
}

/** The kind of a resource with what was generated for it. */
export function entryIn({ kinds }: Pick<World, "kinds">, { kind }: Pick<Desired, "kind">): KindEntry {
  return kinds.get(kind) as KindEntry;
}

/** The moment, in ISO 8601 with offset. */
export function nowIn({ world, project }: Writing): string {
  return instantIso(world.clock.now(), project.timezone);
}

/**
 * Listings of now: those of the plan are older than what was written since. They are worth a look also after an
 * interruption, as long as there is time.
 */
export function freshListings({ world, project, planned }: Writing): Listings {
  return listings({ ...world, signal: world.graceSignal }, { concurrency: 1 }, project, planned.clients);
}

/** Reads a resource anew, also after an interruption: what was sent is worth a last look. */
export async function readAgain(writing: Writing, desired: Desired): Promise<Live> {
  const { world, planned, ownership } = writing;
  const { kinds, graceSignal } = world;
  const seen = await observe({
    desired: [desired],
    kinds,
    clients: planned.clients,
    concurrency: 10,
    signal: graceSignal,
    listed: freshListings(writing),
    objectWith: ownership.objectWith,
  });
  return seen.get(desired.address) as Live;
}

/** What was agreed to for a resource. */
export function agreedIn(plan: Plan, address: string): readonly string[] {
  return plan.consent.flatMap((consent) => (consent.given && consent.address === address ? [consent.what] : []));
}
