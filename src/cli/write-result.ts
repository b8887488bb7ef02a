import { resolve } from "node:path";
import { type Problem, problemIn } from "../model/problem.ts";
import type { Effects } from "./session.ts";

/** Writes a file that somebody asked for, whole, relative to the working directory; gives the problem when it cannot be written. */
export function writeResult({ files, io }: Effects, file: string, text: string): Problem | undefined {
  try {
    files.writeAtomic(resolve(io.workingDirectory, file), text);
    return undefined;
  } catch (error) {
    const problem = problemIn(error);
    if (problem !== undefined) return problem;
    const reason = (error as NodeJS.ErrnoException | null)?.code ?? "unknown";
    return { code: "report-not-written", severity: "error", class: "failure", args: { file, reason } };
  }
}
