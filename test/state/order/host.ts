import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { realCacheFolders } from "../../../src/cli/cache-folders.ts";
import { gitRunner } from "../../../src/cli/git-runner.ts";
import type { Applied } from "../../../src/model/applied.ts";
import type { GitRunner } from "../../../src/model/git.ts";
import { openRepository, type Repository } from "../../../src/state/branch/repository.ts";

/*
 * Real git on repositories of a test: hosts, which are bare, and clones as desks and jobs make them. Nothing of the
 * machine's own settings gets in.
 */

/** One folder for all that a test file makes. */
export const home = mkdtempSync(join(tmpdir(), "order-"));
export const removeHome = () => rmSync(home, { recursive: true, force: true, maxRetries: 3 });

/** The settings of the user, which no test has unless it writes them. */
export const userSettings = join(home, "settings");

const env: Readonly<Record<string, string>> = {
  PATH: process.env["PATH"] ?? "",
  HOME: home,
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: userSettings,
  GIT_TERMINAL_PROMPT: "0",
  LC_ALL: "C",
  ...Object.fromEntries(
    ["AUTHOR", "COMMITTER"].flatMap((who) => [
      [`GIT_${who}_NAME`, "Lin"],
      [`GIT_${who}_EMAIL`, "lin@example.com"],
      [`GIT_${who}_DATE`, "1790000000 +0800"],
    ]),
  ),
};

let made = 0;
/** A path that nothing stands at. Several test files share this module, and each removes the folder at its end. */
export const newPath = (name: string) => {
  mkdirSync(home, { recursive: true });
  return join(home, `${++made}-${name}`);
};

/** Runs git for a test to set something up; its words without the last line break. */
export function git(folder: string, ...args: readonly string[]): string {
  return gitWith({ folder, args: [...args] });
}

function gitWith({ folder, args, input }: { folder: string; args: string[]; input?: string }): string {
  return execFileSync("git", args, { cwd: folder, env, encoding: "utf8", stdio: "pipe", input }).replace(/\n$/, "");
}

/** What asks somebody else. */
const asking = ["fetch", "ls-remote", "push", "pull", "clone"];

/** The git of wxcards, and how many of its commands asked somebody else. */
export function watchedGit() {
  let asked = 0;
  const runner = gitRunner({ env });
  const run: GitRunner = (command) => {
    if (command.args.some((arg) => asking.includes(arg))) asked += 1;
    return runner(command);
  };
  return { run, network: () => asked };
}

/** The repository that a folder is in, opened. */
export async function repositoryOf(folder: string, run: GitRunner): Promise<Repository> {
  const found = await openRepository({ git: run, folders: realCacheFolders, folder, env: {}, nonce: "open" });
  if (found === "outside" || "code" in found) throw new Error(JSON.stringify(found));
  return found;
}

/** A commit of a host: what its documents say, and what it comes from. */
export interface Planned {
  readonly parents: readonly string[];
  /** What the card says; that of the first parent where it is left out. */
  readonly card?: string;
  /** Seconds since 1970; an hour after the commit before it where it is left out. */
  readonly date?: number;
}

/** A bare repository with a history, by the names of its commits. */
export interface Host {
  readonly folder: string;
  readonly address: string;
  readonly names: Readonly<Record<string, string>>;
  /** What a state remembers after this commit was applied. */
  readonly applied: (name: string) => Applied;
}

const begin = 1_780_000_000;
const hour = 3600;

/** The digest that a test gives documents: of the words of the one card. */
export const documentsOf = (card: string) => `sha256:${createHash("sha256").update(card).digest("hex")}`;

