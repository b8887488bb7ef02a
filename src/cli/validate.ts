import { unmergedLocks } from "../config/unmerged-locks.ts";
import { check } from "../pipeline/check.ts";
import { exitOfProblems } from "../report/exit-code.ts";
import type { Paint } from "../report/paint.ts";
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
  const render = async (format: Format, colour: () => boolean): Promise<{ text: string; paint?: Paint }> => {
    if (problems.length === 0 && format === "text") return { text: valid };
    const { validationReport } = await import("../report/validation.ts");
    const own = (await import("../report/paint.ts")).paint(format === "text" && colour());
    return { text: validationReport(problems, format, own), paint: own };
  };
  const { text, paint } = await render(flags.format, session.colour);
  session.write(text, paint);
  effects.results.add(async (format) => (await render(format, () => false)).text);
  if (documents.length === 0 && problems.length === 0)
    session.note("No document was found: `cards:` in the project file says where they live.");
  return exitOfProblems(problems);
}
