import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { realCacheFolders } from "../../../src/cli/cache-folders.ts";
import { gitRunner } from "../../../src/cli/git-runner.ts";
import type { GitAnswer, GitCommand, GitRunner } from "../../../src/model/git.ts";
import type { Problem } from "../../../src/model/problem.ts";
import { openRepository, type Repository } from "../../../src/state/branch/repository.ts";

/** A git without any settings but a user: what this machine has set decides nothing. */
const settings = join(mkdtempSync(join(tmpdir(), "wxcards-git-home-")), ".gitconfig");
writeFileSync(settings, "[user]\n\tname = Mei\n\temail = mei@example.com\n[init]\n\tdefaultBranch = main\n");
export const env: Readonly<Record<string, string | undefined>> = {
  PATH: process.env["PATH"],
  HOME: dirname(settings),
  GIT_CONFIG_NOSYSTEM: "1",
};

/** Runs git as a user would, and gives what it says. */
export function git(folder: string, ...args: readonly string[]): string {
  const options = { cwd: folder, env: env as NodeJS.ProcessEnv, stdio: "pipe" as const, encoding: "utf8" as const };
  return execFileSync("git", args, options).trim();
}

export interface Place {
  readonly root: string;
  /** A bare repository, and its address. */
  readonly bare: string;
  readonly address: string;
  /** A clone of it with a commit or two. */
  readonly work: string;
}

/** A folder of its own, taken away by `clear`. */
export function folderOfTest(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "wxcards-branch-")));
  made.push(folder);
  return folder;
}
const made: string[] = [];

export function clear(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A bare remote with two commits of documents on `main`, and a clone: a copy of one that is made once. */
export function place(): Place {
  template ??= makePlace();
  const root = folderOfTest();
  cpSync(template.root, root, { recursive: true });
  const at = placeIn(root);
  const config = join(at.work, ".git/config");
  writeFileSync(config, readFileSync(config, "utf8").replace(template.address, at.address));
  return at;
}
let template: Place | undefined;

function makePlace(): Place {
  const at = placeIn(realpathSync(mkdtempSync(join(tmpdir(), "wxcards-branch-"))));
  process.once("exit", () => rmSync(at.root, { recursive: true, force: true }));
  git(at.root, "init", "-q", "--bare", at.bare);
  git(at.root, "clone", "-q", at.address, at.work);
  for (const title of ["gold", "silver"]) {
    write(join(at.work, "cards/card.yaml"), `title: ${title}\n`);
    git(at.work, "add", ".");
    git(at.work, "commit", "-qm", title);
  }
  git(at.work, "push", "-q", "origin", "main");
  return at;
}

function placeIn(root: string): Place {
  const bare = join(root, "remote.git");
  return { root, bare, address: `file://${bare}`, work: join(root, "work") };
}

export function clone(of: Place, name: string, ...args: readonly string[]): string {
  const folder = join(of.root, name);
  git(of.root, "clone", "-q", ...args, of.address, folder);
  return folder;
}

export function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Commands of git that ask a remote. */
const networked = ["fetch", "push", "ls-remote"];

export interface Counted {
  readonly git: GitRunner;
  /** The commands that ran, each as its first word. */
  readonly ran: string[];
  network(): number;
}

/** Runs git and keeps count; `around` may lie about it. */
export function counted(
  around: (command: GitCommand, run: GitRunner) => Promise<GitAnswer> = (c, run) => run(c),
): Counted {
  const real = gitRunner({ env });
  const ran: string[] = [];
  return {
    ran,
    git: (command) => {
      ran.push(wordOf(command));
      return around(command, real);
    },
    network: () => ran.filter((word) => networked.includes(word)).length,
  };
}

/** What a command does: its first word that is no setting. */
export function wordOf({ args }: GitCommand): string {
  return args.find((word, at) => !word.startsWith("-") && args[at - 1] !== "-c") ?? "";
}

let nonces = 0;

export async function opened(
  folder: string,
  runner: GitRunner = gitRunner({ env }),
  more: { remote?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<Repository | "outside" | Problem> {
  nonces += 1;
  const nonce = `${process.pid}-${nonces}`;
  return openRepository({
    git: runner,
    folders: realCacheFolders,
    folder,
    nonce,
    env: more.env ?? {},
    remote: more.remote,
  });
}

export async function repositoryOf(...args: Parameters<typeof opened>): Promise<Repository> {
  const found = await opened(...args);
  if (found === "outside" || "code" in found) throw new Error(JSON.stringify(found));
  return found;
}

/** Everything a user has, byte for byte: the git directory but what is ours, all refs, and the work tree. */
export function everything(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const kept = files.filter((file) => !/(^|\/)wxcards\//.test(`${file}/`) && statSync(join(folder, file)).isFile());
  return Object.fromEntries(kept.sort().map((file) => [file, readFileSync(join(folder, file)).toString("base64")]));
}
