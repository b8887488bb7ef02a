import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from "diff";
import type { PulledFile } from "../model/pull.ts";
import { harmless } from "./harmless.ts";

/**
 * The changes of files as one unified diff, byte for byte as `git apply -p1` takes it: it is the only result that is
 * printed as it is.
 */
export function patchText(files: readonly PulledFile[]): string {
  return files
    .map(({ file, before, after }) => {
      const patch = structuredPatch(`a/${file}`, `b/${file}`, before, after, "", "", { context: 3 });
      return formatPatch(patch, FILE_HEADERS_ONLY);
    })
    .join("");
}

/**
 * True for a diff of a file in which nothing commands a terminal or a CI runner: a sign stands before each of its lines,
 * or a blank, which some runners take away.
 */
export function isHarmlessPatch(patch: string): boolean {
  return patch.split("\n").every((line) => {
    if (/^(?:---|\+\+\+) /.test(line)) return harmless(line.slice(3)) === line.slice(3);
    const own = line.replace(/\r$/, "").replace(/^[ +-]/, "");
    // A mark between documents only folds a log.
    const shown = line.startsWith(" ") ? own.trimStart().replace(/^(?:-{3}|\+{3}|~{3}|\^{3})/, "") : `x${own}`;
    return harmless(shown) === shown;
  });
}
