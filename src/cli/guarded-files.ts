import { relative } from "node:path";
import type { FileTrouble } from "../model/file-trouble.ts";
import type { RunFiles } from "./files.ts";
import type { Redactor } from "./redact.ts";

/**
 * Files of a run into which no secret gets: what shows one, in its text or its name, is not written, and that is trouble with the file.
 *
 * Refused and not cleaned, because a plan, a document, a lock file or a state means something else with other words in it. Reports, which people read, arrive here
 * cleaned. Every file of a run is written through this port, so that no command can forget it.
 */
export function guardedFiles(files: RunFiles, net: Redactor, workingDirectory: string): RunFiles {
  const refusal = (name: string, text: string): FileTrouble | undefined => {
    const shown = net.shownIn(`${name}\n${text}`);
    if (shown.length === 0) return undefined;
    return { trouble: "secret", variables: shown.filter((variable) => variable !== null) };
  };
  return {
    ...files,
    writeInside: (root, path, text) => refusal(path, text) ?? files.writeInside(root, path, text),
    createInside: (root, path, text) => refusal(path, text) ?? files.createInside(root, path, text),
    writeNamed: (path, text) => refusal(relative(workingDirectory, path), text) ?? files.writeNamed(path, text),
  };
}
