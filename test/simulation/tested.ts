import type { Ended, Fault } from "./machine.ts";
import type { Schedule } from "./schedule.ts";

/** How often each guarantee was put to the test, by its name. */
export type Tested = Readonly<Record<string, number>>;

/** What the runs of a schedule have put to the test: faults that lay behind the end of a process do not count. */
export function testedBy(
  { happenings }: Schedule,
  runs: readonly Ended[],
  { remembers, foreign }: { readonly remembers: boolean; readonly foreign: number },
): Tested {
  const count = (is: (run: Ended) => boolean): number => runs.filter(is).length;
  const hits = (is: (fault: Fault) => boolean): number =>
    runs.reduce((sum, run) => sum + run.faults.filter((fault) => hasHit(run, fault) && is(fault)).length, 0);
  const net = (pattern: RegExp) => hits((fault) => "net" in fault && pattern.test(fault.net));
  const killed = count(({ code }) => code === undefined);
  return {
    G1: count(({ argv }) => /^(plan|status|validate)/.test(argv)),
    G5: foreign,
    G7: count(({ argv, code }) => argv.startsWith("apply") && code !== undefined),
    G9: killed,
    G11: count(({ afterSignalMs, code }) => afterSignalMs !== undefined && code !== undefined),
    G12: hits((fault) => "disk" in fault),
    G14: net(/^(reset|silent|502)|after$/),
    G15: remembers && happenings.length > 0 ? 1 : 0,
    G16: net(/^(429|slow)/),
    G17: net(/^silent/),
    G19: net(/^(html|cut|empty|types)/),
    G23: runs.length,
    G29: killed > 0 ? 1 : 0,
    G30: runs.length,
  };
}

/** Both counted together. */
export function added(one: Tested, other: Tested): Tested {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries([...names].map((name) => [name, (one[name] ?? 0) + (other[name] ?? 0)]));
}

function hasHit({ requests, operations, effects, code }: Ended, fault: Fault): boolean {
  if ("net" in fault) return fault.request <= requests;
  if ("disk" in fault) return fault.operation <= operations;
  if ("crash" in fault) return code === undefined;
  return fault.effect <= effects;
}
