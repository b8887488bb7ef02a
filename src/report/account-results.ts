import { isAbout } from "../model/about.ts";
import type { ApplyReport } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import { exitCodes, exitOfApply } from "./exit-code.ts";

/** What became of one account of an apply, in a word, and the exit code it would have had alone. */
export interface AccountResult {
  readonly name: string;
  readonly result: "done" | "nothing" | "refused" | "stale" | "partial" | "unknown" | "held" | "not-allowed" | "failed";
  readonly exit: number;
}

const words: ReadonlyMap<number, AccountResult["result"]> = new Map([
  [exitCodes.refused, "refused"],
  [exitCodes.stale, "stale"],
  [exitCodes.partial, "partial"],
  [exitCodes.unknown, "unknown"],
  [exitCodes.held, "held"],
  [exitCodes.notAllowed, "not-allowed"],
]);

/** What became of each account of a plan that was carried out: accounts do not wait for each other. */
export function accountResults(report: ApplyReport, { accounts }: Pick<Plan, "accounts">): AccountResult[] {
  return accounts.map(({ name }) => {
    const isOwn = ({ address }: { readonly address: string }) => address.startsWith(`${name}/`);
    const outcomes = report.outcomes.filter(isOwn);
    const problems = report.problems.filter((problem) => isAbout(problem, name));
    const recovered = (report.recovered ?? []).filter(isOwn);
    const exit = exitOfApply({ outcomes, problems, recovered, interrupted: report.interrupted });
    const isDone = outcomes.some(({ status }) => status === "done");
    const well = isDone ? "done" : "nothing";
    return { name, result: exit === exitCodes.ok ? well : (words.get(exit) ?? "failed"), exit };
  });
}
