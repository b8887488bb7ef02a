import type { DiskError } from "./disk.ts";
import type { Examples } from "./documents.ts";
import { kindNames } from "./documents.ts";
import type { Violation } from "./guarantees.ts";
import type { Fault } from "./machine.ts";
import { applying, play, type Result, recovering, type Schedule, withNamed } from "./schedule.ts";
import { added, type Tested } from "./tested.ts";

/** A schedule whose violations are to be looked at. */
export interface Failure {
  readonly schedule: Schedule;
  readonly violations: readonly Violation[];
}

/** What a sweep over crash points found. */
export interface Sweep {
  readonly cases: number;
  /** Crashes that left something else behind than any before. */
  readonly different: number;
  readonly tested: Tested;
  readonly failures: readonly Failure[];
}

/** What is swept. */
export interface SweepOptions {
  readonly live: boolean;
  readonly listing: "with-ids" | "without-ids";
  readonly variant: number;
  readonly crashes: readonly ("kill" | "power")[];
  /** Errors of the disk at every operation on files, instead of crashes. */
  readonly errors?: readonly DiskError[];
  /** Whether another machine goes on, which has the state and no journal. */
  readonly elsewhere?: boolean;
  /** Whether the run that settles what the crash left is killed at every effect as well. */
  readonly again: boolean;
}

/** Every kind there is, what it names before it; one document each is made, or each is edited, while the run crashes. */
export async function sweep(examples: Examples, options: SweepOptions): Promise<Sweep> {
  const { live, listing, variant, crashes, again, elsewhere = false } = options;
  const documents = withNamed(kindNames).map((kind) => ({ kind, variant }));
  const edits = live ? documents.map((_, edit) => ({ edit, draw: edit + variant })) : [];
  const base: Schedule = {
    seed: 1,
    documents,
    foreign: [],
    live,
    behaviours: { payGift: { listing } },
    listingsLate: 20,
    happenings: [...edits, { run: applying, faults: [] }],
  };
  const whole = await play(base, examples);
  const failures: Failure[] = whole.violations.length > 0 ? [{ schedule: base, violations: whole.violations }] : [];
  const known = new Set<string>();
  const tally = { cases: 0, tested: whole.tested };
  const crashed = async (happenings: Schedule["happenings"]): Promise<Result & { readonly isNew: boolean }> => {
    const schedule: Schedule = { ...base, happenings: [...edits, ...happenings] };
    const before = known.size;
    const result = await play(schedule, examples, { known });
    tally.cases += 1;
    tally.tested = added(tally.tested, result.tested);
    if (result.violations.length > 0) failures.push({ schedule, violations: result.violations });
    return { ...result, isNew: known.size > before };
  };
  const moved: Schedule["happenings"] = elsewhere ? [{ clone: "with-memory" }] : [];
  /** A run dies at one effect in every way that leaves something of its own; gives how it went. */
  const dying = async (former: Schedule["happenings"], run: string, effect: number): Promise<Death[]> => {
    const dies = async (crash: "kill" | "power", lands: boolean): Promise<Death> => {
      const happenings = [...former, { run, faults: [{ crash, effect, lands }] }, ...moved];
      return { happenings, ...(await crashed(happenings)) };
    };
    const first = await dies("kill", false);
    const { mayLand = false, mayTear = false } = first.runs[former.length] ?? {};
    const fates = mayLand ? [false, true] : [false];
    const others = fates.slice(1).map((lands) => ["kill", lands] as const);
    const powerless = fates.map((lands) => ["power", lands] as const);
    const deaths = [first];
    for (const [crash, lands] of [...others, ...(mayTear && crashes.includes("power") ? powerless : [])])
      deaths.push(await dies(crash, lands));
    return deaths;
  };
  const [first] = whole.runs;
  const seconds: Death[] = [];
  for (const effect of crashes.length === 0 ? [] : upTo(first?.effects)) {
    const deaths = await dying([], applying, effect);
    seconds.push(...deaths.filter(({ isNew }) => again && isNew));
  }
  // The run that settles a crash does not meet it again at effects between which nothing has changed.
  for (const { happenings, runs } of seconds)
    for (const effect of runs[1]?.turns ?? []) await dying(happenings, recovering, effect);
  for (const faults of atEveryOperation(first?.operations, options)) await crashed([{ run: applying, faults }]);
  return { ...tally, different: known.size, failures };
}

/** One run that died, with what led to it and what became of it. */
type Death = Result & { readonly happenings: Schedule["happenings"]; readonly isNew: boolean };

/** Every error at every operation on files of a run. */
function atEveryOperation(operations = 0, { errors = [] }: SweepOptions): readonly (readonly Fault[])[] {
  return upTo(operations).flatMap((operation) => errors.map((disk): readonly Fault[] => [{ disk, operation }]));
}

/** The numbers of all effects of a run. */
function upTo(effects = 0): readonly number[] {
  return Array.from({ length: effects }, (_, index) => index + 1);
}
