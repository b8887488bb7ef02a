import { unmergedLocks } from "../config/unmerged-locks.ts";
import { check } from "../pipeline.ts";
import { exitOfProblems } from "../report/exit-code.ts";
import type { Format } from "./report-flag.ts";
import { type CommonFlags, type GuardedEffects, openSession } from "./session.ts";

/** `wxcards validate [PATH…]`: every problem of every document in one run, without any network. */
export async function validateCommand(
  effects: GuardedEffects,
  paths: readonly string[],
  flags: CommonFlags,
): Promise<number> {
  const session = openSession(effects, flags);
  const selection = paths.length === 0 ? session.selection : { ...session.selection, paths };
  const { problems: found, documents, project } = await check(session.world, selection, "with-clock");
  // Of lock files nothing is asked here but whether a merge was left unfinished.
  const unmerged = project === undefined || paths.length > 0 ? [] : unmergedLocks(effects.files, project);
  const problems = [...found, ...unmerged];
  const valid = `${documents.length} ${documents.length === 1 ? "document is" : "documents are"} valid.\n`;
  /** Words, frames and colours are loaded only when there is something to say. */
  const render = async (format: Format, colour: () => boolean): Promise<string> => {
    if (problems.length === 0 && format === "text") return valid;
    const { validationReport } = await import("../report/validation.ts");
    return validationReport(problems, format, colour());
  };
  session.write(await render(flags.format, session.colour));
  effects.results.add((format) => render(format, () => false));
  if (documents.length === 0 && problems.length === 0)
    session.note("No document was found: `cards:` in the project file says where they live.");
  return exitOfProblems(problems);
}
