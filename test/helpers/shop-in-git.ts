import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Git } from "../../src/cli/git.ts";
import { gitRunner } from "../../src/cli/git-runner.ts";
import type { GitCommand } from "../../src/model/git.ts";
import { newWorld, type Run, type World, type WorldOptions } from "./world.ts";

/** Variables by which git asks nobody and finds no settings of this machine. */
const bare = {
  PATH: process.env["PATH"] ?? "",
  HOME: "/nonexistent",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_AUTHOR_NAME: "An",
  GIT_AUTHOR_EMAIL: "an@yunshan.example",
  GIT_COMMITTER_NAME: "An",
  GIT_COMMITTER_EMAIL: "an@yunshan.example",
};

/** Runs git in a folder; its output. Fails the test where git does. */
export function git(folder: string, ...args: readonly string[]): string {
  return execFileSync("git", args, { cwd: folder, env: bare, encoding: "utf8", stdio: "pipe" }).trim();
}

/** A shop whose documents are in git: a bare remote, and clones of it that reach one platform. */
export interface ShopInGit {
  readonly world: World;
  readonly remote: string;
  /** The clone that commits are made in. */
  readonly desk: string;
  /** Commands of git that asked the remote, since the last `forget`. */
  network(): readonly string[];
  forget(): void;
  /** A clone as a runner has it, at one depth or whole. */
  clone(depth?: number): string;
  /** Writes files of the desk, commits and pushes; gives the commit. */
  commit(files: Readonly<Record<string, string>>, subject?: string): string;
  /** Runs a command in a clone. */
  cli(folder: string, line: string): Promise<Run>;
  /** A file of the state of an account, as the remote has it; undefined where there is none. */
  state(account: string, file?: "state" | "lease"): string | undefined;
}

const asking = new Set(["fetch", "push", "ls-remote"]);

/** Opens a shop in git with some documents. */
export async function shopInGit(
  files: Readonly<Record<string, string>>,
  options: WorldOptions = {},
): Promise<ShopInGit> {
  const world = await newWorld({ ...options, isNew: true });
  const remote = join(world.root, "remote.git");
  const desk = join(world.root, "desk");
  git(world.root, "init", "--quiet", "--bare", "--initial-branch=main", remote);
  git(world.root, "clone", "--quiet", `file://${remote}`, desk);
  git(desk, "checkout", "--quiet", "-b", "main");
  const asked: string[] = [];
  const runner = gitRunner({ env: { ...bare } });
  world.git = {
    run: (command: GitCommand) => {
      const [name = ""] = command.args;
      if (asking.has(name)) asked.push(name);
      return runner(command);
    },
    tracks: async () => "untracked",
  } satisfies Git;
  // Every run is alive for all that others of its machine can see.
  world.processes = { id: 4711, host: "runner", space: "one", isAlive: () => true, started: () => "1" };
  let clones = 0;
  const commit = (changes: Readonly<Record<string, string>>, subject = "Change the shop"): string => {
    for (const [path, text] of Object.entries(changes)) {
      mkdirSync(dirname(join(desk, path)), { recursive: true });
      writeFileSync(join(desk, path), text);
    }
    git(desk, "add", "--all");
    git(desk, "commit", "--quiet", "--message", subject);
    git(desk, "push", "--quiet", "origin", "HEAD:main");
    return git(desk, "rev-parse", "HEAD");
  };
  commit({ "wxcards.yaml": world.read("wxcards.yaml"), ".gitignore": ".wxcards/\n", ...files });
  return {
    world,
    remote,
    desk,
    commit,
    network: () => asked,
    forget: () => {
      asked.length = 0;
    },
    clone: (depth) => {
      clones += 1;
      const folder = join(world.root, `clone-${clones}`);
      const cut = depth === undefined ? [] : [`--depth=${depth}`];
      git(world.root, "clone", "--quiet", ...cut, "--branch", "main", `file://${remote}`, folder);
      return folder;
    },
    cli: (folder, line) => world.cli([...line.split(" "), "--project", join(folder, "wxcards.yaml")]),
    state: (account, file = "state") => {
      try {
        return git(remote, "show", `wxcards-state/${account}:${file}.yaml`);
      } catch {
        return undefined;
      }
    },
  };
}
