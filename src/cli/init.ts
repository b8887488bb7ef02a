import { join } from "node:path";
import type { GuardedEffects } from "./session.ts";
import { starterFiles } from "./starter.ts";

/**
 * `wxcards init`: a starter project in the working directory. Its card is for the embedded platform, so the first plan needs nothing and reaches nobody.
 * Never overwrites: files that are there stay as they are.
 */
export async function initCommand(effects: GuardedEffects): Promise<number> {
  const { files, io } = effects;
  const written: string[] = [];
  for (const [path, text] of Object.entries(starterFiles)) {
    const absolute = join(io.workingDirectory, path);
    if (files.exists(absolute)) {
      io.stderr(`${path} is there already and stays as it is\n`);
      continue;
    }
    files.writeAtomic(absolute, text);
    written.push(path);
  }
  io.stdout(`${written.map((path) => `wrote ${path}`).join("\n")}${written.length === 0 ? "nothing to write" : ""}\n`);
  io.stderr("Next: wxcards plan, then wxcards apply. The card is on the embedded platform; nothing reaches Weixin.\n");
  return 0;
}
