import { unwritten } from "../model/file-trouble.ts";
import type { Problem } from "../model/problem.ts";
import { writeNamed } from "./named.ts";
import type { Effects } from "./session.ts";

/**
 * Writes a file that somebody asked for, whole, relative to the working directory; gives the problem when it cannot be
 * written.
 */
export async function writeResult(effects: Effects, file: string, text: string): Promise<Problem | undefined> {
  const trouble = await writeNamed(effects, file, text);
  return trouble && unwritten("report-not-written", file, trouble);
}
