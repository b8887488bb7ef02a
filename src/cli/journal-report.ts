import type { Problem } from "../model/problem.ts";
import { openMemory } from "../pipeline/memory/open.ts";
import { graver } from "../report/exit-code.ts";
import { rendererOf } from "../report/formats/registry.ts";
import { paint } from "../report/paint.ts";
import { journalsText } from "../state/journal-file.ts";
import type { JournalFile } from "./report-flag.ts";
import { type CommonFlags, type GuardedEffects, openSession } from "./session.ts";
import { writeResult } from "./write-result.ts";

/** Where a journal goes at the end of an apply. */
export interface JournalReport {
  readonly files: readonly JournalFile[];
  readonly flags: CommonFlags;
  /** How the run ends otherwise. */
  readonly code: number;
}

/**
 * Writes what is still in the journals of this machine to the files of `--report journal=FILE`, and gives the exit code of
 * the run: what could not be brought into the state leaves a runner that is thrown away with them. Where nothing waits,
 * no file is written.
 */
export async function keepJournal(effects: GuardedEffects, { files, flags, code }: JournalReport): Promise<number> {
  const session = await openSession(effects, flags);
  const opened = await openMemory(session.world, session.selection, "without-documents");
  if (!("access" in opened)) return code;
  const text = journalsText(effects.files, opened.accounts, (account) => opened.access.storeOf(account).journals);
  if (text === "") return code;
  const problems: Problem[] = [];
  for (const { file } of files) {
    const unwritten = await writeResult(effects, file, text);
    if (unwritten === undefined) session.note(session.notes.journalKept(file));
    else problems.push(unwritten);
  }
  if (problems.length === 0) return code;
  effects.io.stderr(
    (await rendererOf("text", await session.language())).validation(
      { problems, kinds: session.world.kinds },
      paint(false),
    ),
  );
  return graver(code, problems);
}
