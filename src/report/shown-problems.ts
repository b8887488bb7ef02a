import { defined } from "../model/defined.ts";
import { type Problem, problem } from "../model/problem.ts";

/** More problems of one file nobody reads at once: the first ones are mended, and the file is looked at again. */
const mostOfFile = 100;

/**
 * The problems that are printed: at most 100 of a file, errors before warnings, in the order they come in; behind the
 * last of them a problem that counts the others. Counts and exit codes are never made from these.
 */
export function shownProblems(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= mostOfFile) return problems;
  const files = new Map<string, Problem[]>();
  for (const problem of problems) {
    const file = problem.place?.file;
    if (file === undefined) continue;
    const others = files.get(file);
    if (others === undefined) files.set(file, [problem]);
    else others.push(problem);
  }
  const leftOut = new Set<Problem>();
  const counted = new Map<Problem, Problem>();
  for (const own of files.values()) {
    if (own.length <= mostOfFile) continue;
    const ranked = [...own.filter(isError), ...own.filter((problem) => !isError(problem))];
    const rest = ranked.slice(mostOfFile);
    for (const problem of rest) leftOut.add(problem);
    const last = own.findLast((problem) => !leftOut.has(problem));
    if (last !== undefined) counted.set(last, others(rest));
  }
  return problems.flatMap((problem) => {
    if (leftOut.has(problem)) return [];
    const more = counted.get(problem);
    return more === undefined ? [problem] : [problem, more];
  });
}

/** What stands for problems that are not printed, at the place of the first. */
function others(rest: readonly Problem[]): Problem {
  const errors = rest.filter(isError).length;
  const first = rest[0]?.place;
  return problem(
    "more-problems",
    { errors, warnings: rest.length - errors },
    {
      severity: errors > 0 ? "error" : "warning",
      ...defined({
        place: first === undefined ? undefined : { file: first.file, line: first.line, column: first.column },
      }),
    },
  );
}

function isError({ severity }: Problem): boolean {
  return severity === "error";
}
