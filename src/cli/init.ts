import { documentFiles } from "../config/document-files.ts";
import { onlyPlace } from "../config/document-place.ts";
import { unwritten } from "../model/file-trouble.ts";
import { allExpected, type Problem } from "../model/problem.ts";
import { sandboxAccountName } from "../model/project.ts";
import { check } from "../pipeline/check.ts";
import { page } from "../report/page.ts";
import { type GuardedEffects, openSession } from "./session.ts";
import { starterFiles } from "./starter.ts";

/**
 * `wxcards init`: a starter project in the working directory. Its card is for the embedded platform, so the first plan needs nothing and reaches nobody.
 * Never overwrites: files that are there stay as they are. Where a project file is there, its `cards:` says where the card goes.
 */
export async function initCommand(effects: GuardedEffects): Promise<number> {
  const { files, io } = effects;
  const written: string[] = [];
  const problems: Problem[] = [];
  for (const [path, text] of Object.entries(starterFiles)) {
    // By now there is a project file.
    const place = path === starterCard ? await cardPlace(effects) : path;
    if (place === undefined) {
      io.stderr("no card is written: `cards:` in wxcards.yaml does not say where a new document goes\n");
      continue;
    }
    if (files.kindInside(io.workingDirectory, place) !== undefined) {
      io.stderr(page([`${place} is there already and stays as it is`]));
      continue;
    }
    const trouble = files.writeInside(io.workingDirectory, place, text);
    if (trouble === undefined) written.push(place);
    else problems.push(unwritten("file-not-written", place, trouble));
  }
  io.stdout(page(written.length === 0 ? ["nothing to write"] : written.map((path) => `wrote ${path}`)));
  if (problems.length > 0) throw allExpected(problems);
  io.stderr("Next: wxcards plan, then wxcards apply. The card is on the embedded platform; nothing reaches Weixin.\n");
  return 0;
}

const starterCard = "cards/first.yaml";

/** Where the card goes by the project file that is there; the file that has its name already, where there is one. */
async function cardPlace(effects: GuardedEffects): Promise<string | undefined> {
  const flags = { format: "text", concurrency: 1, color: false, project: "wxcards.yaml" } as const;
  const { world, selection } = openSession(effects, flags);
  const { project } = await check(world, { ...selection, paths: [] }, "without-clock");
  if (project === undefined) return undefined;
  const documents = await documentFiles(effects.files, project);
  const place = onlyPlace({ project, documents }, sandboxAccountName, "first");
  return "code" in place ? undefined : place.file;
}
