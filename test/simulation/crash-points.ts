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
  /** Whether the run that settles what the crash left is killed at every effect as well. */
  readonly again: boolean;
}

/** Every kind there is, what it names before it; one document each is made, or each is edited, while the run crashes. */
export async function sweep(examples: Examples, options: SweepOptions): Promise<Sweep> {
  const { live, listing, variant } = options;
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
  const crashed = async (happenings: Schedule["happenings"]): Promise<Result> => {
    const schedule: Schedule = { ...base, happenings };
    const result = await play(schedule, examples, { known });
    tally.cases += 1;
    tally.tested = added(tally.tested, result.tested);
    if (result.violations.length > 0) failures.push({ schedule, violations: result.violations });
    return result;
  };
  const [first] = whole.runs;
  // Where nothing is under way, landing or not is the same.
  const cannotLand = new Set<string>();
  for (const faults of [...everywhere(first?.effects, options), ...atEveryOperation(first?.operations, options)]) {
    const death = deathIn(faults);
    if (death !== undefined && cannotLand.has(death)) continue;
    const happenings = [...edits, { run: applying, faults }];
    const before = known.size;
    const { runs } = await crashed(happenings);
    if (death !== undefined && runs[0]?.mayLand === false) cannotLand.add(death);
    if (!options.again || known.size === before) continue;
    for (const second of everywhere(runs[1]?.effects, options))
      await crashed([...happenings, { run: recovering, faults: second }]);
  }
  return { ...tally, different: known.size, failures };
}

/** How and at which effect a process dies, whatever becomes of what is under way. */
function deathIn([fault]: readonly Fault[]): string | undefined {
  return fault !== undefined && "crash" in fault ? `${fault.crash} ${fault.effect}` : undefined;
}

/** Every error at every operation on files of a run. */
function atEveryOperation(operations = 0, { errors = [] }: SweepOptions): readonly (readonly Fault[])[] {
  return Array.from({ length: operations }, (_, index) => index + 1).flatMap((operation) =>
    errors.map((disk): readonly Fault[] => [{ disk, operation }]),
  );
}

/** A crash at every effect of a run: what is under way arrives, or does not. */
function everywhere(effects = 0, { crashes }: SweepOptions): readonly (readonly Fault[])[] {
  return crashes.flatMap((crash) =>
    Array.from({ length: effects }, (_, index) => index + 1).flatMap((effect) =>
      [false, true].map((lands): readonly Fault[] => [{ crash, effect, lands }]),
    ),
  );
}
