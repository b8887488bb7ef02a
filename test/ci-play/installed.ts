import { createHash } from "node:crypto";
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { bareEnvironment, type Ended, runWell } from "./shell.ts";

/** What installations said, by the folder that holds what each made. */
const said = new Map<string, Ended>();

/** Where a step runs, and where the packages of a play are kept: they are gone with it. */
export interface Installing {
  readonly workspace: string;
  readonly cache: string;
}

/**
 * Runs a step. Where it is the installation of the tool, and the same command has installed the same files in this play
 * already, what that left is copied: npm takes more than a second each time.
 */
export async function installing(
  { workspace, cache }: Installing,
  script: string,
  play: () => Promise<Ended>,
): Promise<Ended> {
  if (!/^npm ci [\w./ -]+$/.test(script.trim())) return play();
  const place = join(workspace, /--prefix (\S+)/.exec(script)?.[1] ?? ".", "node_modules");
  const kept = join(cache, await keyOf(workspace, script));
  const known = said.get(kept);
  if (known !== undefined) {
    cpSync(kept, place, { recursive: true, verbatimSymlinks: true });
    return known;
  }
  const ended = await play();
  if (ended.code !== 0 || !existsSync(place)) return ended;
  cpSync(place, kept, { recursive: true, verbatimSymlinks: true });
  said.set(kept, ended);
  return ended;
}

/** All files of the commit but those that npm has nothing to do with. */
async function keyOf(workspace: string, script: string): Promise<string> {
  const env = { ...bareEnvironment, HOME: "/nonexistent" };
  const listed = await runWell(["git", "ls-tree", "-r", "HEAD"], { folder: workspace, env });
  const files = listed.split("\n").filter((line) => !/\t(?:\S*\/)?(?:cards\/|\.github\/|wxcards\.)\S*$/.test(line));
  return createHash("sha256")
    .update([script, ...files].join("\n"))
    .digest("hex");
}
