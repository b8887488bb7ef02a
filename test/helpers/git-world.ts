import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { realGit } from "../../src/cli/git.ts";
import { gitRunner } from "../../src/cli/git-runner.ts";
import { env, git } from "../state/branch/support.ts";
import { newWorld, type World, type WorldOptions } from "./world.ts";

/** A world whose project is a repository with a remote: what is remembered is kept on its branches. */
export interface GitWorld extends World {
  /** The remote, a bare repository. */
  readonly bare: string;
  /** Runs git in the project as a user would. */
  readonly inProject: (...args: readonly string[]) => string;
  /** Commits everything there is, and pushes it. */
  readonly commit: (message: string) => string;
}

/** Such a world; all that is in it is committed and pushed. */
export async function newGitWorld(options: WorldOptions = {}): Promise<GitWorld> {
  const world = await newWorld(options);
  const bare = realpathSync(mkdtempSync(join(tmpdir(), "wxcards-remote-")));
  onTestFinished(() => rmSync(bare, { recursive: true, force: true }));
  git(bare, "init", "-q", "--bare");
  const inProject = (...args: readonly string[]) => git(world.root, ...args);
  inProject("init", "-q");
  inProject("remote", "add", "origin", `file://${bare}`);
  const commit = (message: string) => {
    inProject("add", "-A");
    inProject("commit", "-qm", message);
    inProject("push", "-q", "origin", "main");
    return inProject("rev-parse", "HEAD");
  };
  const made = Object.assign(world, { bare, inProject, commit });
  made.git = { run: gitRunner({ env: env as NodeJS.ProcessEnv }), tracks: realGit.tracks };
  commit("begin");
  return made;
}