/** Makes a host of commits by name, older ones first, and of refs to them; without those that are lost. */
export function hostWith(
  commits: Readonly<Record<string, Planned>>,
  refs: Readonly<Record<string, string>>,
  { format = "sha1", lost = [] }: { readonly format?: string; readonly lost?: readonly string[] } = {},
): Host {
  const folder = newPath("host.git");
  git(home, "init", "--quiet", "--bare", "--initial-branch=main", `--object-format=${format}`, folder);
  // As the hosts of the world have it, and git has not by itself.
  git(folder, "config", "uploadpack.allowFilter", "true");
  const order = Object.keys(commits);
  const cards = new Map<string, string>();
  const dates = new Map<string, number>();
  const stream = order.flatMap((name, index) => {
    const { parents, card, date = begin + index * hour } = commits[name] as Planned;
    cards.set(name, card ?? cards.get(parents[0] ?? "") ?? name);
    dates.set(name, date);
    const [first, ...others] = parents.map((parent) => `:${order.indexOf(parent) + 1}`);
    if (lost.includes(name)) return [];
    return [
      ...[`commit refs/made/${name}`, `mark :${index + 1}`, `committer Lin <lin@example.com> ${date} +0800`],
      ...[`data ${name.length}`, name, ...(first === undefined ? [] : [`from ${first}`])],
      ...others.map((other) => `merge ${other}`),
      ...file("wxcards.yaml", "accounts: {}"),
      ...file("cards/gold.yaml", cards.get(name) ?? ""),
      ...file("other/notes.txt", name),
      "",
    ];
  });
  const marks = newPath("marks");
  gitWith({ folder, args: ["fast-import", "--quiet", `--export-marks=${marks}`], input: `${stream.join("\n")}\n` });
  const names = Object.fromEntries(
    readFileSync(marks, "utf8")
      .trim()
      .split("\n")
      .map((line) => {
        const [mark = "", commit = ""] = line.slice(1).split(" ");
        return [order[Number(mark) - 1] ?? "", commit];
      }),
  );
  const lines = [
    ...Object.keys(names).map((name) => `delete refs/made/${name}`),
    ...Object.entries(refs).map(([ref, name]) => `create ${ref} ${names[name]}`),
  ];
  gitWith({ folder, args: ["update-ref", "--stdin"], input: `${lines.join("\n")}\n` });
  const applied = (name: string): Applied => ({
    commit: names[name] ?? "",
    parents: (commits[name]?.parents ?? []).map((parent) => names[parent] ?? ""),
    date: dates.get(name) ?? 0,
    documents: documentsOf(cards.get(name) ?? ""),
    dirty: false,
    at: "2026-11-28T10:00:00+08:00",
  });
  return { folder, address: `file://${folder}`, names, applied };
}

function file(path: string, text: string): string[] {
  return [`M 100644 inline ${path}`, `data ${Buffer.byteLength(text)}`, text];
}

/** What a job has after its checkout: only the commit, as deep as it says, on a branch of this name or detached. */
export interface Checkout {
  readonly depth?: number;
  readonly branch?: string;
  readonly filter?: string;
}

/** A clone as a job makes it: depth 1 where nothing else is said, 0 for all branches and tags. */
export function jobOf(host: Host, name: string, { depth = 1, branch, filter }: Checkout = {}): string {
  const folder = newPath("job");
  const commit = host.names[name] ?? "";
  git(home, "init", "--quiet", "--initial-branch=empty", `--object-format=${formatOf(commit)}`, folder);
  git(folder, "remote", "add", "origin", host.address);
  const how = [...(depth === 0 ? [] : [`--depth=${depth}`]), ...(filter === undefined ? [] : [`--filter=${filter}`])];
  const refspecs = depth === 0 ? ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"] : [];
  git(folder, "fetch", "--quiet", "--no-tags", ...how, "origin", ...refspecs, `+${commit}:refs/remotes/job/checkout`);
  git(folder, "checkout", "--quiet", ...(branch === undefined ? ["--detach"] : ["-B", branch]), commit);
  return folder;
}

/** A clone as a desk has it. */
export function deskOf(host: Host, ...options: readonly string[]): string {
  const folder = newPath("desk");
  git(home, "clone", "--quiet", ...options, host.address, folder);
  return folder;
}

/** Commits what a card says by now; the name of the commit. */
export function commitCard(folder: string, card: string): string {
  writeFileSync(join(folder, "cards/gold.yaml"), card);
  git(folder, "commit", "--quiet", "--all", "--message", card);
  return git(folder, "rev-parse", "HEAD");
}

const formatOf = (commit: string) => (commit.length === 64 ? "sha256" : "sha1");

/** What every file of a repository and its work tree holds, but for those of wxcards below the git directory. */
export function bytesOf(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.includes("/wxcards/"))
      .sort()
      .map((path) => [path, createHash("sha256").update(readFileSync(path)).digest("hex")]),
  );
}
