import { join } from "node:path";
import { documentFiles } from "../config/document-files.ts";
import { onlyPlace } from "../config/document-place.ts";
import type { Files } from "../model/ports.ts";
import { sandboxAccountName } from "../model/project.ts";
import { check } from "../pipeline.ts";
import { type GuardedEffects, openSession } from "./session.ts";
import { starterCard, starterFiles } from "./starter.ts";

/**
 * `wxcards init`: a starter project in the working directory. Its card is for the embedded platform, so the first plan needs nothing and reaches nobody.
 * Never overwrites: files that are there stay as they are. Where a project file is there, its `cards:` says where the card goes.
 */
export async function initCommand(effects: GuardedEffects): Promise<number> {
  const { files, io } = effects;
  const written: string[] = [];
  const put = (path: string, text: string): void => {
    if (isThere(files, io.workingDirectory, path)) {
      io.stderr(`${path} is there already and stays as it is\n`);
      return;
    }
    files.writeAtomic(join(io.workingDirectory, path), text);
    written.push(path);
  };
  const { "wxcards.yaml": projectFile = "", ...others } = starterFiles;
  put("wxcards.yaml", projectFile);
  const card = await cardFile(effects);
  if (card === undefined)
    io.stderr("no card is written: `cards:` in wxcards.yaml does not say where a new document goes\n");
  else if (card.taken) io.stderr(`${card.file} is there already and stays as it is\n`);
  else put(card.file, starterCard);
  for (const [path, text] of Object.entries(others)) put(path, text);
  io.stdout(`${written.map((path) => `wrote ${path}`).join("\n")}${written.length === 0 ? "nothing to write" : ""}\n`);
  io.stderr("Next: wxcards plan, then wxcards apply. The card is on the embedded platform; nothing reaches Weixin.\n");
  return 0;
}

/** Where the card goes by the project file that is there now. */
async function cardFile(effects: GuardedEffects): Promise<{ file: string; taken: boolean } | undefined> {
  const { files } = effects;
  const flags = { format: "text", concurrency: 1, color: false, project: "wxcards.yaml" } as const;
  const { world, selection } = openSession(effects, flags);
  const { project } = await check(world, { ...selection, paths: [] }, "without-clock");
  if (project === undefined) return undefined;
  const place = onlyPlace(
    { files, project, documents: await documentFiles(files, project) },
    sandboxAccountName,
    "first",
  );
  return "code" in place ? undefined : place;
}

function isThere(files: Files, folder: string, path: string): boolean {
  return files.exists(join(folder, path));
}
