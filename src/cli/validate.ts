import type { Problem } from "../model/problem.ts";
import { check } from "../pipeline.ts";
import { exitOfProblems } from "../report/exit-code.ts";
import { type CommonFlags, type Effects, openSession, type Session } from "./session.ts";

/** `wxcards validate [PATH…]`: every problem of every document in one run, without any network. */
export async function validateCommand(effects: Effects, paths: readonly string[], flags: CommonFlags): Promise<number> {
  const session = openSession(effects, flags);
  const selection = paths.length === 0 ? session.selection : { ...session.selection, paths };
  const { problems, documents } = await check(session.world, selection, "with-clock");
  if (problems.length > 0 || flags.format !== "text") await printProblems(session, problems, flags);
  else session.print([`${documents.length} ${documents.length === 1 ? "document is" : "documents are"} valid.`]);
  if (documents.length === 0 && problems.length === 0)
    session.note("No document was found: `cards:` in the project file says where they live.");
  return exitOfProblems(problems);
}

/** Words, frames and colours are loaded only when there is something to say. */
async function printProblems(session: Session, problems: readonly Problem[], flags: CommonFlags): Promise<void> {
  const { validationReport } = await import("../report/validation.ts");
  session.write(validationReport(problems, flags.format, session.colour()));
}
