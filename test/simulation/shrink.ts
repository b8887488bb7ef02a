import type { Examples } from "./documents.ts";
import type { Violation } from "./guarantees.ts";
import { type Happening, play, type Schedule } from "./schedule.ts";

/** So many simulations are played for one failure at most. */
const mostTries = 400;

/** The shortest schedule that breaks the same promise: whatever can be left out is left out. */
export async function shrunk(schedule: Schedule, violation: Violation, examples: Examples): Promise<Schedule> {
  let best = schedule;
  let tries = 0;
  for (let again = true; again; ) {
    again = false;
    for (const candidate of simpler(best)) {
      if (tries >= mostTries) return best;
      tries += 1;
      const { violations } = await play(candidate, examples).catch(() => ({ violations: [] }));
      if (!violations.some((other) => likeness(other) === likeness(violation))) continue;
      best = candidate;
      again = true;
      break;
    }
  }
  return best;
}

/** What two violations share that come from the same mistake: values differ from schedule to schedule. */
function likeness({ guarantee, what }: Violation): string {
  return `${guarantee} ${what.replace(/\d+|\p{Script=Han}+|[\w-]{20,}/gu, "").slice(0, 60)}`;
}

/** The same schedule with one thing less, the largest things first. */
function* simpler(schedule: Schedule): Generator<Schedule> {
  const { happenings, documents } = schedule;
  for (const index of happenings.keys()) yield { ...schedule, happenings: happenings.toSpliced(index, 1) };
  for (const [index, happening] of happenings.entries())
    for (const less of lessOf(happening)) yield { ...schedule, happenings: happenings.toSpliced(index, 1, less) };
  for (const index of documents.keys()) yield { ...schedule, documents: documents.toSpliced(index, 1) };
  for (const index of schedule.foreign.keys()) yield { ...schedule, foreign: schedule.foreign.toSpliced(index, 1) };
  if (Object.keys(schedule.behaviours).length > 0) yield { ...schedule, behaviours: {} };
  for (const key of Object.keys(schedule.behaviours)) {
    const { [key as keyof typeof schedule.behaviours]: _, ...behaviours } = schedule.behaviours;
    yield { ...schedule, behaviours };
  }
  if (schedule.listingsLate > 0) yield { ...schedule, listingsLate: 0 };
  if (schedule.live) yield { ...schedule, live: false };
}

function* lessOf(happening: Happening): Generator<Happening> {
  if ("together" in happening) for (const one of happening.together) yield one;
  if ("clones" in happening) {
    const { clones } = happening;
    for (const index of clones.keys()) if (clones.length > 1) yield { clones: clones.toSpliced(index, 1) };
    for (const [index, one] of clones.entries())
      for (const fault of one.faults.keys())
        yield { clones: clones.with(index, { ...one, faults: one.faults.toSpliced(fault, 1) }) };
  }
  if (!("run" in happening)) return;
  for (const index of happening.faults.keys()) yield { ...happening, faults: happening.faults.toSpliced(index, 1) };
}
