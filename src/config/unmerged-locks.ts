import { fileProblem, isTrouble } from "../model/file-trouble.ts";
import type { Files } from "../model/ports.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import { lockFile } from "./lock.ts";
import { mergeMark } from "./merge-marks.ts";
import { utf8Text } from "./utf8.ts";
import { ownFileLimits } from "./yaml-limits.ts";

/**
 * Lock files that hold an unfinished merge, or cannot be read at all: told also where nothing else is asked of them.
 */
export function unmergedLocks(files: Files, project: Project): Problem[] {
  return project.accounts.flatMap((account): Problem[] => {
    if (account.sandbox) return [];
    const file = lockFile(account);
    const bytes = files.readInside(project.root, file, ownFileLimits.bytes);
    if (bytes === undefined) return [];
    if (isTrouble(bytes)) return [fileProblem(file, bytes)];
    // What is no text is told where the file is read.
    const text = utf8Text(bytes) ?? "";
    const at = mergeMark(text);
    return at === undefined ? [] : [unmergedLock(file, text, at)];
  });
}

function unmergedLock(file: string, text: string, at: number): Problem {
  const line = text.slice(0, at).split("\n").length;
  return problem("lock-conflict", { file }, { place: { file, line, column: 1 } });
}
