import { isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import type { Ended } from "./machine.ts";
import type { SimWorld } from "./world.ts";

/** A promise that was not kept. */
export interface Violation {
  readonly guarantee: string;
  readonly what: string;
}

/** In milliseconds of virtual time. */
const mostAfterSignal = 6_000;
const reading = /^(plan|status|validate)\b/;
const mostWithoutProgress = 620_000;

/** What one process has to keep, however it ended. */
export function checkRun(ended: Ended, { secrets }: Pick<SimWorld, "secrets">): readonly Violation[] {
  const { argv, code, stdout, stderr } = ended;
  const violations: Violation[] = ended.wrong.map((what) => ({ guarantee: guaranteeOf(what), what }));
  const wrong = (guarantee: string, what: string) => void violations.push({ guarantee, what: `${argv}: ${what}` });
  const said = stdout + stderr;
  for (const secret of secrets) if (said.includes(secret)) wrong("G23", "shows a secret");
  if (/a bug of its own|^ {4}at /m.test(said)) wrong("G19", `a bug of its own: ${said.slice(0, 400)}`);
  if (reading.test(argv) && ended.writes + ended.filesWritten > 0)
    wrong("G1", `${ended.writes} writes, ${ended.filesWritten} files written`);
  if (code === undefined) return violations;
  if (ended.afterSignalMs !== undefined && ended.afterSignalMs > mostAfterSignal)
    wrong("G11", `ends ${ended.afterSignalMs} ms after the signal`);
  if (ended.tookMs > mostWithoutProgress && ended.requests < 10) wrong("G30", `takes ${ended.tookMs / 1000} s`);
  if (ended.forgetful && code === 0) wrong("G12", "exit 0, and its memory could not be kept");
  if (argv.startsWith("apply") && argv.includes("--format json")) accounts(stdout, code, wrong);
  return violations;
}

function guaranteeOf(what: string): string {
  if (what.startsWith("asks")) return "G16";
  if (what.startsWith("creates")) return "G10";
  if (/^writes beside|^takes the lease/.test(what)) return "G13";
  return what.startsWith("writes") ? "G12" : "G30";
}

/** Every step has one outcome, and the exit code says the same. */
function accounts(stdout: string, code: number, wrong: (guarantee: string, what: string) => void): void {
  const report = parsed(stdout);
  if (report === undefined) {
    wrong("G7", `exit ${code} and no report: ${stdout.slice(0, 200)}`);
    return;
  }
  const { summary, outcomes = [] } = report;
  if (!isObject(summary) || !Array.isArray(outcomes)) return;
  const count = (name: string) => Number(summary[name]);
  const sum = count("done") + count("failed") + count("skipped") + count("unknown");
  if (sum !== count("planned") || outcomes.length !== sum)
    wrong("G7", `${sum} outcomes of ${count("planned")} steps, ${outcomes.length} shown`);
  if (count("unknown") > 0 && ![6, 130, 143].includes(code)) wrong("G7", `unknown outcomes, and exit ${code}`);
  if (code === 0 && count("failed") + count("unknown") > 0) wrong("G7", "exit 0, and not everything is done");
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
