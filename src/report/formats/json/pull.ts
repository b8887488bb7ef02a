import { problemWords } from "../../problem-words.ts";
import type { PullResult } from "../../renderer.ts";
import { problemsJson } from "./problems.ts";
import { resultJson } from "./result.ts";

/** The values that now stand in documents, those that were left and why, and what went wrong. */
export function pullJson({ report: { pulled, left, problems }, kinds }: PullResult): string {
  return resultJson("pull", {
    pulled: pulled.map(({ address, file, line, path, before, after }) => ({
      address,
      file,
      line,
      path,
      before,
      after,
    })),
    left: left.map((problem) => {
      const { address = "", path = "", code } = problem;
      return { address, path, code, message: problemWords(problem, kinds).message };
    }),
    problems: problemsJson(problems, kinds),
  });
}
