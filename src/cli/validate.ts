import { check } from "../pipeline/check.ts";
import { exitOfProblems } from "../report/exit-code.ts";
import { page } from "../report/page.ts";
import type { Render } from "./results.ts";
import { type CommonFlags, type GuardedEffects, openSession } from "./session.ts";

/** `wxcards validate [PATH…]`: every problem of every document in one run, without any network. */
export async function validateCommand(
  effects: GuardedEffects,
  paths: readonly string[],
  flags: CommonFlags,
): Promise<number> {
  const session = await openSession(effects, flags);
  const selection = paths.length === 0 ? session.selection : { ...session.selection, paths };
  const { problems, documents } = await check(session.world, selection, "with-clock", "cache", "names");
  const result = { problems, kinds: session.world.kinds, documents: documents.length };
  const render: Render = (renderer, paint) => renderer.validation(result, paint);
  // The words of all problems, frames and colours are loaded only when there is something to say.
  if (problems.length === 0 && flags.format === "text") {
    session.write(page([session.notes.valid(documents.length)]));
    session.keep(render);
  } else await session.show(render);
  if (documents.length === 0 && problems.length === 0) session.note(session.notes.noDocuments);
  return exitOfProblems(problems);
}
