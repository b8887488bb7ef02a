/*
 * Guards of cost. What is bounded is time of the processor, in milliseconds of the machine where the bounds were
 * chosen: work that takes long is scaled by a piece of known work, timed in the same process right after it, so that a
 * slow or a busy machine makes no test fail. No wall clock is read.
 */

/** What `knownWork` takes on that machine, in milliseconds of the processor. */
const referenceMs = 15;

/** Below this no bound is near, and nothing is scaled. */
const negligibleMs = 200;

/** Work of the sort that readers and printers of text do. Self-contained, since child processes run its source. */
function knownWork(): number {
  let sum = 0;
  for (let round = 0; round < 25; round += 1) {
    const text = JSON.stringify(Array.from({ length: 1_000 }, (_, at) => ({ at, text: `${at} 金卡` })));
    sum += (JSON.parse(text) as unknown[]).length + text.replace(/\d+/g, "#").length;
  }
  return sum;
}

/**
 * Milliseconds of the processor that this process has used since a reading of `process.cpuUsage`. Self-contained, as
 * above.
 */
function usedMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

/**
 * Used milliseconds as the reference machine would count them: never more than were used. Self-contained but for the
 * two above.
 */
function scaledMs(used: number, reference: number, negligible: number): number {
  if (used < negligible) return used;
  let slowness = 1;
  // The first rounds count the compiler, and any may meet a quiet moment: the slowest counts.
  for (let round = 0; round < 4; round += 1) {
    const begun = process.cpuUsage();
    knownWork();
    if (round > 0) slowness = Math.max(slowness, usedMs(begun) / reference);
  }
  return used / slowness;
}

/** What a piece of work costs, in milliseconds of the reference machine. */
export function costOf(work: () => void): number {
  const begun = process.cpuUsage();
  work();
  return scaledMs(usedMs(begun), referenceMs, negligibleMs);
}

/** The same for work that is waited for, with its result; what else the process does meanwhile counts as well. */
export async function withCost<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly costMs: number }> {
  const begun = process.cpuUsage();
  const value = await work();
  return { value, costMs: scaledMs(usedMs(begun), referenceMs, negligibleMs) };
}

/**
 * The source of a CommonJS module that child processes load first (`node -r`): when the process ends, it writes what
 * the process has cost, in milliseconds of the reference machine, to the file that `METER` names.
 */
export const meterSource = `
  ${knownWork}
  ${usedMs}
  ${scaledMs}
  process.on("exit", () => {
    const cost = scaledMs(usedMs(), ${referenceMs}, ${negligibleMs});
    require("node:fs").writeFileSync(process.env.METER, String(cost));
  });
`;
