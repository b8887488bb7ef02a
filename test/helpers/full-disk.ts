import type { RunFiles } from "../../src/cli/files.ts";
import type { FileTrouble } from "../../src/model/file-trouble.ts";

/** Files on a disk that is full from the nth write of a run on; making a journal that holds nothing yet is none. */
export function fullDisk(files: RunFiles, from = 1): RunFiles {
  let writes = 0;
  const full = (): FileTrouble | undefined => {
    writes += 1;
    return writes >= from ? { trouble: "failed", reason: "ENOSPC" } : undefined;
  };
  return {
    ...files,
    writeInside: (...args) => full() ?? files.writeInside(...args),
    appendInside: (root, path, at, text) =>
      (text.includes('"entries"') ? full() : undefined) ?? files.appendInside(root, path, at, text),
  };
}
