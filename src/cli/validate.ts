import { check } from "../pipeline.ts";
import { exitOfProblems } from "../report/exit-code.ts";
import { validationJson } from "../report/json.ts";
import { validationMarkdown } from "../report/plan-markdown.ts";
import { problemCount, problemsText } from "../report/problem-text.ts";
import { type CommonFlags, type Effects, openSession } from "./session.ts";

/** `wxcards validate [PATH…]`: every problem of every document in one run, without any network. */
export async function validateCommand(effects: Effects, paths: readonly string[], flags: CommonFlags): Promise<number> {
  const session = openSession(effects, flags, false);
  const selection = paths.length === 0 ? session.selection : { ...session.selection, paths };
  const { problems, documents } = await check(session.world, selection, "with-clock");
  if (flags.format === "json") session.write(validationJson(problems));
  else if (flags.format === "markdown") session.write(validationMarkdown(problems));
  else if (problems.length > 0) session.print([...problemsText(problems, session.paint), "", problemCount(problems)]);
  else session.print([`${documents.length} ${documents.length === 1 ? "document is" : "documents are"} valid.`]);
  if (documents.length === 0 && problems.length === 0)
    session.note("No document was found: `cards:` in the project file says where they live.");
  return exitOfProblems(problems);
}
