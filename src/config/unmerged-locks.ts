import type { Files } from "../model/ports.ts";
import type { Problem } from "../model/problem.ts";
import type { Project } from "../model/project.ts";
import { lockPath } from "./lock.ts";
import { mergeMark } from "./merge-marks.ts";

/** Lock files that hold an unfinished merge: told also where nothing else is asked of them. */
export function unmergedLocks(files: Files, project: Project): Problem[] {
  return project.accounts.flatMap((account): Problem[] => {
    if (account.sandbox) return [];
    const path = lockPath(project, account);
    const bytes = files.read(path);
    const text = bytes === undefined ? "" : new TextDecoder().decode(bytes);
    const at = mergeMark(text);
    return at === undefined ? [] : [unmergedLock(path.slice(project.root.length + 1).replaceAll("\\", "/"), text, at)];
  });
}

function unmergedLock(file: string, text: string, at: number): Problem {
  const line = text.slice(0, at).split("\n").length;
  return {
    code: "lock-conflict",
    severity: "error",
    class: "document",
    args: { file },
    place: { file, line, column: 1 },
  };
}
