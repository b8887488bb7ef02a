import type { Examples } from "./documents.ts";
import { kindNames } from "./documents.ts";
import type { Violation } from "./guarantees.ts";
import { applying, play, type Schedule, withNamed } from "./schedule.ts";
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
    listingsLate: 0,
    happenings: [...edits, { run: applying, faults: [] }],
  };
  const whole = await play(base, examples);
  const failures: Failure[] = whole.violations.length > 0 ? [{ schedule: base, violations: whole.violations }] : [];
  const effects = whole.runs[0]?.effects ?? 0;
  const known = new Set<string>();
  let { tested } = whole;
  let cases = 0;
  for (const crash of options.crashes)
    for (let effect = 1; effect <= effects; effect += 1)
      for (const lands of [false, true]) {
        cases += 1;
        const faults = [{ crash, effect, lands }] as const;
        const schedule: Schedule = { ...base, happenings: [...edits, { run: applying, faults }] };
        const { violations, tested: more } = await play(schedule, examples, { known });
        tested = added(tested, more);
        if (violations.length > 0) failures.push({ schedule, violations });
      }
  return { cases, different: known.size, tested, failures };
}
