import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bareEnvironment, type Ended, runWell } from "./shell.ts";

/** What `npm ci` made, by all that it can look at: the packages of one commit are the same in every job. */
const made = new Map<string, { readonly folder: string; readonly ended: Ended }>();

/**
 * Runs a step. Where it is the installation of the tool, and the same command has installed the same files already, what that
 * left is copied: npm takes more than a second each time.
 */
export async function installing(workspace: string, script: string, play: () => Promise<Ended>): Promise<Ended> {
  if (!/^npm ci [\w./ -]+$/.test(script.trim())) return play();
  const place = join(workspace, /--prefix (\S+)/.exec(script)?.[1] ?? ".", "node_modules");
  const key = await keyOf(workspace, script);
  const known = made.get(key);
  if (known !== undefined) {
    cpSync(known.folder, place, { recursive: true, verbatimSymlinks: true });
    return known.ended;
  }
  const ended = await play();
  if (ended.code !== 0 || !existsSync(place)) return ended;
  const folder = mkdtempSync(join(tmpdir(), "wxcards-installed-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  cpSync(place, folder, { recursive: true, verbatimSymlinks: true });
  made.set(key, { folder, ended });
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
