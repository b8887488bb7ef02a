import { relative } from "node:path";
import type { MarkFiles } from "../model/ports.ts";
import { expected } from "../model/problem.ts";
import type { Redactor } from "./redact.ts";

/**
 * Files of a run into which no secret gets: what shows one, in its text or its name, is not written, and that is an expected failure.
 *
 * Refused and not cleaned, because a plan, a document, a lock file or a state means something else with other words in it. Reports, which people read, arrive here
 * cleaned. Every file of a run is written through this port, so that no command can forget it.
 */
export function guardedFiles<Port extends MarkFiles>(files: Port, net: Redactor, workingDirectory: string): Port {
  const check = (path: string, text: string): void => {
    const name = relative(workingDirectory, path).replaceAll("\\", "/");
    const shown = net.shownIn(`${name}\n${text}`);
    if (shown.length === 0) return;
    const variables = shown.filter((variable) => variable !== null);
    const args = { file: net.clean(name), variables };
    throw expected({ code: "secret-in-output", severity: "error", class: "failure", args });
  };
  return {
    ...files,
    writeAtomic: (path, text) => {
      check(path, text);
      files.writeAtomic(path, text);
    },
    create: (path, text) => {
      check(path, text);
      return files.create(path, text);
    },
  };
}
