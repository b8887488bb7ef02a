import { byText } from "../model/json.ts";
import type { Problem } from "../model/problem.ts";

/**
 * Problems in the order of files and lines; those without a place come last. A mistake in one line of a document of
 * several accounts is reported once.
 */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return sorted(problems).filter((problem) => {
    const { place } = problem;
    if (place === undefined || problem.class !== "document") return true;
    const key = `${problem.code} ${place.file} ${place.line} ${place.column} ${JSON.stringify(problem.args)}`;
    const first = !seen.has(key);
    seen.add(key);
    return first;
  });
}

function sorted(problems: readonly Problem[]): Problem[] {
  const key = (problem: Problem) => `${problem.place === undefined ? 1 : 0} ${problem.place?.file ?? ""}`;
  return [...problems].sort(
    (a, b) =>
      byText(key(a), key(b)) ||
      (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
      (a.place?.column ?? 0) - (b.place?.column ?? 0) ||
      byText(a.address ?? "", b.address ?? "") ||
      byText(a.code, b.code),
  );
}
